package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

  /** Finds by id what the list shows. */
  Window.Cursor<T> cursor(View view) {
    return new Window.Cursor<>(
        kind.objectName(),
        id -> {
          OptionalLong serial = view.names().serial(kind, id);
          return serial.isEmpty()
              ? Optional.empty()
              : view.table(type)
                  .find(serial.getAsLong())
                  .filter(found -> found.isListed(view.at()));
        });
  }

  /** What a restricted key must be allowed to read this. */
  String permission() {
    return "rak_" + kind.objectName() + "_read";
  }
}
