package io.tributary.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command {@code sandbox}, as a function and as a process. */
class SandboxMainTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T00:00:00.9Z"), ZoneOffset.UTC);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = SandboxMain.command(CLOCK);
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void helpNamesEverySwitch() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "--port",
            "--size",
            "--seed",
            "--now",
            "--since",
            "--latency-ms",
            "--limits",
            "--fault-rate",
            "--fault-every",
            "--max-concurrency",
            "--event-lag",
            "--clock-skew",
            "--restrict",
            "--write-tables");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=70000",
        "--size=XL",
        "--fault-rate=2",
        "--fault-every=503",
        "--fault-every=503:0",
        "--fault-every=404:3",
        "--max-concurrency=-1",
        "--limits=some",
        "--now=yesterday",
        "--latency-ms=-1",
        "--colour=red"
      })
  void refusesWhatItCannotDo(String argument) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(err.toString()).isNotEmpty();
  }

  @Test
  void writesTheTablesAndStops(@TempDir Path folder) {
    assertThat(run("--write-tables", folder.toString())).isZero();

    assertThat(folder.resolve("census.csv")).isNotEmptyFile();
    assertThat(folder.resolve("sign_ups.csv")).isNotEmptyFile();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aProcessSaysWhereItListensAndStopsWhenItIsTold(@TempDir Path folder) throws Exception {
    Process process =
        start("--port", "0", "--now", "2026-11-01T00:00:00Z", "--write-tables", folder.toString());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();

      assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+");
      URI uri = URI.create(line.substring("listening on ".length()));
      assertThat(new Client(uri).get("/v1/account").status()).isEqualTo(200);
      assertThat(folder.resolve("census.csv")).isNotEmptyFile();

      process.toHandle().destroy();

      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(lines.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SandboxMain.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
