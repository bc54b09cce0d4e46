package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An input made up from a seed: several streams with one key, with two, and with none, records of a
 * few keys again and again, columns that are added on the way, versions, and states.
 */
final class RandomInput {
  private static final String[] NAMES = {"one", "two", "none", "versioned"};
  private static final List<List<String>> KEYS =
      List.of(List.of("id"), List.of("id", "part"), List.of(), List.of("id"));

  private final Random random;
  private final int[] extraColumns = new int[NAMES.length];
  private final List<String> lines = new ArrayList<>();
  private long version = 1;

  private RandomInput(long seed) {
    this.random = new Random(seed);
  }

  /** As many messages as {@code count}, more or less. */
  static byte[] of(long seed, int count) {
    RandomInput input = new RandomInput(seed);
    for (int stream = 0; stream < NAMES.length; stream++) {
      input.schema(stream);
    }
    for (int i = 0; i < count; i++) {
      input.message(i);
    }
    input.state(count);
    return (String.join("\n", input.lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void message(int number) {
    int stream = random.nextInt(NAMES.length);
    int dice = random.nextInt(100);
    if (dice < 2) {
      extraColumns[stream]++;
      schema(stream);
    } else if (dice < 12) {
      state(number);
    } else if (dice < 14) {
      version++;
      ObjectNode activation = message("ACTIVATE_VERSION", 3);
      lines.add(activation.put("version", version - random.nextInt(2)).toString());
    } else {
      record(stream, number);
    }
  }

  private static ObjectNode message(String type, int stream) {
    return JsonNodeFactory.instance.objectNode().put("type", type).put("stream", NAMES[stream]);
  }

  private void schema(int stream) {
    ObjectNode message = message("SCHEMA", stream);
    ObjectNode properties =
        message.putObject("schema").put("type", "object").putObject("properties");
    properties.set("id", RawJson.of("{\"type\":\"integer\"}").tree());
    properties.set("part", RawJson.of("{\"type\":\"string\"}").tree());
    properties.set("v", RawJson.of("{\"type\":[\"null\",\"integer\"]}").tree());
    for (int i = 0; i < extraColumns[stream]; i++) {
      properties.set("x" + i, RawJson.of("{\"type\":[\"null\",\"string\"]}").tree());
    }
    var keys = message.putArray("key_properties");
    KEYS.get(stream).forEach(keys::add);
    lines.add(message.toString());
  }

  private void record(int stream, int number) {
    ObjectNode message = message("RECORD", stream);
    ObjectNode record = message.putObject("record");
    record.put("id", random.nextInt(8)).put("part", random.nextBoolean() ? "a" : "b,a");
    record.put("v", number);
    for (int i = 0; i < extraColumns[stream]; i++) {
      if (random.nextBoolean()) {
        record.put("x" + i, "x" + number);
      }
    }
    if (NAMES[stream].equals("versioned")) {
      message.put("version", version);
    }
    lines.add(message.toString());
  }

  private void state(int number) {
    lines.add("{\"type\":\"STATE\",\"value\":{\"n\":" + number + "." + random.nextInt(9) + "0}}");
  }
}
