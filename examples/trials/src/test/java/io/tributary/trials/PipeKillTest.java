package io.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Rows;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipe of a tap and a target, one of which is killed at a random moment, again and again, ends
 * with the rows of a run that nobody disturbed.
 */
final class PipeKillTest {
  private static final int KILLS = Integer.getInteger("trials.pipe.kills", 10);
  private static final int RECORDS = 30_000;
  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void endsWithTheRowsOfAnUndisturbedRunThoughEitherEndIsKilled() throws Exception {
    long seed = Long.getLong("trials.seed", System.nanoTime());
    Random random = new Random(seed);
    int kills = 0;
    for (int round = 0; kills < KILLS; round++) {
      Path place = Files.createDirectory(folder.resolve("round" + round));
      SyntheticTap.Config config = new SyntheticTap.Config(random.nextInt(1_000_000), RECORDS);
      DuckdbFile database = new DuckdbFile(place.resolve("rows.duckdb"));
      Program.write(
          place.resolve("tap.json"),
          "{\"seed\":%d,\"records\":%d,\"state_interval_seconds\":0.01}"
              .formatted(config.seed(), config.records()));
      Program.write(
          place.resolve("target.json"), database.settings().put("batch_size_rows", 500).toString());
      Program.write(place.resolve("state.json"), "{}");
      while (!once(place, random)) {
        kills++;
      }
      assertRows(config, database, "seed %d, round %d".formatted(seed, round));
    }
  }

  /** One run of the pipe, with the state of the one before: true if it came to its end. */
  private static boolean once(Path place, Random random) throws IOException, InterruptedException {
    List<Process> pipe =
        ProcessBuilder.startPipeline(
            List.of(
                new ProcessBuilder(
                        Program.command(
                            SyntheticTap.class,
                            "--config",
                            place.resolve("tap.json").toString(),
                            "--state",
                            place.resolve("state.json").toString()))
                    .redirectError(place.resolve("tap.err").toFile()),
                new ProcessBuilder(
                        Program.command(
                            "target-duckdb", "--config", place.resolve("target.json").toString()))
                    .redirectError(place.resolve("target.err").toFile())));
    int states = random.nextInt(60);
    Process victim = pipe.get(random.nextInt(2));
    boolean kindly = random.nextBoolean();
    try (BufferedReader lines = pipe.get(1).inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith("}")) {
          Program.write(place.resolve("state.json"), line);
        }
        if (seen++ == states) {
          TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
          end(victim, kindly);
        }
      }
    }
    boolean complete = true;
    for (Process process : pipe) {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      complete &= process.exitValue() == 0;
    }
    if (complete || seenAsKilled(pipe)) {
      return complete;
    }
    throw new AssertionError(
        "neither was killed: "
            + Program.read(place.resolve("tap.err"))
            + Program.read(place.resolve("target.err")));
  }

  /** Through its handle, since a process that is destroyed as such loses its output. */
  private static void end(Process process, boolean kindly) {
    if (kindly) {
      process.toHandle().destroy();
    } else {
      process.toHandle().destroyForcibly();
    }
  }

  private static boolean seenAsKilled(List<Process> pipe) {
    return pipe.stream().anyMatch(p -> p.exitValue() == 137 || p.exitValue() == 143);
  }

  private static void assertRows(
      SyntheticTap.Config config, DuckdbFile database, String circumstances) {
    Map<Long, ObjectNode> last = new LinkedHashMap<>();
    for (int n = 0; n < config.records(); n++) {
      ObjectNode record = SyntheticTap.record(config, n);
      last.put(record.get("id").longValue(), record);
    }
    for (String stream : List.of("sorted", "marked")) {
      assertThat(Rows.text(database.rows(stream)))
          .as("%s: %s", stream, circumstances)
          .isEqualTo(Rows.text(new ArrayList<>(last.values())));
    }
  }
}
