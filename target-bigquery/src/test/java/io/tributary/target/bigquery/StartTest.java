package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.target.bigquery.standin.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no BigQuery does not load its client, which is thousands of classes. */
final class StartTest {
  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "--about"})
  void answersWithoutTheClient(String option) throws IOException, InterruptedException {
    assertThat(log(option))
        .anyMatch(line -> line.contains(" io.tributary.target.bigquery.TargetBigquery "))
        .noneMatch(line -> line.contains(" com.google.cloud."));
  }

  @Test
  void loadsWithoutTheClientOfCloudStorage(@TempDir Path folder)
      throws IOException, InterruptedException {
    try (StandIn bigquery = StandIn.start()) {
      Path config =
          Files.writeString(folder.resolve("c.json"), Trial.settings(bigquery).toString());
      Path input =
          Files.writeString(
              folder.resolve("in"), (Trial.KEYED + Trial.person(1, "a")).replace('\'', '"'));

      assertThat(log("--config", config.toString(), "--input", input.toString()))
          .anyMatch(line -> line.contains(" com.google.cloud.bigquery."))
          .noneMatch(line -> line.contains(" com.google.api.services.storage."));
      assertThat(bigquery.rows("raw", "people")).hasSize(1);
    }
  }

  /** The classes that a run loads. */
  private static Stream<String> log(String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                TargetBigquery.class.getName()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(log).isZero();
    return log.lines();
  }
}
