package io.tributary.singer.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageWriterTest {
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final byte LF = 10;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final MessageWriter writer = new MessageWriter(out);

  @Test
  void writesSchemas() {
    JsonSchema schema = JsonSchema.object().property("id", LogicalType.INTEGER);

    writer.onSchema(new SchemaMessage("orders", schema, List.of("id"), List.of("at")));
    writer.onSchema(new SchemaMessage("log", JsonSchema.object(), List.of()));
    writer.flush();

    assertThat(text())
        .isEqualTo(
            """
            {"type":"SCHEMA","stream":"orders","schema":{"type":"object","properties":\
            {"id":{"type":["null","integer"]}}},"key_properties":["id"],\
            "bookmark_properties":["at"]}
            {"type":"SCHEMA","stream":"log","schema":{"type":"object"},"key_properties":[]}
            """);
  }

  @Test
  void copiesRecordsAsTheyAre() {
    RawJson window = RawJson.of("[{\"n\":1.10,\"s\":\"é\\u0041\"},7]".getBytes(UTF_8), 1, 25);

    writer.onRecord(new RecordMessage("orders", window, null, null));
    writer.flush();

    assertThat(text())
        .isEqualTo(
            "{\"type\":\"RECORD\",\"stream\":\"orders\",\"record\":" + window.text() + "}\n");
  }

  @Test
  void writesVersionAndTimeAsSingerPythonDoes() {
    RawJson record = RawJson.of("{}");

    writer.onRecord(
        new RecordMessage(
            "a", record, 1700000000000L, Instant.parse("2026-01-02T03:04:05.678901Z")));
    writer.onRecord(new RecordMessage("a", record, null, Instant.parse("2026-01-02T03:04:05Z")));
    writer.onRecord(
        new RecordMessage("b", record, null, Instant.parse("2026-01-02T03:04:05.123456789Z")));
    writer.flush();

    assertThat(text())
        .isEqualTo(
            """
            {"type":"RECORD","stream":"a","record":{},"version":1700000000000,\
            "time_extracted":"2026-01-02T03:04:05.678901Z"}
            {"type":"RECORD","stream":"a","record":{},\
            "time_extracted":"2026-01-02T03:04:05.000000Z"}
            {"type":"RECORD","stream":"b","record":{},\
            "time_extracted":"2026-01-02T03:04:05.123456Z"}
            """);
  }

  @Test
  void writesStatesVerbatimAndAtOnce() {
    writer.onState(new StateMessage(RawJson.of("{\"at\":1.50,\"big\":123456789012345678901}")));

    assertThat(text())
        .isEqualTo("{\"type\":\"STATE\",\"value\":{\"at\":1.50,\"big\":123456789012345678901}}\n");
  }

  @Test
  void writesVersionsAndBatches() {
    writer.onActivateVersion(new ActivateVersionMessage("a", 17));
    writer.onBatch(
        new BatchMessage(
            "a",
            new BatchMessage.Encoding("jsonl", "gzip"),
            List.of(URI.create("file:///b/1.jsonl.gz"))));
    writer.onBatch(new BatchMessage("a", new BatchMessage.Encoding("jsonl", "none"), List.of()));
    writer.flush();

    assertThat(text())
        .isEqualTo(
            """
            {"type":"ACTIVATE_VERSION","stream":"a","version":17}
            {"type":"BATCH","stream":"a","encoding":{"format":"jsonl","compression":"gzip"},\
            "manifest":["file:///b/1.jsonl.gz"]}
            {"type":"BATCH","stream":"a","encoding":{"format":"jsonl"},"manifest":[]}
            """);
  }

  @Test
  void quotesTheNamesOfStreams() {
    writer.onRecord(new RecordMessage("a\"\\\n☃", RawJson.of("{}"), null, null));
    writer.flush();

    assertThat(text())
        .isEqualTo("{\"type\":\"RECORD\",\"stream\":\"a\\\"\\\\\\n☃\",\"record\":{}}\n");
  }

  @Test
  void holdsRecordsBackUntilThereIsAPause() {
    writer.onRecord(new RecordMessage("a", RawJson.of("{}"), null, null));

    assertThat(text()).isEmpty();

    writer.onPause();

    assertThat(text()).isNotEmpty();
  }

  @Property(tries = 200)
  void writesWholeLinesWhateverItsRecordsAreLike(
      @ForAll @Size(max = 30) List<@IntRange(max = 200_000) Integer> lengths) {
    List<byte[]> writes = new ArrayList<>();
    MessageWriter whole = new MessageWriter(new Writes(writes));

    for (int length : lengths) {
      ObjectNode record = Json.MAPPER.createObjectNode().put("x", "y".repeat(length));
      whole.onRecord(new RecordMessage("s", RawJson.of(record), null, Instant.EPOCH));
    }
    whole.flush();

    assertThat(writes).allSatisfy(write -> assertThat(write[write.length - 1]).isEqualTo(LF));
    StringBuilder all = new StringBuilder();
    writes.forEach(write -> all.append(new String(write, UTF_8)));
    assertThat(all.toString().lines().filter(line -> line.endsWith("Z\"}")))
        .hasSize(lengths.size());
    assertThat(writes.size())
        .isLessThanOrEqualTo(1 + lengths.stream().mapToInt(n -> n).sum() / 60_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Broken pipe",
        "Relais brisé (pipe)",
        "Pipe closed",
        "Connection reset by peer",
        "Stream Closed",
        "Tubería rota"
      })
  void endsQuietlyWhenItsReaderIsGone(String words) {
    MessageWriter broken = new MessageWriter(new Broken(words));

    assertThatThrownBy(() -> broken.onState(new StateMessage(RawJson.of("{}"))))
        .isInstanceOfSatisfying(
            SingerException.ReaderGone.class,
            gone -> assertThat(gone.exitCode()).isEqualTo(ExitCode.READER_GONE));
  }

  @Test
  void saysWhenItsOutputCannotBeWritten() {
    MessageWriter full = new MessageWriter(new Broken("No space left on device"));

    assertThatThrownBy(() -> full.onState(new StateMessage(RawJson.of("{}"))))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessage("the output cannot be written: No space left on device");
  }

  private String text() {
    return out.toString(UTF_8);
  }

  /** Keeps each write apart. */
  private static final class Writes extends OutputStream {
    private final List<byte[]> writes;

    Writes(List<byte[]> writes) {
      this.writes = writes;
    }

    @Override
    public void write(int one) {
      throw new AssertionError("one byte at a time");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      byte[] copy = new byte[length];
      System.arraycopy(bytes, offset, copy, 0, length);
      writes.add(copy);
    }
  }

  /** Fails as the system does. */
  private static final class Broken extends OutputStream {
    private final String words;

    Broken(String words) {
      this.words = words;
    }

    @Override
    public void write(int one) throws IOException {
      throw new IOException(words);
    }
  }
}
