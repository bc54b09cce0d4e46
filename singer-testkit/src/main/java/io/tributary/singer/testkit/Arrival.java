package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tributary.singer.json.RawJson;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of an input, read the simplest way there is, so that it can be held against what an
 * engine made of it.
 *
 * @param message the line as a tree; missing if it is not JSON
 */
record Arrival(String line, JsonNode message) {

  /** The lines of an input, but for those that hold nothing. */
  static List<Arrival> of(byte[] input) {
    List<Arrival> arrivals = new ArrayList<>();
    String text = new String(input, StandardCharsets.UTF_8);
    for (String line : text.replace("\uFEFF", "").split("\r?\n", -1)) {
      if (!line.isBlank()) {
        arrivals.add(new Arrival(line, tree(line)));
      }
    }
    return arrivals;
  }

  private static JsonNode tree(String line) {
    try {
      return RawJson.of(line).tree();
    } catch (UncheckedIOException e) {
      return MissingNode.getInstance();
    }
  }

  String type() {
    return message.path("type").asText().toUpperCase(Locale.ROOT);
  }

  String stream() {
    return message.path("stream").asText();
  }

  /** The value of a STATE, byte for byte. The inputs write it last, or as the only object. */
  String stateText() {
    int from = line.indexOf("\"value\":") + "\"value\":".length();
    int end = line.lastIndexOf('}');
    int type = line.lastIndexOf(",\"type\":");
    return line.substring(from, type > from ? type : end);
  }

  /** The names of a SCHEMA's keys. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    message.path("key_properties").forEach(key -> keys.add(key.asText()));
    return keys;
  }
}
