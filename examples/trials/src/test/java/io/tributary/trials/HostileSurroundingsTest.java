package io.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.target.duckdb.TargetDuckdb;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that are short of something end with one sentence, the right code, and no false state.
 */
@Tag("alone")
final class HostileSurroundingsTest {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  private record Ended(int exit, List<String> out, String err) {}

  @Test
  void aFullDiskUnderTheDatabaseEndsTheTargetWithoutAStateThatIsNotTrue() throws Exception {
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path small = disk.resolve("rows.duckdb");
    Path config =
        Program.write(
            folder.resolve("config.json"),
            new DuckdbFile(small).settings().put("batch_size_rows", 2_000).toString());
    Feed feed = new Feed(1, 60_000);

    Ended limited =
        run(
            onADiskOf(
                "1500k",
                disk,
                "\"$@\"; code=$?; cp rows.duckdb* ..; exit $code",
                Program.command("target-duckdb", "--config", config.toString())),
            feed,
            0);

    assertThat(limited.exit()).as(limited.err()).isEqualTo(6);
    assertThat(limited.err()).contains("the disk is full").doesNotContain("\tat ");
    String state = limited.out().isEmpty() ? "" : limited.out().get(limited.out().size() - 1);
    Program.write(config, database.settings().toString());
    Ended second =
        run(
            Program.command("target-duckdb", "--config", config.toString()),
            feed,
            Feed.position(state));
    assertThat(second.exit()).as(second.err()).isZero();
    KillTest.assertRows(feed, database, "after a full disk");
  }

  @Test
  void aFullDiskUnderTheSpooledRowsIsToldByTheSettingThatMovesThem() throws Exception {
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path config =
        Program.write(
            folder.resolve("config.json"),
            database.settings().put("spool_directory", disk.toString()).toString());

    Ended limited =
        run(
            onADiskOf(
                "64k",
                disk,
                "exec \"$@\"",
                Program.command("target-duckdb", "--config", config.toString())),
            new Feed(1, 60_000),
            0);

    assertThat(limited.exit()).as(limited.err()).isEqualTo(6);
    assertThat(limited.out()).isEmpty();
    assertThat(limited.err()).contains("spool_directory", "No space left").doesNotContain("\tat ");
  }

  @Test
  void aFullFolderForTemporaryFilesIsToldWithWhatHelps() throws Exception {
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path config = Program.write(folder.resolve("config.json"), database.settings().toString());
    String[] arguments = {"--config", config.toString()};

    assertThatTemporaryFilesAreTold(
        "zstd", "64k", "TMPDIR=$PWD exec \"$@\"", Program.command("target-duckdb", arguments));
    assertThatTemporaryFilesAreTold(
        "DuckDB",
        "2m",
        "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=$PWD exec \"$@\"",
        Program.command(TargetDuckdb.class, arguments));
  }

  private void assertThatTemporaryFilesAreTold(
      String library, String size, String script, List<String> command) throws Exception {
    Path disk = Files.createDirectory(folder.resolve(library));

    Ended limited = run(onADiskOf(size, disk, script, command), new Feed(1, 10), 0);

    assertThat(limited.exit()).as(limited.err()).isEqualTo(6);
    assertThat(limited.out()).isEmpty();
    assertThat(limited.err())
        .contains(library + " cannot be loaded", disk + "", "TMPDIR", "No space left")
        .doesNotContain("\tat ");
  }

  /**
   * The command, run by a script in a folder that is a disk of this size, where that is allowed.
   */
  private static List<String> onADiskOf(
      String size, Path disk, String script, List<String> command) {
    List<String> prefix =
        new ArrayList<>(
            List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "bash",
                "-c",
                "mount -t tmpfs -o size=$1 none \"$2\" && cd \"$2\" && shift 2 && " + script,
                "-",
                size,
                disk.toString()));
    assumeTrue(isAllowed(prefix), "a small disk cannot be had here");
    prefix.addAll(command);
    return prefix;
  }

  private static boolean isAllowed(List<String> prefix) {
    List<String> attempt = new ArrayList<>(prefix);
    attempt.add("true");
    try {
      return new ProcessBuilder(attempt).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aReaderThatGoesAwayEndsTheTapQuietly() throws Exception {
    Path config = Program.write(folder.resolve("tap.json"), "{\"seed\":1,\"records\":200000}");
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "set -o pipefail; \"$@\" | head -3 >/dev/null", "-"));
    command.addAll(Program.command(SyntheticTap.class, "--config", config.toString()));

    Ended ended = run(command, null, 0);

    assertThat(ended.exit()).as(ended.err()).isNotZero();
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void aStateThatNobodyReadsEndsTheTarget() throws Exception {
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path config =
        Program.write(
            folder.resolve("config.json"),
            database.settings().put("batch_size_rows", 100).toString());
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "set -o pipefail; \"$@\" | true", "-"));
    command.addAll(Program.command("target-duckdb", "--config", config.toString()));

    Ended ended = run(command, new Feed(1, 20_000), 0);

    assertThat(ended.exit()).as(ended.err()).isNotZero();
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void aClosedStandardInputIsAnEmptyOne() throws Exception {
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path config = Program.write(folder.resolve("config.json"), database.settings().toString());
    List<String> command = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" <&-", "-"));
    command.addAll(Program.command("target-duckdb", "--config", config.toString()));

    Ended ended = run(command, null, 0);

    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void aWrongKeyIsToldInOneSentence() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withKey("sk_test_right"))) {
      Path config =
          Program.write(
              folder.resolve("tap.json"),
              "{\"api_key\":\"sk_test_WRONG_4711\",\"base_url\":\"%s\"}".formatted(sandbox.uri()));

      Ended ended = run(Program.command("tap-stripe", "--config", config.toString()), null, 0);

      assertThat(ended.exit()).as(ended.err()).isEqualTo(5);
      assertThat(ended.err()).contains("401").doesNotContain("WRONG_4711").doesNotContain("\tat ");
    }
  }

  @Test
  void anInterruptedTargetAcknowledgesNoMoreThanIsLoaded() throws Exception {
    assumeFalse(ignoresInterrupts(), "what a shell runs in the background has SIGINT ignored");
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path config = Program.write(folder.resolve("config.json"), database.settings().toString());
    Path err = folder.resolve("err");
    Path out = folder.resolve("out");
    Process target =
        new ProcessBuilder(Program.command("target-duckdb", "--config", config.toString()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    OutputStream input = target.getOutputStream();
    input.write(
        """
        {"type":"SCHEMA","stream":"s","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
        {"type":"RECORD","stream":"s","record":{"id":1}}
        {"type":"STATE","value":1}
        """
            .getBytes(StandardCharsets.UTF_8));
    input.flush();
    while (target.isAlive() && !Program.read(err).contains("make the table")) {
      Thread.sleep(20);
    }

    new ProcessBuilder("kill", "-INT", Long.toString(target.pid())).start().waitFor();

    assertThat(target.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(target.exitValue()).as(Program.read(err)).isEqualTo(130);
    assertThat(out).isEmptyFile();
    assertThat(Program.read(err)).contains("failed: stopped before its end");
  }

  @Test
  void twoThousandStreamsFitIntoTheMemoryOfOne() throws Exception {
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path config = Program.write(folder.resolve("config.json"), database.settings().toString());
    StringBuilder input = new StringBuilder();
    for (int stream = 0; stream < 2_000; stream++) {
      input.append(
          """
          {"type":"SCHEMA","stream":"s%1$d","schema":{"type":"object","properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
          {"type":"RECORD","stream":"s%1$d","record":{"id":%1$d}}
          """
              .formatted(stream));
    }
    input.append("{\"type\":\"STATE\",\"value\":1}\n");
    Path file = Program.write(folder.resolve("input.singer"), input.toString());

    Ended ended =
        run(
            Program.command(
                "target-duckdb", "--config", config.toString(), "--input", file.toString()),
            null,
            0);

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).containsExactly("1");
    assertThat(database.count("s0")).isEqualTo(1);
    assertThat(database.count("s1999")).isEqualTo(1);
  }

  @Test
  void aNamedPipeIsAnInputLikeAnyOther() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/stdin")), "pipes have names only on Unix");
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
    Path config = Program.write(folder.resolve("config.json"), database.settings().toString());
    Path input =
        Program.write(
            folder.resolve("input.singer"),
            """
            {"type":"SCHEMA","stream":"a","schema":{"type":"object","properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"a","record":{"id":1}}
            {"type":"STATE","value":1}
            """);

    Ended ended =
        run(
            List.of(
                "sh",
                "-c",
                "cat \"$1\" | \"$2\" --config \"$3\" --input /dev/stdin",
                "sh",
                input.toString(),
                Program.launcher("target-duckdb").toString(),
                config.toString()),
            null,
            0);

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).containsExactly("1");
    assertThat(database.count("a")).isEqualTo(1);
  }

  /** Whether this process, and so what it starts, was told to ignore SIGINT. */
  private static boolean ignoresInterrupts() throws IOException {
    int sigint = 2;
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> new BigInteger(line.replaceFirst("SigIgn:\\s*", ""), 16))
        .anyMatch(ignored -> ignored.testBit(sigint - 1));
  }

  private Ended run(List<String> command, @Nullable Feed feed, int from)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (feed == null) {
      process.getOutputStream().close();
    } else {
      feed.writing(process.getOutputStream(), from).join();
    }
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return new Ended(
        process.exitValue(), Files.readAllLines(out, StandardCharsets.UTF_8), Program.read(err));
  }
}
