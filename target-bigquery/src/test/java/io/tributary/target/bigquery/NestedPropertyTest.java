package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.testkit.Cli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever nests in a schema comes back from its table as it was, to the last digit. */
final class NestedPropertyTest {
  private static final int STREAMS = 16;
  private static final int RECORDS = 8;

  @ParameterizedTest
  @ValueSource(strings = {"load_job", "storage_write"})
  void givesBackWhatNests(String method, @TempDir Path folder) {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    Identifiers identifiers = new BigqueryDialect(Settings.config("{}")).dialect().identifiers();
    StringBuilder input = new StringBuilder();
    Map<String, List<String>> expected = new TreeMap<>();
    for (int stream = 0; stream < STREAMS; stream++) {
      NestedShape shape = NestedShape.random(random, identifiers, 4);
      String name = "s" + stream;
      expected.put(name, new ArrayList<>());
      input.append(schema(name, shape)).append('\n');
      for (int id = 0; id < RECORDS; id++) {
        JsonNode value = shape.value().apply(random);
        input.append(record(name, id, value)).append('\n');
        expected.get(name).add(id + " " + canonical(shape.stored().apply(value)));
      }
    }

    try (Trial trial = new Trial(folder)) {
      Cli.Outcome outcome = trial.loadAsIs("{'method':'" + method + "'}", input.toString());

      assertThat(outcome.exit()).as("seed %d: %s", seed, outcome.err()).isZero();
      for (Map.Entry<String, List<String>> stream : expected.entrySet()) {
        List<String> rows =
            trial.bigquery.rows("raw", stream.getKey()).stream()
                .map(row -> row.path("id").asText() + " " + canonical(row.path("v")))
                .toList();
        assertThat(rows)
            .as("seed %d, %s", seed, stream.getKey())
            .containsExactlyInAnyOrderElementsOf(stream.getValue());
      }
    }
  }

  private static ObjectNode schema(String stream, NestedShape shape) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "SCHEMA");
    message.put("stream", stream).putArray("key_properties").add("id");
    ObjectNode properties =
        message.putObject("schema").put("type", "object").putObject("properties");
    properties.putObject("id").put("type", "integer");
    properties.set("v", shape.schema());
    return message;
  }

  private static ObjectNode record(String stream, int id, JsonNode value) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "RECORD");
    message.put("stream", stream).putObject("record").put("id", id).set("v", value);
    return message;
  }

  /** Text that is equal for equal values: without nulls and empty arrays, as BigQuery has them. */
  private static String canonical(JsonNode value) {
    if (value.isObject()) {
      Map<String, String> parts = new TreeMap<>();
      value
          .properties()
          .forEach(
              part -> {
                if (!part.getValue().isNull() && !part.getValue().isMissingNode()) {
                  parts.put(part.getKey(), canonical(part.getValue()));
                }
              });
      parts.values().removeIf("[]"::equals);
      return parts.toString();
    }
    if (value.isArray()) {
      List<String> all = new ArrayList<>();
      value.forEach(each -> all.add(canonical(each)));
      return all.toString();
    }
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
