package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.MessageReader;
import io.tributary.singer.report.RunReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records and the state that covers them, kept together by the loader. */
@Timeout(60)
class StateDispatchTest {
  private static final String[] STREAMS = {"a", "b", "c"};
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static String schema(String stream, int columns) {
    StringBuilder properties = new StringBuilder("\"id\":{\"type\":\"integer\"}");
    for (int i = 0; i < columns; i++) {
      properties.append(",\"x").append(i).append("\":{\"type\":[\"null\",\"string\"]}");
    }
    return "{\"type\":\"SCHEMA\",\"stream\":\""
        + stream
        + "\",\"key_properties\":[],\"schema\":{\"type\":\"object\",\"properties\":{"
        + properties
        + "}}}\n";
  }

  private static String record(String stream, long id) {
    return "{\"type\":\"RECORD\",\"stream\":\"" + stream + "\",\"record\":{\"id\":" + id + "}}\n";
  }

  private static String state(int value) {
    return "{\"type\":\"STATE\",\"value\":" + value + "}\n";
  }

  private static MemoryLoader loader(Consumer<Batch> before) {
    return new MemoryLoader(Loader.Durability.WITH_THE_STATE, before);
  }

  private void run(Loader loader, int batchSize, byte[] input) throws InterruptedException {
    TargetSettings plain = TargetSettings.defaults();
    TargetSettings settings =
        new TargetSettings(
            new TargetSettings.BatchSettings(batchSize, 1L << 30, Duration.ofSeconds(60)),
            plain.invalid(),
            plain.flattening(),
            plain.numberType(),
            true,
            Optional.empty(),
            Optional.empty());
    StateOutput states = new StateOutput(out, Optional.empty());
    RunReport report = new RunReport(Clock.systemUTC());
    try (Intake intake = new Intake(loader, settings, states, Clock.systemUTC(), report)) {
      intake.run(new MessageReader(new ByteArrayInputStream(input), 1 << 20));
    }
  }

  private void run(Loader loader, int batchSize, String... lines) throws InterruptedException {
    run(loader, batchSize, String.join("", lines).getBytes(StandardCharsets.UTF_8));
  }

  private List<String> states() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void loadsAllStreamsTogetherAtAState() throws InterruptedException {
    MemoryLoader loader = loader(batch -> {});

    run(
        loader,
        2,
        schema("a", 0) + schema("b", 0) + record("a", 1) + record("b", 2) + state(1),
        record("a", 3) + record("a", 4) + state(2) + record("b", 5) + state(3));

    assertThat(loader.log)
        .containsExactly(
            "prepare a 1",
            "prepare b 1",
            "Load a",
            "Load a",
            "Load b",
            "commit 2",
            "Load b",
            "commit 3",
            "finish");
    assertThat(loader.rows).containsExactly("a 1", "a 3", "a 4", "b 2", "b 5");
    assertThat(states()).containsExactly("2", "3");
  }

  @Test
  void leavesOutWhatNoStateCovers() {
    MemoryLoader loader = loader(batch -> {});

    assertThatThrownBy(
            () ->
                run(
                    loader,
                    100,
                    schema("a", 0) + schema("b", 0) + record("a", 1) + state(1),
                    record("a", 2) + record("b", 3) + record("b", 4)))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageContaining("(a 1, b 2)");

    assertThat(loader.rows).containsExactly("a 1");
    assertThat(loader.state).isEqualTo("1");
    assertThat(states()).containsExactly("1");
  }

  @Test
  void cutsABatchThatGoesOnAfterAState() {
    MemoryLoader loader = loader(batch -> {});
    StringBuilder input = new StringBuilder(schema("a", 0));
    int covered = 150_000;
    for (int i = 0; i < covered; i++) {
      input.append(record("a", i));
    }
    input.append(state(1));
    for (int i = 0; i < 150_000; i++) {
      input.append(record("a", covered + i));
    }

    assertThatThrownBy(() -> run(loader, 1_000_000, input.toString()))
        .isInstanceOf(SingerException.Source.class);

    assertThat(loader.rows).hasSize(covered).last().isEqualTo("a " + (covered - 1));
  }

  @Test
  void loadsNothingWithoutAState() {
    MemoryLoader loader = loader(batch -> {});

    assertThatThrownBy(() -> run(loader, 1, schema("a", 0) + record("a", 1) + record("a", 2)))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageContaining("a 2");

    assertThat(loader.rows).isEmpty();
    assertThat(loader.state).isEmpty();
  }

  @Test
  void keepsTheLastStateEvenWithoutRecords() throws InterruptedException {
    MemoryLoader loader = loader(batch -> {});

    run(loader, 100, state(1) + state(2));

    assertThat(loader.state).isEqualTo("2");
    assertThat(states()).containsExactly("2");
  }

  @Test
  void loadsWhatCameBeforeABadRecordUpToItsState() {
    MemoryLoader loader = loader(batch -> {});

    assertThatThrownBy(
            () ->
                run(
                    loader,
                    100,
                    schema("a", 0) + record("a", 1) + state(1) + record("a", 2),
                    "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":\"x\"}}\n"))
        .isInstanceOf(SingerException.Data.class);

    assertThat(loader.rows).containsExactly("a 1");
    assertThat(states()).containsExactly("1");
  }

  @Test
  void aStateIsNotOutIfItsTransactionFails() {
    MemoryLoader loader =
        loader(
            batch -> {
              throw new SingerException.Destination("full");
            });

    assertThatThrownBy(() -> run(loader, 1, schema("a", 0) + record("a", 1) + state(1)))
        .hasMessage("full");

    assertThat(states()).isEmpty();
  }

  /**
   * Whatever is cut off, and wherever the loader fails before a commit or dies after it: a source
   * that goes on from the state that was kept leaves every record there once.
   */
  @Property(tries = 400)
  void everyRecordIsThereOnce(@ForAll long seed) throws InterruptedException {
    Random random = new Random(seed);
    List<String> messages = messages(random);
    List<String> expected = model(messages);
    int batchSize = 1 + random.nextInt(8);
    List<String> rows = List.of();
    String kept = "";
    for (int attempt = 0; attempt < 200; attempt++) {
      double trouble = attempt < 6 ? 0.1 : 0;
      MemoryLoader loader =
          loader(
              batch -> {
                if (random.nextDouble() < trouble) {
                  throw new SingerException.Destination("trouble");
                }
              });
      loader.rows.addAll(rows);
      loader.state = kept;
      byte[] input = rest(messages, kept).getBytes(StandardCharsets.UTF_8);
      boolean whole = attempt >= 6 || random.nextInt(3) == 0;
      try {
        run(loader, batchSize, whole ? input : Arrays.copyOf(input, random.nextInt(input.length)));
      } catch (SingerException e) {
        assertThat(e.exitCode()).isIn(ExitCode.SOURCE, ExitCode.DESTINATION, ExitCode.PROTOCOL);
      }
      rows = List.copyOf(loader.rows);
      kept = loader.state;
      if (kept.equals(Integer.toString(messages.size()))) {
        break;
      }
    }
    assertThat(kept).isEqualTo(Integer.toString(messages.size()));
    assertThat(byStream(rows)).isEqualTo(byStream(expected));
  }

  /** Messages, of which the state that is named after its place is the last. */
  private static List<String> messages(Random random) {
    List<String> messages = new ArrayList<>();
    int[] columns = new int[STREAMS.length];
    for (String stream : STREAMS) {
      messages.add(schema(stream, 0));
    }
    int count = 20 + random.nextInt(150);
    for (int i = 0; i < count; i++) {
      int stream = random.nextInt(STREAMS.length);
      switch (random.nextInt(20)) {
        case 0 -> messages.add(schema(STREAMS[stream], ++columns[stream]));
        case 1 ->
            messages.add(
                "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\""
                    + STREAMS[stream]
                    + "\",\"version\":1}\n");
        case 2, 3 -> messages.add(state(messages.size() + 1));
        default -> messages.add(record(STREAMS[stream], i));
      }
    }
    messages.add(state(messages.size() + 1));
    return messages;
  }

  /** What a tap sends that goes on from a state: its schemas as they are, and what follows. */
  private static String rest(List<String> messages, String kept) {
    int done = kept.isEmpty() ? 0 : Integer.parseInt(kept);
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < messages.size(); i++) {
      if (i >= done || messages.get(i).contains("SCHEMA")) {
        rest.append(messages.get(i));
      }
    }
    return rest.toString();
  }

  private static List<String> model(List<String> messages) {
    List<String> rows = new ArrayList<>();
    for (String message : messages) {
      String stream = message.replaceAll("(?s).*\"stream\":\"(.)\".*", "$1");
      if (message.contains("RECORD")) {
        rows.add(stream + " " + message.replaceAll("(?s).*\"id\":(\\d+).*", "$1"));
      } else if (message.contains("ACTIVATE")) {
        rows.removeIf(row -> row.startsWith(stream + " "));
      }
    }
    return rows;
  }

  /** The rows of each stream in their order, without the columns that nothing is in. */
  private static List<String> byStream(List<String> rows) {
    return rows.stream()
        .map(row -> row.replace("|", "").strip())
        .sorted((one, other) -> one.substring(0, 1).compareTo(other.substring(0, 1)))
        .toList();
  }
}
