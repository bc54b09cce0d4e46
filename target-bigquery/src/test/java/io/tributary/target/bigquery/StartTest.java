package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no BigQuery does not load its client, which is thousands of classes. */
final class StartTest {
  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "--about"})
  void answersWithoutTheClient(String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                TargetBigquery.class.getName(),
                option)
            .redirectErrorStream(true)
            .start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(log).isZero();
    assertThat(log.lines())
        .anyMatch(line -> line.contains(" io.tributary.target.bigquery.TargetBigquery "))
        .noneMatch(line -> line.contains(" com.google.cloud."));
  }
}
