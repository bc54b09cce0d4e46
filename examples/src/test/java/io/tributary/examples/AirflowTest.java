package io.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DAG's command, run as its task runs it. Airflow itself runs the DAG in {@code interop}. */
class AirflowTest {
  @TempDir private Path folder;
  @TempDir private Path bin;

  private static Script pipe() throws IOException {
    String dag = Files.readString(Script.ROOT.resolve("examples/airflow/tributary_stripe.py"));
    Matcher command =
        Pattern.compile("^PIPE = \"\"\"\n(.*?)^\"\"\"$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(dag);
    assertThat(command.find()).isTrue();
    return Script.of(List.of("bash", "-c", command.group(1)));
  }

  @Test
  void loadsWithItsKeyInTheEnvironmentAndGoesOnFromItsState() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      Script script =
          pipe()
              .with("TAP_STRIPE_API_KEY", "sk_test_sandbox")
              .with("TAP_STRIPE_BASE_URL", sandbox.uri())
              .with("TAP_STRIPE_REQUESTS_PER_SECOND", 1000)
              .with("TARGET_DUCKDB_PATH", folder.resolve("a.duckdb"))
              .with("STATE_FOLDER", folder.resolve("new/state"));

      Script.Outcome first = script.run();
      Script.Outcome second = script.run();

      assertThat(first.exit()).as("%s", first).isZero();
      assertThat(second.exit()).as("%s", second).isZero();
      assertThat(folder.resolve("new/state/state.json")).content().contains("\"bookmarks\"");
      assertThat(first.err() + second.err()).doesNotContain("sk_test_sandbox");
    }
  }

  @Test
  void endsWithTheCodeOfWhoeverFailed() throws IOException {
    Script script =
        pipe()
            .with("STATE_FOLDER", folder)
            .withProgram(bin, "tap-stripe", "exit 5")
            .withProgram(bin, "target-duckdb", "cat");

    assertThat(script.run().exit()).isEqualTo(5);
  }
}
