package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a destination must hold after some input, told in the simplest words: the last record of a
 * key, and every record where there is no key.
 */
public final class Model {
  private final Map<String, List<String>> keys = new LinkedHashMap<>();
  private final Map<String, Map<JsonNode, Row>> rows = new LinkedHashMap<>();

  private record Row(ObjectNode values, long version) {}

  /** What {@code input} leaves behind. */
  public static Model of(byte[] input) {
    return of(Arrival.of(input));
  }

  static Model of(List<Arrival> arrivals) {
    Model model = new Model();
    arrivals.forEach(model::take);
    return model;
  }

  void take(Arrival arrival) {
    switch (arrival.type()) {
      case "SCHEMA" -> {
        keys.put(arrival.stream(), arrival.keys());
        rows.computeIfAbsent(arrival.stream(), stream -> new LinkedHashMap<>());
      }
      case "RECORD" -> record(arrival);
      case "ACTIVATE_VERSION" ->
          rows.getOrDefault(arrival.stream(), new LinkedHashMap<>())
              .values()
              .removeIf(row -> row.version() < arrival.message().path("version").longValue());
      default -> {}
    }
  }

  private void record(Arrival arrival) {
    ObjectNode values = (ObjectNode) arrival.message().path("record");
    Map<JsonNode, Row> known =
        rows.computeIfAbsent(arrival.stream(), stream -> new LinkedHashMap<>());
    JsonNode key = key(keys.getOrDefault(arrival.stream(), List.of()), values, known.size());
    known.put(key, new Row(values, arrival.message().path("version").asLong(Long.MIN_VALUE)));
  }

  private static JsonNode key(List<String> names, ObjectNode values, int count) {
    if (names.isEmpty()) {
      return JsonNodeFactory.instance.numberNode(count);
    }
    ArrayNode key = JsonNodeFactory.instance.arrayNode();
    names.forEach(name -> key.add(values.path(name)));
    return key;
  }

  /** The rows of each stream. */
  public Map<String, List<ObjectNode>> rows() {
    Map<String, List<ObjectNode>> all = new LinkedHashMap<>();
    rows.forEach(
        (stream, known) -> {
          List<ObjectNode> values = new ArrayList<>();
          known.values().forEach(row -> values.add(row.values()));
          all.put(stream, values);
        });
    return all;
  }

  /** Whether every stream that was announced has keys. */
  boolean isKeyed() {
    return keys.values().stream().noneMatch(List::isEmpty);
  }
}
