package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.JsonField.Form;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.connector.Transaction;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.message.MessageReader;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that are spooled as JSON, for a loader that says how. */
@Timeout(60)
class JsonRowsTest {
  private static final String EVERYTHING =
      """
      {"type":"SCHEMA","stream":"a","key_properties":["id"],"schema":{"type":"object","properties":{
      "id":{"type":"integer"},"text":{"type":["null","string"]},"number":{"type":"number"},
      "flag":{"type":"boolean"},"day":{"type":"string","format":"date"},
      "clock":{"type":"string","format":"time"},"at":{"type":"string","format":"date-time"},
      "hex":{"type":"string","contentEncoding":"base16"},
      "bytes":{"type":"string","contentEncoding":"base64"},
      "any":{},"parts":{"type":"object","properties":{"x":{"type":"integer"}}}}}}
      """
              .replace("\n", "")
          + "\n";

  /** Values with parts become their length, or do not fit if they have none. */
  private static final JsonField.Nested LENGTH =
      (json, start, stop, out) -> {
        if (stop - start == 2) {
          throw new Misfit("x", "there");
        }
        out.putNumber(stop - start);
      };

  private static JsonField field(String name) {
    return switch (name) {
      case "flag" -> new JsonField(name, Form.LITERAL);
      case "bytes" -> new JsonField(name, Form.BASE64);
      case "parts" -> new JsonField(name, LENGTH);
      case "text" -> new JsonField("the \"text\"", Form.TEXT);
      default -> new JsonField(name, Form.TEXT);
    };
  }

  /** Keeps lines of JSON, which it wants in one file a batch. */
  private static final class JsonLoader implements Loader {
    private final Durability durability;
    private final Map<SchemaMessage, List<JsonField>> told = new HashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    JsonLoader(Durability durability) {
      this.durability = durability;
    }

    @Override
    public RowFormat format() {
      return RowFormat.JSON;
    }

    @Override
    public Durability durability() {
      return durability;
    }

    @Override
    public void prepare(SchemaMessage schema, List<Column> columns) {
      if (schema.stream().equals("refused")) {
        throw new SingerException.Destination("no room for refused");
      }
      List<JsonField> fields = new ArrayList<>();
      for (Batch.Carried carried : Batch.Carried.values()) {
        fields.add(new JsonField("_" + carried, Form.TEXT));
      }
      columns.forEach(column -> fields.add(field(column.name())));
      told.put(schema, fields);
    }

    @Override
    public List<JsonField> fields(SchemaMessage schema) {
      return told.getOrDefault(schema, List.of());
    }

    @Override
    public Loaded load(Batch batch) {
      assertThat(batch.files()).hasSize(1);
      Path file = batch.files().get(0);
      try (BufferedReader read =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        List<String> rows = read.lines().toList();
        assertThat(rows).hasSize((int) batch.records());
        lines.addAll(rows);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Loaded(batch.records(), 0);
    }

    @Override
    public List<Loaded> commit(Transaction transaction) {
      return transaction.steps().stream()
          .filter(Transaction.Load.class::isInstance)
          .map(step -> load(((Transaction.Load) step).batch()))
          .toList();
    }

    @Override
    public void close() {}
  }

  private final JsonLoader loader = new JsonLoader(Loader.Durability.AT_ONCE);

  private static void run(Loader loader, String... lines) throws InterruptedException {
    byte[] input = String.join("", lines).getBytes(StandardCharsets.UTF_8);
    Clock clock = Clock.fixed(Instant.ofEpochSecond(5), ZoneOffset.UTC);
    StateOutput states = new StateOutput(OutputStream.nullOutputStream(), Optional.empty());
    try (Intake intake =
        new Intake(loader, TargetSettings.defaults(), states, clock, new RunReport(clock))) {
      intake.run(new MessageReader(new ByteArrayInputStream(input), 1 << 20));
    }
  }

  private static String record(String json) {
    return "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":" + json + "}\n";
  }

  @Test
  void writesEachFieldInItsFormAndNoNull() throws InterruptedException {
    run(
        loader,
        EVERYTHING,
        record(
            "{\"parts\":{\"x\":1},\"any\":[\"\\\"\", 1.50],\"bytes\":\"AP8=\",\"hex\":\"00ff\","
                + "\"at\":\"2026-01-31T12:00:00+01:00\",\"clock\":\"01:02:03.5\","
                + "\"day\":\"2026-01-31\",\"flag\":true,\"number\":12345678901234567890.10,"
                + "\"text\":\"\\u00e4\\\"\",\"id\":1}"),
        record("{\"id\":2,\"text\":null}"));

    assertThat(loader.lines)
        .containsExactly(
            "{\"_SEQUENCE\":\"5000002\",\"_RECEIVED_AT\":\"1970-01-01T00:00:05.000000+00:00\","
                + "\"id\":\"1\",\"the \\\"text\\\"\":\"\\u00e4\\\"\","
                + "\"number\":\"12345678901234567890.10\",\"flag\":true,\"day\":\"2026-01-31\","
                + "\"clock\":\"01:02:03.500000\",\"at\":\"2026-01-31T12:00:00.000000+01:00\","
                + "\"hex\":\"00ff\",\"bytes\":\"AP8=\",\"any\":\"[\\\"\\\\\\\"\\\", 1.50]\","
                + "\"parts\":7}",
            "{\"_SEQUENCE\":\"5000003\",\"_RECEIVED_AT\":\"1970-01-01T00:00:05.000000+00:00\","
                + "\"id\":\"2\"}");
  }

  @Test
  void namesThePartThatDoesNotFit() {
    assertThatThrownBy(
            () -> run(loader, EVERYTHING, record("{\"id\":1}"), record("{\"id\":2,\"parts\":{}}")))
        .isInstanceOf(SingerException.Data.class)
        .hasMessage("a: line 3: parts.x is not there (id 2)");
    assertThat(loader.lines).hasSize(1);
  }

  @Test
  void endsWhereALoaderThatCouldNotPrepareIsWaitedFor() {
    String schema = EVERYTHING.replace("\"stream\":\"a\"", "\"stream\":\"refused\"");
    String record = record("{\"id\":1}").replace("\"a\"", "\"refused\"");

    assertThatThrownBy(() -> run(loader, schema, record)).hasMessage("no room for refused");
    assertThat(loader.lines).isEmpty();
  }

  @Test
  void writesTheRowsOfASchemaAsItWasPrepared() throws InterruptedException {
    String wider = EVERYTHING.replace("\"any\":{},", "\"any\":{},\"more\":{\"type\":\"string\"},");

    run(
        loader,
        EVERYTHING,
        record("{\"id\":1,\"any\":1}"),
        wider,
        record("{\"id\":2,\"any\":2,\"more\":\"m\"}"));

    assertThat(loader.lines.get(0)).endsWith("\"id\":\"1\",\"any\":\"1\"}");
    assertThat(loader.lines.get(1)).endsWith("\"id\":\"2\",\"any\":\"2\",\"more\":\"m\"}");
  }

  /** What is cut off spans several blocks, and so does what is left. */
  @Test
  void cutsAFileWhereTheLastStateIs() {
    JsonLoader keeping = new JsonLoader(Loader.Durability.WITH_THE_STATE);
    int covered = 5_000;
    StringBuilder input = new StringBuilder(EVERYTHING);
    for (int i = 0; i < 2 * covered; i++) {
      input.append(record("{\"id\":" + i + ",\"text\":\"" + "x".repeat(200) + "\"}"));
      input.append(i == covered - 1 ? "{\"type\":\"STATE\",\"value\":{}}\n" : "");
    }

    assertThatThrownBy(() -> run(keeping, input.toString()))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageContaining("a " + covered);

    assertThat(keeping.lines).hasSize(covered);
    assertThat(keeping.lines.get(covered - 1)).contains("\"id\":\"" + (covered - 1) + "\"");
  }

  @Property(tries = 500)
  void anyTextAndAnyJsonIsReadAsItWas(@ForAll String text, @ForAll String name)
      throws BadRecord, JsonProcessingException {
    SchemaMessage schema =
        new SchemaMessage(
            "a",
            JsonSchema.object()
                .property("text", LogicalType.STRING)
                .property("any", LogicalType.ANY),
            List.of());
    RowEncoder encoder = new RowEncoder(schema, RowPlan.of(schema, TargetSettings.defaults()));
    List<JsonField> fields =
        Stream.of("_s", "_e", "_r", "_v", "text", "any")
            .map(it -> new JsonField(it, Form.TEXT))
            .toList();
    ObjectNode record = Json.MAPPER.createObjectNode().put("text", text);
    record.putObject("any").put(name, text);
    TextBuffer out = new TextBuffer();

    encoder.encode(RawJson.of(record), new RowStamp(1, 2, 3, 4L), new JsonText(fields), out);

    JsonNode row =
        Json.MAPPER.readTree(new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8));
    JsonNode given = RawJson.of(record).tree();
    assertThat(row.path("text")).isEqualTo(given.path("text"));
    assertThat(Json.MAPPER.readTree(row.path("any").asText())).isEqualTo(given.path("any"));
  }
}
