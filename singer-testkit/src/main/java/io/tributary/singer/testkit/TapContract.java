package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigSetting;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.json.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every tap promises, T1 to T6, as tests that run its command line.
 *
 * <ul>
 *   <li>T1: SCHEMA precedes a stream's first RECORD in every run, even when there are none.
 *   <li>T2: a run that starts from a STATE never skips a record that came after it.
 *   <li>T3: the bookmark of a stream that is not sorted moves at its end only, and never past the
 *       moment its read began.
 *   <li>T4: what was flushed is whole lines.
 *   <li>T5: the catalog that {@code --discover} prints is taken by {@code --catalog}.
 *   <li>T6: nothing secret appears in any output, error or log.
 * </ul>
 *
 * <p>The system that is read must answer every run alike.
 *
 * @param <C> the tap's settings
 */
public final class TapContract<C extends Record> {
  /** From how many of a run's states others are begun. */
  private static final int RESUMPTIONS = 10;

  private final TapRuns<C> runs;

  private TapContract(TapRuns<C> runs) {
    this.runs = runs;
  }

  /**
   * The contract of a tap.
   *
   * @param folder where the checks put their files
   * @param settings with which every stream can be read
   */
  public static <C extends Record> TapContract<C> of(Tap<C> tap, Path folder, ObjectNode settings) {
    return new TapContract<>(new TapRuns<>(tap, folder, settings.deepCopy(), Set.of()));
  }

  /** The same for a tap whose records say in these fields when they were read. */
  public TapContract<C> stamping(String... fields) {
    return new TapContract<>(runs.stamping(Set.of(fields)));
  }

  /** The checks. */
  public Stream<DynamicTest> checks() {
    return Stream.of(
        test("T1: a schema stands before a stream's records, with records and without", this::t1),
        test("T1: the schemas stand there in a run that resumes", this::t1Resumed),
        test("T2: a run from any state reads all that followed it", this::t2),
        test("T2: an empty state is a first run", this::t2Empty),
        test(
            "T3: an unsorted stream's bookmark moves at its end, not past its beginning", this::t3),
        test("T4: whatever was flushed is whole lines", this::t4),
        test("T4: a reader that goes away ends the run without a stack trace", this::t4Gone),
        test("T5: the catalog of --discover is taken by --catalog and --properties", this::t5),
        test("T5: what the catalog says besides does not matter", this::t5Unknown),
        test("T5: a stream that the catalog does not select is not read", this::t5Unselected),
        test("T6: no secret shows, whatever is asked", this::t6),
        test("every record fits the schema's keys and has the time it was extracted", this::fits));
  }

  private interface Check {
    void run() throws IOException;
  }

  private static DynamicTest test(String name, Check check) {
    return DynamicTest.dynamicTest(name, check::run);
  }

  private void t1() throws IOException {
    List<Arrival> messages = TapRuns.messages(runs.sync());

    assertSchemasFirst(messages);
  }

  private void t1Resumed() throws IOException {
    List<Arrival> first = TapRuns.messages(runs.sync());

    List<Arrival> second =
        TapRuns.messages(runs.sync("--state", runs.file("state", TapRuns.lastState(first))));

    assertSchemasFirst(second);
  }

  private void assertSchemasFirst(List<Arrival> messages) {
    Set<String> announced = new HashSet<>();
    for (Arrival message : messages) {
      switch (message.type()) {
        case "SCHEMA" -> announced.add(message.stream());
        case "RECORD", "BATCH", "ACTIVATE_VERSION" ->
            assertThat(announced)
                .as("announced before %s", message.type())
                .contains(message.stream());
        default -> {}
      }
    }
    assertThat(announced).isEqualTo(runs.selected());
  }

  /** What came before a state of a run, and what the state leads to, are together everything. */
  private void t2() throws IOException {
    List<Arrival> whole = TapRuns.messages(runs.syncWithManyStates());
    Set<String> everything = runs.identities(whole);
    List<Integer> states = states(whole);

    for (int i = 0; i < RESUMPTIONS; i++) {
      int at = states.get(i * (states.size() - 1) / (RESUMPTIONS - 1));
      String state = whole.get(at).stateText();
      Set<String> skipped = new HashSet<>(everything);
      skipped.removeAll(runs.identities(whole.subList(0, at)));
      skipped.removeAll(
          runs.identities(TapRuns.messages(runs.sync("--state", runs.file("state", state)))));
      assertThat(skipped).as("records that %s skips", state).isEmpty();
    }
  }

  private static List<Integer> states(List<Arrival> messages) {
    List<Integer> states = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).type().equals("STATE")) {
        states.add(i);
      }
    }
    assertThat(states).as("the run's states").isNotEmpty();
    return states;
  }

  private void t2Empty() throws IOException {
    Set<String> everything = runs.identities(TapRuns.messages(runs.sync()));

    assertThat(runs.identities(TapRuns.messages(runs.sync("--state", runs.file("state", "{}")))))
        .isEqualTo(everything);
  }

  private void t3() throws IOException {
    Map<String, String> keys = new HashMap<>();
    for (TapStream stream : runs.streams()) {
      if (stream.replication() instanceof Replication.Incremental incremental
          && incremental.order() == Replication.Order.UNSORTED) {
        keys.put(stream.name(), incremental.key());
      }
    }
    Instant began = Instant.now();

    List<Arrival> messages = TapRuns.messages(runs.sync());

    for (Map.Entry<String, String> stream : keys.entrySet()) {
      int last = lastRecord(messages, stream.getKey());
      for (int i = 0; i < messages.size(); i++) {
        Optional<JsonNode> bookmark = bookmark(messages.get(i), stream.getKey(), stream.getValue());
        if (bookmark.isPresent()) {
          assertThat(i).as("%s is bookmarked after its last record", stream).isGreaterThan(last);
          assertThat(time(bookmark.get())).isBeforeOrEqualTo(began.plusSeconds(1));
        }
      }
    }
  }

  private static int lastRecord(List<Arrival> messages, String stream) {
    int last = -1;
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).type().equals("RECORD") && messages.get(i).stream().equals(stream)) {
        last = i;
      }
    }
    return last;
  }

  private static Optional<JsonNode> bookmark(Arrival message, String stream, String key) {
    JsonNode value = message.message().path("value").path("bookmarks").path(stream).path(key);
    return message.type().equals("STATE") && !value.isMissingNode()
        ? Optional.of(value)
        : Optional.empty();
  }

  /** A bookmark as a moment; the beginning of time if it is none. */
  private static Instant time(JsonNode bookmark) {
    try {
      return bookmark.isNumber()
          ? Instant.ofEpochSecond(bookmark.longValue())
          : Instant.parse(bookmark.asText());
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }

  private void t4() throws IOException {
    FlushedOutput out = new FlushedOutput();

    Cli.Outcome outcome = runs.cli().run(out, "--config", runs.config());

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(out.brokenLines()).as("flushes in the middle of a line").isZero();
    assertThat(out.isWhole()).isTrue();
  }

  private void t4Gone() throws IOException {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    Cli.Outcome outcome = runs.cli().run(closed, "--config", runs.config());

    assertThat(outcome.exit()).as(outcome.err()).isNotZero();
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  private void t5() throws IOException {
    String catalog = runs.file("catalog", runs.discover());

    Cli.Outcome modern = runs.sync("--catalog", catalog);
    Cli.Outcome old = runs.sync("--properties", catalog);

    Set<String> everything = runs.identities(TapRuns.messages(runs.sync()));
    assertThat(runs.identities(TapRuns.messages(modern))).isEqualTo(everything);
    assertThat(runs.identities(TapRuns.messages(old))).isEqualTo(everything);
  }

  private void t5Unknown() throws IOException {
    ObjectNode catalog = (ObjectNode) RawJson.of(runs.discover()).tree();
    catalog.put("made_by", "someone else");
    for (JsonNode stream : catalog.path("streams")) {
      ((ObjectNode) stream).put("x-note", "kept").put("database_name", "any");
      for (JsonNode metadata : stream.path("metadata")) {
        ((ObjectNode) metadata.path("metadata")).put("x-unknown", 1);
      }
    }

    Cli.Outcome outcome = runs.sync("--catalog", runs.file("catalog", catalog.toString()));

    assertThat(runs.identities(TapRuns.messages(outcome)))
        .isEqualTo(runs.identities(TapRuns.messages(runs.sync())));
  }

  private void t5Unselected() throws IOException {
    ObjectNode catalog = (ObjectNode) RawJson.of(runs.discover()).tree();
    String left = catalog.at("/streams/0/tap_stream_id").asText();
    for (JsonNode metadata : catalog.at("/streams/0/metadata")) {
      if (metadata.path("breadcrumb").isEmpty()) {
        ((ObjectNode) metadata.path("metadata")).put("selected", false);
      }
    }

    Cli.Outcome outcome = runs.sync("--catalog", runs.file("catalog", catalog.toString()));

    assertThat(TapRuns.messages(outcome)).noneMatch(message -> message.stream().equals(left));
  }

  private void t6() throws IOException {
    List<String> secrets = new ArrayList<>();
    for (ConfigSetting setting : ConfigSetting.all(runs.tap().configType())) {
      for (String name : setting.names()) {
        if (setting.isSecret() && runs.settings().has(name)) {
          secrets.add(runs.settings().get(name).asText());
        }
      }
    }
    List<Cli.Outcome> outcomes = new ArrayList<>();
    outcomes.add(runs.sync("--verbose"));
    outcomes.add(runs.sync("--verbose", "--log-format", "json"));
    outcomes.add(runs.sync("--discover", "--verbose"));
    outcomes.add(runs.sync("--about", "--format", "json"));
    outcomes.add(runs.sync("--state", runs.file("state", "not a state")));
    ObjectNode wrong = runs.settings().deepCopy().put("no_such_setting", 1);
    outcomes.add(runs.cli().run("--config", runs.file("wrong", wrong.toString())));
    for (Cli.Outcome outcome : outcomes) {
      for (String secret : secrets) {
        assertThat(outcome.out() + outcome.err()).doesNotContain(secret);
      }
    }
  }

  private void fits() throws IOException {
    Map<String, List<String>> keys = new HashMap<>();
    for (Arrival message : TapRuns.messages(runs.sync())) {
      if (message.type().equals("SCHEMA")) {
        keys.put(message.stream(), message.keys());
        for (String key : message.keys()) {
          assertThat(message.message().at("/schema/properties").has(key)).as(key).isTrue();
        }
      } else if (message.type().equals("RECORD")) {
        for (String key : keys.getOrDefault(message.stream(), List.of())) {
          assertThat(message.message().path("record").has(key))
              .as("%s has its key %s", message.stream(), key)
              .isTrue();
        }
        Instant.parse(message.message().path("time_extracted").asText());
      }
    }
  }
}
