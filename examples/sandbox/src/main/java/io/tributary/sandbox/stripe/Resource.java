package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** One of Stripe's lists: where it is, what it holds, and what it can be filtered by. */
record Resource<T extends Entity>(
    String path, Kind kind, Class<T> type, Map<String, Filter<T>> filters) {

  /** Makes a test of a parameter's value, looking it up once. */
  @FunctionalInterface
  interface Filter<T> {
    Predicate<T> of(View view, String value);
  }

  static <T extends Entity> Resource<T> of(String path, Kind kind, Class<T> type) {
    return new Resource<>(path, kind, type, Map.of());
  }

  Resource<T> by(String parameter, Filter<T> filter) {
    Map<String, Filter<T>> more = new LinkedHashMap<>(filters);
    more.put(parameter, filter);
    return new Resource<>(path, kind, type, more);
  }

  /** What a restricted key must be allowed to read this. */
  String permission() {
    return "rak_" + kind.objectName() + "_read";
  }
}
