package io.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
  private static final String KEY = "sk_test_sandbox";

  @TempDir private Path folder;
  @TempDir private Path bin;

  @BeforeEach
  void hasSettings() throws IOException {
    Files.writeString(folder.resolve("tap.json"), "{}");
    Files.writeString(folder.resolve("target.json"), "{}");
  }

  private Script load() {
    return Script.of("examples/cron/load.sh", folder);
  }

  /** The script with a tap and a target that are a line of shell each. */
  private Script load(String tap, String target) throws IOException {
    return load()
        .withProgram(bin, "tap-stripe", tap)
        .withProgram(bin, "target-duckdb", "cat >/dev/null\n" + target);
  }

  private void settings(Sandbox sandbox, String key) throws IOException {
    Files.writeString(
        folder.resolve("tap.json"),
        "{\"api_key\": \"%s\", \"base_url\": \"%s\", \"requests_per_second\": 1000}"
            .formatted(key, sandbox.uri()));
    Files.writeString(
        folder.resolve("target.json"), "{\"path\": \"%s\"}".formatted(folder.resolve("a.duckdb")));
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  @Test
  void loadsAndGoesOnFromTheStateItKept() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      settings(sandbox, KEY);

      Script.Outcome first = load().run();
      Script.Outcome second = load().run();

      assertThat(first).isEqualTo(new Script.Outcome(0, "", ""));
      assertThat(second).isEqualTo(new Script.Outcome(0, "", ""));
      assertThat(text("state.json")).contains("\"bookmarks\"");
      assertThat(text("load.log")).contains("begin", "end, exit code 0").doesNotContain(KEY);
    }
  }

  @Test
  void keepsTheStateWhenTheKeyIsWrong() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      settings(sandbox, "sk_test_of_somebody_else");
      Files.writeString(folder.resolve("state.json"), "{\"bookmarks\":{\"charges\":\"old\"}}");

      Script.Outcome outcome = load().run();

      assertThat(outcome.exit()).as("%s", outcome).isEqualTo(5);
      assertThat(outcome.err())
          .contains("ended with exit code 5", "401")
          .doesNotContain("sk_test_of_somebody_else");
      assertThat(text("state.json")).isEqualTo("{\"bookmarks\":{\"charges\":\"old\"}}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1"})
  void doesNothingWhileAnotherRunIsAtIt(String withoutFlock) throws Exception {
    Path begun = folder.resolve("begun");
    Script script =
        load("touch " + begun + "; exec sleep 60", "true").with("WITHOUT_FLOCK", withoutFlock);
    Process running = script.start();
    while (!Files.exists(begun)) {
      assertThat(running.isAlive()).isTrue();
      Thread.onSpinWait();
    }

    Script.Outcome overlap = script.run();
    running.descendants().forEach(ProcessHandle::destroyForcibly);
    running.destroyForcibly().waitFor();

    assertThat(overlap.exit()).as("%s", overlap).isEqualTo(75);
    assertThat(overlap.err()).contains("another run is still at it");
    assertThat(load("true", "true").with("WITHOUT_FLOCK", withoutFlock).run())
        .as("a lock whose owner was killed")
        .isEqualTo(new Script.Outcome(0, "", ""));
  }

  @Test
  void endsWithTheTapsCodeIfTheTargetDidItsDuty() throws IOException {
    Script.Outcome outcome = load("echo said by the tap >&2; exit 9", "true").run();

    assertThat(outcome.exit()).isEqualTo(9);
    assertThat(outcome.err()).contains("exit code 9", "said by the tap");
  }

  @Test
  void endsWithTheTargetsCodeIfThatFailed() throws IOException {
    Script.Outcome outcome = load("exit 141", "echo the disk is full >&2; exit 6").run();

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.err()).contains("exit code 6", "the disk is full");
  }

  @Test
  void givesTheTapAStateOnlyIfThereIsOne() throws IOException {
    Script script = load("echo \"$@\" >>arguments", "true");
    Files.writeString(folder.resolve("state.json"), "");
    script.run();
    Files.writeString(folder.resolve("state.json"), "{}");
    script.run();

    assertThat(text("arguments"))
        .isEqualTo("--config tap.json\n--config tap.json --state state.json\n");
  }

  @Test
  void keepsTheLogShort() throws IOException {
    Files.writeString(folder.resolve("load.log"), "x".repeat(10_000_001));

    load("true", "true").run();

    assertThat(text("load.log")).hasSizeLessThan(1_000);
    assertThat(text("load.log.1")).hasSize(10_000_001);
  }

  @Test
  void refusesAFolderThatIsNone() {
    Script.Outcome outcome = Script.of("examples/cron/load.sh", folder.resolve("none")).run();

    assertThat(outcome).isEqualTo(new Script.Outcome(2, "", "usage: load.sh FOLDER\n"));
  }

  @Test
  void theCrontabNamesAScriptThatIsThere() throws IOException {
    String line =
        Files.readString(Script.ROOT.resolve("examples/cron/crontab"))
            .lines()
            .filter(text -> text.contains("* * * *"))
            .findFirst()
            .orElseThrow();

    assertThat(line).matches("17 \\* \\* \\* \\* /opt/tributary/examples/cron/load.sh /srv/\\S+");
    assertThat(Script.ROOT.resolve("examples/cron/load.sh")).isExecutable();
  }
}
