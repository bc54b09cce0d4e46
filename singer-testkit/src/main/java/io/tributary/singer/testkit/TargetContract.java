package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigSchema;
import io.tributary.singer.connector.Target;
import io.tributary.singer.json.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every target promises, G1 to G7, as tests that run its command line over all recorded inputs
 * and over random ones.
 *
 * <ul>
 *   <li>G1: no state is out before every record that preceded it is readable in the destination.
 *   <li>G2: states come out in order and untouched, and the last one in is the last one out.
 *   <li>G3: loading the same input twice leaves the same rows, where there are keys.
 *   <li>G4: a later record of the same key wins, within a batch and across batches.
 *   <li>G5: a new column appears, and a vanished one stays.
 *   <li>G6: what does not fit is an error that names the line, the stream and the field, or is set
 *       aside.
 *   <li>G7: names are folded the same way every time, and collisions are refused before loading.
 * </ul>
 */
public final class TargetContract {
  private static final int RANDOM_INPUTS = 12;
  private static final int RANDOM_MESSAGES = 200;

  /** How often an input breaks off that is resumed from the state that is kept. */
  private static final int CUTS = 3;

  private final Target<?> target;
  private final Function<Path, Destination> destinations;
  private final Path folder;

  private TargetContract(Target<?> target, Path folder, Function<Path, Destination> destinations) {
    this.target = target;
    this.folder = folder;
    this.destinations = destinations;
  }

  /**
   * The contract of a target.
   *
   * @param folder where the checks put their files
   * @param destinations makes a new and empty destination in the folder it is given
   */
  public static TargetContract of(
      Target<?> target, Path folder, Function<Path, Destination> destinations) {
    return new TargetContract(target, folder, destinations);
  }

  /** The checks. */
  public Stream<DynamicTest> checks() {
    List<SingerInput> inputs = SingerInput.all();
    return Stream.of(
            inputs.stream().map(input -> test(input.toString(), () -> leavesTheRows(input))),
            inputs.stream()
                .filter(SingerInput::succeeds)
                .map(input -> test("one by one, " + input, () -> leavesTheRowsOneByOne(input))),
            inputs.stream()
                .filter(this::isRepeatable)
                .map(input -> test("twice, " + input, () -> leavesTheRowsTwice(input))),
            inputs.stream()
                .filter(input -> input.has("set_aside"))
                .map(input -> test("set aside, " + input, () -> setsAside(input))),
            LongStream.rangeClosed(1, RANDOM_INPUTS)
                .mapToObj(seed -> test("random input " + seed, () -> keepsToTheModel(seed))),
            LongStream.rangeClosed(1, RANDOM_INPUTS)
                .mapToObj(
                    seed ->
                        test("random input " + seed + ", cut and resumed", () -> resumes(seed))),
            seedsOfKeptStates()
                .mapToObj(
                    seed ->
                        test(
                            "random input "
                                + seed
                                + ", cut and resumed from the state that is kept",
                            () -> keepsItsState(seed))))
        .flatMap(Function.identity());
  }

  /** Not every target keeps states itself. */
  private LongStream seedsOfKeptStates() {
    boolean keeps =
        ConfigSchema.of(target.configType()).settings().stream()
            .anyMatch(setting -> setting.name().equals("state_backend"));
    return keeps ? LongStream.rangeClosed(1, RANDOM_INPUTS) : LongStream.empty();
  }

  private interface Check {
    void run() throws IOException;
  }

  private static DynamicTest test(String name, Check check) {
    return DynamicTest.dynamicTest(name, check::run);
  }

  private TargetRuns attempt(SingerInput input) throws IOException {
    TargetRuns runs = attempt(input.name());
    runs.prepare(input);
    return runs;
  }

  private TargetRuns attempt(String name) throws IOException {
    return new TargetRuns(target, folder, name, destinations);
  }

  private boolean isRepeatable(SingerInput input) {
    return input.succeeds()
        && !input.settings(Path.of("/").toUri()).has("load_method")
        && Model.of(input.bytes()).isKeyed();
  }

  private void leavesTheRows(SingerInput input) throws IOException {
    TargetRuns attempt = attempt(input);

    Cli.Outcome outcome = attempt.run(input.bytes(attempt.root.toUri()));

    assertThat(outcome.exit()).as(outcome.err()).isIn(input.exits());
    assertThat(input.says()).allSatisfy(text -> assertThat(outcome.err()).contains(text));
    if (input.succeeds()) {
      assertStatesInOrder(input.states(), outcome.lines(), true);
    } else {
      assertOneSentence(outcome.err());
      assertStatesInOrder(input.states(), outcome.lines(), false);
    }
    attempt.assertRows(input.rows(""));
  }

  private void leavesTheRowsOneByOne(SingerInput input) throws IOException {
    TargetRuns attempt = attempt(input);
    attempt.settings.put("batch_size_rows", 1);
    byte[] bytes = input.bytes(attempt.root.toUri());

    Cli.Outcome outcome = attempt.runWatched(bytes, input.rows(""));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertStatesInOrder(input.states(), outcome.lines(), true);
    attempt.assertRows(input.rows(""));
  }

  private void leavesTheRowsTwice(SingerInput input) throws IOException {
    TargetRuns attempt = attempt(input);
    byte[] bytes = input.bytes(attempt.root.toUri());
    attempt.run(bytes);

    Cli.Outcome outcome = attempt.run(bytes);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    attempt.assertRows(input.rows(""));
  }

  private void setsAside(SingerInput input) throws IOException {
    TargetRuns attempt = attempt(input);
    Path rejects = attempt.place.resolve("rejects.jsonl");
    attempt.settings.put("on_invalid", "set_aside").put("reject_file", rejects.toString());

    Cli.Outcome outcome = attempt.run(input.bytes(attempt.root.toUri()));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertStatesInOrder(input.states(), outcome.lines(), true);
    attempt.assertRows(input.rows("set_aside"));
    List<String> rejected = Files.readAllLines(rejects, StandardCharsets.UTF_8);
    assertThat(rejected).hasSize(input.expected().at("/set_aside/rejected").intValue());
    assertThat(rejected)
        .allSatisfy(
            line -> {
              ObjectNode reject = (ObjectNode) RawJson.of(line).tree();
              assertThat(reject.path("reason").asText()).isNotBlank();
              assertThat(reject.path("line").longValue()).isPositive();
              assertThat(reject.has("record")).isTrue();
            });
  }

  private void keepsToTheModel(long seed) throws IOException {
    byte[] input = RandomInput.of(seed, RANDOM_MESSAGES);
    TargetRuns attempt = attempt("random-" + seed);
    attempt.settings.put("batch_size_rows", batchSize(seed)).put("hard_delete", true);

    List<Arrival> arrivals = Arrival.of(input);
    Map<String, List<ObjectNode>> expected = Model.of(arrivals).rows();

    Cli.Outcome outcome = attempt.runWatched(input, expected);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertStatesInOrder(TargetRuns.states(arrivals), outcome.lines(), true);
    attempt.assertRows(expected);
  }

  /** The input breaks off anywhere, and a second run goes on from the last state that came out. */
  private void resumes(long seed) throws IOException {
    byte[] input = RandomInput.of(seed, RANDOM_MESSAGES);
    List<Arrival> arrivals = Arrival.of(input);
    TargetRuns attempt = attempt("resumed-" + seed);
    attempt.settings.put("batch_size_rows", batchSize(seed)).put("hard_delete", true);
    int cut = new Random(seed).nextInt(input.length);

    Cli.Outcome first = attempt.run(Arrays.copyOf(input, cut));
    Cli.Outcome second = attempt.run(TargetRuns.rest(arrivals, first.lines()));

    assertThat(second.exit()).as(second.err()).isZero();
    Map<String, List<ObjectNode>> expected = Model.of(arrivals).rows();
    expected.remove("none");
    attempt.assertRows(expected);
  }

  /**
   * The input breaks off again and again; streams without keys have each record once all the same.
   */
  private void keepsItsState(long seed) throws IOException {
    List<Arrival> arrivals = Arrival.of(RandomInput.of(seed, RANDOM_MESSAGES));
    TargetRuns attempt = attempt("kept-" + seed);
    attempt.settings.put("batch_size_rows", batchSize(seed)).put("hard_delete", true);
    attempt.settings.put("state_backend", "warehouse").put("state_id", "the 'pipe' " + seed);
    Random random = new Random(seed);
    assertThat(attempt.keptState()).isEqualTo("{}");
    for (int i = 0; i < CUTS; i++) {
      byte[] input = attempt.restFromKept(arrivals);
      attempt.run(Arrays.copyOf(input, random.nextInt(input.length)));
    }

    Cli.Outcome last = attempt.run(attempt.restFromKept(arrivals));

    assertThat(last.exit()).as(last.err()).isZero();
    List<String> states = TargetRuns.states(arrivals);
    assertThat(attempt.keptState()).isEqualTo(states.get(states.size() - 1));
    attempt.assertRows(Model.of(arrivals).rows());
  }

  private static int batchSize(long seed) {
    int[] sizes = {1, 2, 7, 50, 1000};
    return sizes[(int) (seed % sizes.length)];
  }

  /** G2: each line out is a state that came in, byte for byte, in order. */
  private static void assertStatesInOrder(List<String> in, List<String> out, boolean complete) {
    int next = 0;
    for (String line : out) {
      int at = in.subList(next, in.size()).indexOf(line);
      assertThat(at).as("%s is none of the states that may follow: %s", line, in).isNotNegative();
      next += at + 1;
    }
    if (complete && !in.isEmpty()) {
      assertThat(out).as("the states that came out").isNotEmpty();
      assertThat(out.get(out.size() - 1)).isEqualTo(in.get(in.size() - 1));
    }
  }

  /** A failure that has a culprit is told in words, not by a stack trace. */
  private static void assertOneSentence(String err) {
    assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
  }
}
