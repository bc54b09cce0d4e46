package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.catalog.Selection;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.config.BatchConfig;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.BatchMessage;
import io.tributary.singer.message.RecordMessage;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFilesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_000L), ZoneOffset.UTC);

  private final Recording recording = new Recording();

  @TempDir private Path folder;

  @Test
  void writesRecordsToFilesOfSoManyRows() throws InterruptedException {
    run(config("gzip", "raw-"), recording, stream("orders/eu", 5));

    assertThat(recording.shape("orders/eu")).isEqualTo("SBBBT");
    assertThat(recording.messages("BATCH").get(0))
        .isEqualTo(
            object(
                "{'type': 'BATCH', 'stream': 'orders/eu',"
                    + " 'encoding': {'format': 'jsonl', 'compression': 'gzip'},"
                    + " 'manifest': ['"
                    + folder.resolve("raw-orders_eu-1700000000000-1.jsonl.gz").toUri()
                    + "']}"));
    assertThat(lines(recording))
        .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}", "{\"id\":4}", "{\"id\":5}");
  }

  @Test
  void writesPlainFilesIfTheUserWants() throws InterruptedException {
    run(config("none", ""), recording, stream("orders", 1));

    assertThat(folder.resolve("orders-1700000000000-1.jsonl")).hasContent("{\"id\":1}\n");
    assertThat(recording.messages("BATCH").get(0).path("encoding"))
        .isEqualTo(object("{'format': 'jsonl'}"));
  }

  @Test
  void announcesEveryFileBeforeTheStateThatCoversIt() throws InterruptedException {
    TapStream sorted =
        stream("orders", 7).replicated(new Replication.Incremental("id", Order.SORTED));

    run(config("gzip", ""), recording, sorted, stream("other", 3));

    int announced = 0;
    for (JsonNode line : recording.messages()) {
      if (line.path("type").asText().equals("BATCH")
          && line.path("stream").asText().equals("orders")) {
        announced += read(line.path("manifest").get(0).asText()).size();
      }
      assertThat(line.path("value").path("bookmarks").path("orders").path("id").asInt(0))
          .isLessThanOrEqualTo(announced);
    }
    assertThat(recording.lastState()).isEqualTo(object("{'bookmarks': {'orders': {'id': 7}}}"));
    assertThat(lines(recording)).hasSize(10);
  }

  @Test
  void announcesWhatIsLeftEvenIfTheStateIsTheSame() throws InterruptedException {
    run(config("gzip", ""), recording, stream("a", 1), stream("b", 1), stream("c", 1));

    assertThat(recording.messages("BATCH")).hasSize(3);
    assertThat(recording.states()).hasSize(1);
  }

  @Test
  void neverWritesOverAFileOfAnotherRun() throws InterruptedException, IOException {
    Files.writeString(folder.resolve("orders-1700000000000-1.jsonl"), "mine");

    run(config("none", ""), recording, stream("orders", 1));

    assertThat(folder.resolve("orders-1700000000000-1.jsonl")).hasContent("mine");
    assertThat(lines(recording)).containsExactly("{\"id\":1}");
  }

  @Test
  void removesFilesThatNobodyWasToldOf() {
    Recording breaks =
        new Recording(
            soFar -> {
              if (!soFar.messages("BATCH").isEmpty()) {
                throw new SingerException.ReaderGone(new IOException("Broken pipe"));
              }
            });

    assertThatThrownBy(() -> run(config("gzip", ""), breaks, stream("orders", 3), stream("b", 1)))
        .isInstanceOf(SingerException.ReaderGone.class);

    assertThat(folder).isDirectoryContaining(file -> true);
    assertThat(files()).hasSize(1);
  }

  @Test
  void staysInItsFolder() {
    assertThatThrownBy(() -> run(config("gzip", "../x-"), recording, stream("orders", 1)))
        .isInstanceOf(SingerException.Config.class)
        .hasMessageContaining("storage.prefix");
    assertThat(recording.messages("BATCH")).isEmpty();
  }

  @Test
  void saysWhenAFileCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("file"), "not a folder");
    BatchConfig config =
        new BatchConfig(null, new BatchConfig.Storage(folder.resolve("file").toString(), null));

    assertThatThrownBy(() -> run(config, recording, stream("orders", 1)))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageStartingWith("a batch file cannot be written: ");
  }

  @Test
  void announcesTheRecordsBeforeWhateverFollowsThem() throws InterruptedException {
    BatchFiles files = new BatchFiles(config("none", ""), 10, CLOCK, recording);
    RecordMessage record = new RecordMessage("a", RawJson.of("{}"), null, null);
    SchemaMessage schema = new SchemaMessage("a", JsonSchema.object(), List.of());
    BatchMessage given =
        new BatchMessage("a", new BatchMessage.Encoding("jsonl", "none"), List.of());

    files.onRecord(record);
    files.onActivateVersion(new ActivateVersionMessage("a", 1));
    files.onRecord(record);
    files.onSchema(schema);
    files.onRecord(record);
    files.onBatch(given);
    files.onPause();

    assertThat(recording.shape("a")).isEqualTo("BABSBB");
    assertThat(recording.pauses()).isEqualTo(1);
  }

  private void run(BatchConfig config, Recording into, TapStream... streams)
      throws InterruptedException {
    TapSettings settings =
        new TapSettings(1, Duration.ofSeconds(10), false, Optional.of(config), 2);
    List<Selection> selections =
        Selections.of(List.of(streams), Optional.empty(), Set.of()).streams();
    new Sync(settings, Sync.NO_LIMIT, CLOCK, new RunReport(CLOCK))
        .run(selections, State.empty(), into);
  }

  private BatchConfig config(String compression, String prefix) {
    return new BatchConfig(
        new BatchConfig.Encoding(null, compression),
        new BatchConfig.Storage(folder.toUri().toString(), prefix));
  }

  private static TapStream stream(String name, int records) {
    RecordSource source =
        (request, out) -> {
          for (int id = 1; id <= records; id++) {
            out.record(object("{'id': " + id + "}"));
          }
        };
    return TapStream.of(name, JsonSchema.object().property("id", LogicalType.INTEGER), source);
  }

  private List<Path> files() {
    try (var files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Recording recording) {
    List<String> lines = new ArrayList<>();
    for (JsonNode batch : recording.messages("BATCH")) {
      batch.path("manifest").forEach(file -> lines.addAll(read(file.asText())));
    }
    return lines;
  }

  private static List<String> read(String file) {
    Path path = Path.of(URI.create(file));
    try (InputStream in = Files.newInputStream(path)) {
      byte[] text =
          file.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
