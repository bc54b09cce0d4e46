package io.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Model;
import io.tributary.singer.testkit.Rows;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target that is killed again and again at random moments, and goes on each time from the last
 * state it printed, ends with the rows of a run that nobody disturbed.
 */
final class KillTest {
  private static final int KILLS = Integer.getInteger("trials.kills", 50);
  private static final int RECORDS = 20_000;

  /** Before which of a run's states the signal comes, at the latest. */
  private static final int STATES = 40;

  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path folder;

  /** How a run is ended. */
  private enum Signal {
    KILL,
    TERM
  }

  /** Where the next run reads from where to go on. */
  private enum Keeping {
    FILE,
    WAREHOUSE
  }

  @Test
  void endsWithTheRowsOfAnUndisturbedRunThoughKilledAtAnyMoment() throws Exception {
    disturb(Signal.KILL, Keeping.FILE, KILLS);
  }

  @Test
  void endsWithTheRowsOfAnUndisturbedRunThoughToldToStopAtAnyMoment() throws Exception {
    disturb(Signal.TERM, Keeping.FILE, KILLS);
  }

  /** Without keys, what is loaded twice is there twice. */
  @Test
  void hasEveryRecordOnceThoughKilledAtAnyMomentWhereTheStateIsKeptWithTheRows() throws Exception {
    disturb(Signal.KILL, Keeping.WAREHOUSE, (KILLS + 3) / 4);
  }

  private void disturb(Signal signal, Keeping keeping, int times) throws Exception {
    long seed = Long.getLong("trials.seed", System.nanoTime());
    Random random = new Random(seed);
    int kills = 0;
    for (int round = 0; kills < times; round++) {
      Feed keyed = new Feed(random.nextInt(1_000_000), RECORDS);
      Feed feed = keeping == Keeping.FILE ? keyed : keyed.withoutKeys();
      Path place = Files.createDirectory(folder.resolve("round" + round));
      Run run = new Run(feed, place, random, keeping);
      while (!run.isComplete()) {
        if (run.once(signal)) {
          kills++;
        }
      }
      assertRows(feed, run.database, "seed %d, round %d, %s".formatted(seed, round, signal));
    }
  }

  /** One database, and the runs that load one feed into it. */
  private static final class Run {
    private final Feed feed;
    private final Path place;
    private final Random random;
    private final Keeping keeping;
    private final DuckdbFile database;
    private String state = "";
    private boolean complete;

    Run(Feed feed, Path place, Random random, Keeping keeping) {
      this.feed = feed;
      this.place = place;
      this.random = random;
      this.keeping = keeping;
      this.database = new DuckdbFile(place.resolve("rows.duckdb"));
      ObjectNode settings = database.settings().put("batch_size_rows", 300);
      if (keeping == Keeping.WAREHOUSE) {
        settings.put("state_backend", "warehouse").put("state_id", "feed");
      }
      Program.write(place.resolve("config.json"), settings.toString());
    }

    boolean isComplete() {
      return complete;
    }

    /** Runs until it is through, or disturbs it: true if it was disturbed. */
    boolean once(Signal signal) throws IOException, InterruptedException {
      Path err = place.resolve("err");
      Process process =
          Program.shortLived(
                  Program.command(
                      "target-duckdb",
                      "--config",
                      place.resolve("config.json").toString(),
                      "--state-file",
                      place.resolve("state.json").toString()))
              .redirectError(err.toFile())
              .start();
      Thread feeding = feed.writing(process.getOutputStream(), Feed.position(state));
      disturb(process, signal);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      feeding.join();
      int exit = process.exitValue();
      complete = exit == 0;
      if (keeping == Keeping.WAREHOUSE) {
        state = kept();
      }
      if (!complete) {
        assertThat(exit).as(Program.read(err)).isEqualTo(signal == Signal.KILL ? 137 : 143);
      }
      return !complete;
    }

    private String kept() throws IOException, InterruptedException {
      String config = place.resolve("config.json").toString();
      Path out = place.resolve("kept");
      Process process =
          Program.shortLived(Program.command("target-duckdb", "--config", config, "--read-state"))
              .redirectOutput(out.toFile())
              .redirectError(place.resolve("err").toFile())
              .start();
      assertThat(process.waitFor()).as(Program.read(place.resolve("err"))).isZero();
      String text = Program.read(out);
      return text.equals("{}\n") ? "" : text;
    }

    /** Reads states until a random one, or waits a random moment, and then sends the signal. */
    private void disturb(Process process, Signal signal) throws IOException, InterruptedException {
      boolean blindly = random.nextInt(4) == 0;
      int states = random.nextInt(STATES);
      if (blindly) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
        send(process, signal);
      }
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        int seen = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          state = line.endsWith("}") ? line : state;
          if (!blindly && seen++ == states) {
            TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
            send(process, signal);
          }
        }
      }
    }

    /** Through its handle, since a process that is destroyed as such loses its output. */
    private static void send(Process process, Signal signal) {
      if (signal == Signal.KILL) {
        process.toHandle().destroyForcibly();
      } else {
        process.toHandle().destroy();
      }
    }
  }

  /** The database holds what the whole feed leaves behind. */
  static void assertRows(Feed feed, DuckdbFile database, String circumstances) {
    Model model = Model.of(feed.text(0).getBytes(StandardCharsets.UTF_8));
    for (String stream : List.of("one", "two")) {
      assertThat(Rows.text(database.rows(stream)))
          .as("%s: %s", stream, circumstances)
          .isEqualTo(Rows.text(model.rows().getOrDefault(stream, List.of())));
    }
  }
}
