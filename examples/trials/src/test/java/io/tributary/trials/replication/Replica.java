package io.tributary.trials.replication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.stripe.TapStripe;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.target.duckdb.TargetDuckdb;
import io.tributary.trials.DuckdbFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A database, and the runs of tap-stripe and target-duckdb that bring it up to date, each from the
 * last state that the target acknowledged.
 */
final class Replica {
  /** What says how a row came, and not what it is. */
  private static final Set<String> BOOKKEEPING =
      Set.of("updated", "updated_by_event_type", "is_deleted", "deleted_at");

  private final Path folder;
  private final DuckdbFile database;
  private final List<String> streams;
  private final Chance chance;
  private final ObjectNode catalog;
  private String state = "{}";

  Replica(Path folder, String schema, List<String> streams, Columns columns, Chance chance) {
    this.folder = folder;
    this.database = new DuckdbFile(folder.resolve("rows.duckdb"), schema);
    this.streams = streams;
    this.chance = chance;
    this.catalog = columns.of(streams);
  }

  /** A run to its end. */
  void run(FakeStripe stripe, Manner manner) throws IOException {
    Said said = read(stripe, manner);
    assertThat(said.exit()).as(said.err()).isZero();
    Cli.Outcome loaded = load(said.messages().toByteArray(), manner, states(Kill.NONE));
    assertThat(loaded.exit()).as(loaded.err()).isZero();
  }

  /** A run in which one of the two is killed, perhaps. */
  void run(FakeStripe stripe, Manner manner, Kill kill) throws IOException {
    Said said = read(stripe, manner);
    assertThat(said.exit()).as(said.err()).isIn(0, 5, 8); // 5 and 8: lists that lost their place
    Acknowledgement states = states(kill);
    Cli.Outcome loaded = load(kill.heard(said.messages().toByteArray(), chance), manner, states);
    if (states.isKilled()) {
      states.leaveAsKilled();
    } else {
      assertThat(loaded.exit()).as(loaded.err()).isIn(0, 4); // 4: a line that is cut off
    }
  }

  private Acknowledgement states(Kill kill) {
    return new Acknowledgement(kill, database.path(), chance);
  }

  private record Said(int exit, ByteArrayOutputStream messages, String err) {}

  private Said read(FakeStripe stripe, Manner manner) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Cli.Outcome outcome =
        Cli.of(new TapStripe())
            .withFolder(folder)
            .run(
                out,
                "--config",
                write("tap.json", manner.reading(stripe.uri()).toString()),
                "--state",
                write("state.json", state),
                "--catalog",
                write("catalog.json", catalog.toString()));
    return new Said(outcome.exit(), out, outcome.err());
  }

  private Cli.Outcome load(byte[] messages, Manner manner, Acknowledgement states)
      throws IOException {
    Cli.Outcome outcome =
        Cli.of(new TargetDuckdb())
            .withFolder(folder)
            .withInput(messages)
            .run(
                states,
                "--config",
                write(
                    "target.json",
                    database.settings().put("batch_size_rows", manner.batch()).toString()));
    state = states.last().orElse(state);
    return outcome;
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** The rows of each stream that are not marked as deleted, without what says how they came. */
  Map<String, List<String>> living() {
    Map<String, List<String>> living = new TreeMap<>();
    database
        .rows(streams)
        .forEach(
            (stream, rows) ->
                living.put(
                    stream,
                    rows.stream()
                        .filter(row -> !row.path("is_deleted").asBoolean())
                        .map(Replica::own)
                        .sorted()
                        .toList()));
    return living;
  }

  private static String own(ObjectNode row) {
    TreeMap<String, String> own = new TreeMap<>();
    row.properties()
        .forEach(
            column -> {
              String name = column.getKey();
              if (!name.startsWith("_sdc_")
                  && !BOOKKEEPING.contains(name)
                  && !column.getValue().isNull()) {
                own.put(name, column.getValue().toString());
              }
            });
    return own.toString();
  }
}
