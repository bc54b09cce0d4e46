package io.tributary.singer.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.error.SingerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {
  private final List<Message> seen = new ArrayList<>();
  private final List<String> records = new ArrayList<>();

  private final MessageHandler handler =
      new MessageHandler() {
        @Override
        public void onSchema(SchemaMessage schema) {
          seen.add(schema);
        }

        @Override
        public void onRecord(RecordMessage record) {
          seen.add(
              new RecordMessage(
                  record.stream(),
                  record.record().copy(),
                  record.version(),
                  record.timeExtracted()));
          records.add(record.record().text());
        }

        @Override
        public void onState(StateMessage state) {
          seen.add(new StateMessage(state.value().copy()));
        }

        @Override
        public void onActivateVersion(ActivateVersionMessage activation) {
          seen.add(activation);
        }

        @Override
        public void onBatch(BatchMessage batch) {
          seen.add(batch);
        }
      };

  private void read(String text) throws IOException, InterruptedException {
    read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1 << 20);
  }

  private void read(InputStream in, int longest) throws IOException, InterruptedException {
    new MessageReader(in, longest).readAll(handler);
  }

  @Test
  void findsTheMembersInAnyOrder() throws Exception {
    read(
        "{ \"record\" : {\"a\":\"}\\\"\"} , \"x\":[{}], \"time_extracted\":\"2026-01-02T03:04:05Z\","
            + "\"version\": 7,\"stream\":\"s\",\"type\":\"RECORD\" }");

    assertThat(records).containsExactly("{\"a\":\"}\\\"\"}");
    RecordMessage record = (RecordMessage) seen.get(0);
    assertThat(record.version()).isEqualTo(7);
    assertThat(record.timeExtracted()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void readsTheOtherMessages() throws Exception {
    read(
        """
        {"type":"schema","stream":"s","schema":{"properties":{}},"key_properties":["id"],\
        "bookmark_properties":"updated"}
        {"type":"STATE","value": {"a":1.50} }
        {"type":"Activate_Version","stream":"s","version":1700000000}
        {"type":"BATCH","stream":"s","encoding":{"format":"jsonl","compression":"gzip"},\
        "manifest":["file:///a.jsonl.gz"]}
        """);

    assertThat(((SchemaMessage) seen.get(0)).keyProperties()).containsExactly("id");
    assertThat(((SchemaMessage) seen.get(0)).bookmarkProperties()).containsExactly("updated");
    assertThat(((StateMessage) seen.get(1)).value().text()).isEqualTo("{\"a\":1.50}");
    assertThat(seen.get(2)).isEqualTo(new ActivateVersionMessage("s", 1_700_000_000));
    assertThat(((BatchMessage) seen.get(3)).manifest()).hasSize(1);
  }

  @Test
  void understandsNamesThatAreEscaped() throws Exception {
    read("{\"t\\u0079pe\":\"RECORD\",\"stream\":\"\\u0073\",\"record\":{}}");

    assertThat(((RecordMessage) seen.get(0)).stream()).isEqualTo("s");
  }

  @Test
  void tellsStreamsApartWhoseNamesAlternate() throws Exception {
    StringBuilder text = new StringBuilder();
    for (String stream : List.of("a", "b", "a", "bb", "b", "\\u0061")) {
      text.append("{\"type\":\"RECORD\",\"stream\":\"")
          .append(stream)
          .append("\",\"record\":{}}\n");
    }

    read(text.toString());

    assertThat(seen)
        .extracting(message -> ((RecordMessage) message).stream())
        .containsExactly("a", "b", "a", "bb", "b", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\":\"RECORD\",\"record\":{}}|RECORD has no stream",
        "{\"type\":\"RECORD\",\"stream\":\"s\"}|RECORD of s has no record",
        "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":[]}|RECORD of s is not an object",
        "{\"type\":\"RECORD\",\"stream\":\"\",\"record\":{}}|not a message: its stream has no name",
        "{\"type\":\"RECORD\",\"stream\":5,\"record\":{}}|not a message: its stream is not text",
        "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{},\"version\":1.5}|RECORD of s: version is 1.5, not",
        "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{},\"time_extracted\":1}|RECORD of s: time_extracted is 1",
        "{\"type\":\"RECORD\",\"type\":\"RECORD\"}|not JSON: the property \"type\" occurs twice",
        "{\"type\":7}|not a message: its type is not text",
        "{\"type\":\"SCHEMA\",\"schema\":{}}|SCHEMA has no stream",
        "{\"type\":\"SCHEMA\",\"stream\":\"s\",\"schema\":{},\"key_properties\":[1]}|SCHEMA of s: key_p",
        "{\"type\":\"SCHEMA\",\"stream\":\"s\",\"schema\":{},\"key_properties\":5}|SCHEMA of s: key_p",
        "{\"type\":\"SCHEMA\",\"stream\":\"s\",\"schema\":{\"a\":1,\"a\":2}}|SCHEMA of s: Duplicate",
        "{\"type\":\"STATE\",\"value\":{\"a\":}}|STATE: not JSON: '}' where a value is due",
        "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"s\"}|ACTIVATE_VERSION of s has no version",
        "{\"type\":\"BATCH\",\"stream\":\"s\"}|BATCH of s has no manifest",
        "{\"type\":\"BATCH\",\"stream\":\"s\",\"manifest\":[\"a b\"]}|BATCH of s: \"a b\" is not an"
      })
  void refusesWhatIsNoMessage(String line, String message) {
    assertThatThrownBy(() -> read("\n" + line))
        .isInstanceOf(SingerException.Protocol.class)
        .hasMessageStartingWith("line 2: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"a\":{\"b\":1},\"c\":\"d|RECORD of s: c: why",
        "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"a\":[{\"b\":[[|RECORD of s: a: why",
        "{\"type\" : \"record\", \"stream\" : \"s\\\"t\", \"record\" : {\"a\" : 1}|RECORD of s\\\"t: why",
        "{\"type\":\"SCHEMA\",\"stream\":\"s\",\"schema\":{\"properties\":{\"a|SCHEMA of s: why",
        "{\"record\":{\"type\":\"x\",\"stream\":\"y\"}|why",
        "]]]\"|why",
      })
  void tellsOfABrokenLineWhatCanBeTold(String line, String message) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

    assertThat(BadLine.of(7, bytes, 0, bytes.length, "why").failure())
        .hasMessage("line 7: " + message);
  }

  @Test
  void handsOverBadLinesAndGoesOn() throws Exception {
    List<String> bad = new ArrayList<>();
    InputLines lines =
        new InputLines() {
          @Override
          public void onLine(long number) {}

          @Override
          public void onBadLine(BadLine line) {
            bad.add(line.number() + " " + line.reason() + " " + line.text());
          }
        };
    String text = "nonsense\n{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{}}\n";

    new MessageReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1 << 20)
        .readAll(handler, lines);

    assertThat(bad).containsExactly("1 not JSON: 'n' where a message is due nonsense");
    assertThat(records).hasSize(1);
  }

  /** Lines of any length, in pieces of any size, with either end. */
  @Property(tries = 200)
  void readsLinesHoweverTheirBytesArrive(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    int longest = 300_000;
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "\ufeff" : "");
    List<String> expected = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      int size = random.nextInt(5) == 0 ? random.nextInt(400_000) : random.nextInt(200);
      String line = "x".repeat(size);
      expected.add(size > longest ? "too long" : line);
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    if (expected.isEmpty() && text.length() > 0) {
      expected.add("");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, 1 + random.nextInt(100_000)));
          }
        };
    LineReader lines = new LineReader(in, longest);
    List<String> read = new ArrayList<>();

    while (lines.next()) {
      assertThat(lines.number()).isEqualTo(read.size() + 1);
      String line =
          new String(
              lines.bytes(), lines.start(), lines.stop() - lines.start(), StandardCharsets.UTF_8);
      read.add(lines.isTooLong() ? "too long" : line);
    }

    assertThat(read).isEqualTo(expected);
  }
}
