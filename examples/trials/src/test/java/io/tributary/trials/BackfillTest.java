package io.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.testkit.Cli;
import io.tributary.singer.testkit.Rows;
import io.tributary.tap.stripe.TapStripe;
import io.tributary.target.duckdb.TargetDuckdb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill and incremental runs, each cut off anywhere and resumed from the last state that came
 * out, leave what a fresh extract would.
 */
final class BackfillTest {
  private static final int WORLDS = 12;
  private static final int CUT_RUNS = 5;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> equalsAFreshExtractWhereverItWasCut() {
    return LongStream.rangeClosed(1, WORLDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> cutAndResume(seed)));
  }

  private void cutAndResume(long seed) throws IOException {
    Random random = new Random(seed);
    World world = new World(seed);
    Pipe pipe = new Pipe(new WorldTap(world), "{}", Files.createTempDirectory(folder, "world"));
    for (int run = 0; run < CUT_RUNS; run++) {
      pipe.run(random, random.nextInt(1, 400));
    }
    world.rest();

    pipe.runToTheEnd();

    for (String stream : WorldTap.STREAMS) {
      assertThat(Rows.text(pipe.database.rows(stream)))
          .as("%s, seed %d", stream, seed)
          .isEqualTo(Rows.text(world.everything()));
    }
  }

  @TestFactory
  Stream<DynamicTest> equalsAFreshExtractOfStripeThoughItStumbles() {
    return LongStream.rangeClosed(1, 2)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> cutAndResumeStripe(seed)));
  }

  private void cutAndResumeStripe(long seed) throws IOException {
    Random random = new Random(seed);
    SandboxOptions options = SandboxOptions.defaults().withSeed(seed);
    Path place = Files.createTempDirectory(folder, "stripe");
    Pipe cut;
    try (Sandbox stumbling = Sandbox.start(options.withFaultRate(0.02))) {
      cut =
          new Pipe(new TapStripe(), settings(stumbling), Files.createDirectory(place.resolve("a")));
      for (int run = 0; run < 3; run++) {
        cut.run(random, 5_000);
      }
      cut.runToTheEnd();
    }
    Pipe fresh;
    try (Sandbox steady = Sandbox.start(options)) {
      fresh =
          new Pipe(new TapStripe(), settings(steady), Files.createDirectory(place.resolve("b")));
      fresh.runToTheEnd();
    }

    for (String stream : List.of("charges", "customers", "invoices", "balance_transactions")) {
      List<String> expected = Rows.text(fresh.database.rows(stream));
      assertThat(expected).as(stream).isNotEmpty();
      assertThat(Rows.text(cut.database.rows(stream))).as(stream).isEqualTo(expected);
    }
  }

  private static String settings(Sandbox sandbox) {
    return """
        {"api_key": "sk_test_sandbox", "base_url": "%s", "state_interval_seconds": 0.01,
         "requests_per_second": 1000, "requests_per_second_per_endpoint": 1000}
        """
        .formatted(sandbox.uri());
  }

  /** A tap, a target, and the state between two runs. */
  private static final class Pipe {
    private final Tap<?> tap;
    private final Path place;
    private final DuckdbFile database;
    private final Path tapConfig;
    private final Path targetConfig;
    private final Path state;

    Pipe(Tap<?> tap, String settings, Path place) {
      this.tap = tap;
      this.place = place;
      this.database = new DuckdbFile(place.resolve("rows.duckdb"));
      this.tapConfig = Program.write(place.resolve("tap.json"), settings);
      this.targetConfig = place.resolve("target.json");
      this.state = Program.write(place.resolve("state.json"), "{}");
    }

    /** Cuts off what the tap says at a random byte. */
    void run(Random random, int batchSize) {
      byte[] said = said();
      load(Arrays.copyOf(said, random.nextInt(said.length + 1)), batchSize);
    }

    void runToTheEnd() {
      assertThat(load(said(), 10_000)).isZero();
    }

    private byte[] said() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Cli.Outcome outcome =
          Cli.of(tap)
              .withFolder(place)
              .run(out, "--config", tapConfig.toString(), "--state", state.toString());
      assertThat(outcome.exit()).as(outcome.err()).isZero();
      return out.toByteArray();
    }

    private int load(byte[] messages, int batchSize) {
      Program.write(targetConfig, database.settings().put("batch_size_rows", batchSize).toString());
      Cli.Outcome outcome =
          Cli.of(new TargetDuckdb())
              .withFolder(place)
              .withInput(messages)
              .run("--config", targetConfig.toString());
      if (!outcome.lines().isEmpty()) {
        Program.write(state, outcome.lines().get(outcome.lines().size() - 1));
      }
      return outcome.exit();
    }
  }
}
