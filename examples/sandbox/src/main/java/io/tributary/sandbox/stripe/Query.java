package io.tributary.sandbox.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request in the order they came; {@code a[]} and {@code a[0]} are one list.
 */
public final class Query {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Query() {}

  /** Takes a URL's query apart. */
  public static Query of(String query) {
    Query parsed = new Query();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = decoded(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
        String key = name.replaceFirst("\\[\\d*]$", "[]");
        parsed.values.computeIfAbsent(key, each -> new ArrayList<>()).add(value);
      }
    }
    return parsed;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public Set<String> names() {
    return values.keySet();
  }

  /** The last value of a parameter. */
  public Optional<String> value(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
