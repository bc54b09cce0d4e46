package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.target.bigquery.standin.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not needed is not loaded: Google's clients are thousands of classes each. */
final class StartTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "--about"})
  void answersWithoutTheClient(String option) throws IOException, InterruptedException {
    assertThat(loaded("", option).lines())
        .anyMatch(line -> line.contains(" io.tributary.target.bigquery.TargetBigquery "))
        .noneMatch(line -> line.contains(" com.google.cloud."));
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void loadsTheClientOfTheMethodOnly(Method method) throws IOException, InterruptedException {
    String people = Trial.KEYED + Trial.person(1, "a") + Trial.state(1);
    try (StandIn bigquery = StandIn.start()) {
      Path config = folder.resolve("config.json");
      Files.writeString(
          config, Trial.settings(bigquery).put("method", Trial.word(method)).toString());

      String loaded = loaded(people.replace('\'', '"'), "--config", config.toString());

      assertThat(bigquery.lines("SELECT id FROM `standin.raw.people`")).containsExactly("1");
      assertThat(loaded.lines().anyMatch(StartTest::isOfStreams))
          .as("the client of streams is loaded")
          .isEqualTo(method == Method.STORAGE_WRITE);
      assertThat(loaded.lines())
          .as("the client of Cloud Storage, where no bucket is named")
          .noneMatch(line -> line.contains(" com.google.api.services.storage."));
    }
  }

  /** The other client has a few classes of gRPC as well, which know what a thread is at. */
  private static boolean isOfStreams(String line) {
    return line.contains(" com.google.cloud.bigquery.storage.")
        || line.contains(" io.grpc.netty.")
        || line.contains(" io.grpc.ManagedChannel");
  }

  /** The classes that a run loads, a line each. */
  private String loaded(String input, String... arguments)
      throws IOException, InterruptedException {
    Path messages = Files.writeString(folder.resolve("input"), input);
    Path out = folder.resolve("out");
    Process process =
        Program.process(List.of("-Xlog:class+load:stdout"), arguments)
            .redirectInput(messages.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int exit = process.waitFor();
    String log = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(exit).as(log).isZero();
    return log;
  }
}
