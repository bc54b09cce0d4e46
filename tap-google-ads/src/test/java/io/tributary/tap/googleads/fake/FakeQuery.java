package io.tributary.tap.googleads.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.googleads.gaql.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Executes a query over flat rows: conditions, segments, sums of metrics, order and limit. */
final class FakeQuery {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FakeQuery() {}

  static List<ObjectNode> run(Query query, List<Map<String, Object>> rows) {
    Map<List<Object>, Map<String, Object>> grouped = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      if (query.where().stream().allMatch(condition -> holds(condition, row))) {
        merge(query, row, grouped);
      }
    }
    List<Map<String, Object>> found = new ArrayList<>(grouped.values());
    boolean isSegmented = query.select().stream().anyMatch(f -> f.startsWith("segments."));
    if (isSegmented) {
      found.removeIf(FakeQuery::isAllZero);
    }
    if (!query.orderBy().isEmpty()) {
      String field = query.orderBy().split(" ", -1)[0];
      found.sort(Comparator.comparing(row -> String.valueOf(row.get(field))));
    }
    return found.stream()
        .limit(query.limit().orElse(Long.MAX_VALUE))
        .map(row -> json(query, row))
        .toList();
  }

  private static boolean isAllZero(Map<String, Object> row) {
    List<Object> metrics =
        row.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("metrics."))
            .map(Map.Entry::getValue)
            .toList();
    return !metrics.isEmpty()
        && metrics.stream().allMatch(value -> value instanceof Number n && n.doubleValue() == 0);
  }

  /** Rows are one if resource and segments are; what else they say is of the last of them. */
  private static void merge(
      Query query, Map<String, Object> row, Map<List<Object>, Map<String, Object>> grouped) {
    List<Object> key = new ArrayList<>();
    key.add(row.getOrDefault(query.from() + ".resource_name", grouped.size()));
    Set<String> segments = new TreeSet<>(query.select());
    segments.stream()
        .filter(field -> field.startsWith("segments."))
        .forEach(field -> key.add(String.valueOf(row.get(field))));
    Map<String, Object> sum = grouped.get(key);
    if (sum == null) {
      sum = new LinkedHashMap<>();
      for (String field : query.select()) {
        if (row.containsKey(field)) {
          sum.put(field, row.get(field));
        }
      }
      grouped.put(key, sum);
      return;
    }
    for (String field : query.select()) {
      Object value = row.get(field);
      if (value instanceof Long whole && field.startsWith("metrics.")) {
        sum.merge(field, whole, (one, other) -> (Long) one + (Long) other);
      } else if (value instanceof Double part && field.startsWith("metrics.")) {
        sum.merge(field, part, (one, other) -> (Double) one + (Double) other);
      } else if (value != null) {
        sum.put(field, value);
      }
    }
  }

  private static boolean holds(Query.Condition condition, Map<String, Object> row) {
    String value = String.valueOf(row.get(condition.field()));
    String[] words = condition.rest().split(" ", 2);
    String rest = words[1].replace("'", "");
    return switch (words[0].toUpperCase(java.util.Locale.ROOT)) {
      case "=" -> value.equals(rest);
      case "!=" -> !value.equals(rest);
      case ">=" -> value.compareTo(rest) >= 0;
      case "<=" -> value.compareTo(rest) <= 0;
      case "BETWEEN" -> {
        String[] ends = rest.split(" (?i)and ", -1);
        yield value.compareTo(ends[0]) >= 0 && value.compareTo(ends[1]) <= 0;
      }
      case "IN" ->
          rest.replaceAll("[() ]", "")
              .lines()
              .findFirst()
              .map(list -> List.of(list.split(",", -1)).contains(value))
              .orElse(false);
      default -> throw FakeAds.refused(400, "queryError", "BAD_OPERATOR", condition.toString());
    };
  }

  /** As protocol buffers write it: nested, in camel case, large integers as text. */
  private static ObjectNode json(Query query, Map<String, Object> row) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    for (String field : query.select()) {
      Object value = row.get(field);
      if (value == null) {
        continue;
      }
      String[] parts = field.split("\\.", -1);
      ObjectNode at = json;
      for (int i = 0; i < parts.length - 1; i++) {
        at = at.withObjectProperty(camel(parts[i]));
      }
      at.set(camel(parts[parts.length - 1]), node(value));
    }
    return json;
  }

  private static JsonNode node(Object value) {
    if (value instanceof Long whole) {
      return NODES.textNode(Long.toString(whole));
    }
    if (value instanceof Integer small) {
      return NODES.numberNode(small);
    }
    if (value instanceof Double part) {
      return part.isNaN() || part.isInfinite()
          ? NODES.textNode(part.toString())
          : NODES.numberNode(part);
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    return value instanceof JsonNode tree ? tree : NODES.textNode(value.toString());
  }

  static String camel(String part) {
    String[] words = part.split("_", -1);
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      if (!words[i].isEmpty()) {
        name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
      }
    }
    return name.toString();
  }
}
