package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.StandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A target that is killed again and again while it loads, and goes on each time from the last state
 * it printed, ends with the rows of a run that nobody disturbed.
 */
final class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final int RECORDS = 1_500;
  private static final int KEYS = 90;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Method.class)
  void endsWithTheRowsOfAnUndisturbedRunThoughKilledAtAnyMoment(Method method) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    try (StandIn bigquery = StandIn.start()) {
      ObjectNode settings =
          Trial.settings(bigquery).put("batch_size_rows", 40).put("method", Trial.word(method));
      Files.writeString(folder.resolve("config.json"), settings.toString());

      int done = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        done = run(done, random.nextInt(12));
      }
      done = run(done, Integer.MAX_VALUE);

      assertThat(done).as("seed %d", seed).isEqualTo(RECORDS);
      assertThat(bigquery.lines("SELECT id, v FROM `standin.raw.a` ORDER BY id"))
          .as("seed %d", seed)
          .isEqualTo(undisturbed());
    }
  }

  private static List<String> undisturbed() {
    Map<Integer, Integer> last = new TreeMap<>();
    for (int i = 1; i <= RECORDS; i++) {
      last.put(i % KEYS, i);
    }
    return last.entrySet().stream().map(row -> row.getKey() + "|" + row.getValue()).toList();
  }

  /** Runs from a state, and kills the process after so many others; returns the last one. */
  private int run(int from, int states) throws IOException, InterruptedException {
    Process process =
        Program.process(List.of(), "--config", folder.resolve("config.json").toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    Thread feeding = new Thread(() -> feed(process, from));
    feeding.start();
    int last = from;
    int seen = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Integer.parseInt(line.replaceAll("\\D", ""));
        if (seen++ == states) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    feeding.join();
    assertThat(process.exitValue())
        .as(Files.readString(folder.resolve("err")))
        .isEqualTo(states == Integer.MAX_VALUE ? 0 : 137);
    return last;
  }

  private static void feed(Process process, int from) {
    try (OutputStream out = process.getOutputStream()) {
      StringBuilder text = new StringBuilder();
      text.append(
          "{'type':'SCHEMA','stream':'a','schema':{'type':'object','properties':{'id':{'type':'integer'},'v':{'type':'integer'}}},'key_properties':['id']}\n");
      for (int i = from + 1; i <= RECORDS; i++) {
        text.append(
            "{'type':'RECORD','stream':'a','record':{'id':%d,'v':%d}}\n".formatted(i % KEYS, i));
        if (i % 20 == 0) {
          text.append("{'type':'STATE','value':{'n':%d}}\n".formatted(i));
        }
      }
      out.write(text.toString().replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
