package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Connector;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.stripe.TapStripe;
import io.tributary.target.duckdb.TargetDuckdb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** The pages that are made from the code. {@code -Ddocs=update} rewrites them. */
class ReferenceTest {
  private static final boolean UPDATE = "update".equals(System.getProperty("docs"));

  @Test
  void tapStripeIsAsItDescribesItself() throws IOException {
    TapStripe tap = new TapStripe();

    check(
        "tap-stripe.md", about(tap) + streams(tap, "{\"api_key\": \"sk_test_docs\"}") + usage(tap));
  }

  @Test
  void targetDuckdbIsAsItDescribesItself() throws IOException {
    TargetDuckdb target = new TargetDuckdb();

    check("target-duckdb.md", about(target) + usage(target));
  }

  @Test
  void exitCodesAreThoseOfTheCode() throws IOException {
    StringBuilder page = new StringBuilder(1_024);
    page.append("# Exit codes\n\nEvery tap and target ends with one of these. ")
        .append(
            "In a pipe, `set -o pipefail` passes on the target's code if it failed, else the tap's.\n\n")
        .append("| code | name | whose fault it is |\n| --- | --- | --- |\n");
    for (ExitCode code : ExitCode.values()) {
      page.append("| ")
          .append(code.value())
          .append(" | `")
          .append(code.name())
          .append("` | ")
          .append(code.fault())
          .append(" |\n");
    }

    check("exit-codes.md", page.toString());
  }

  private static String about(Connector<?> connector) {
    Cli.Outcome outcome = Cli.run(connector, "--about", "--format", "markdown");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.out();
  }

  private static String usage(Connector<?> connector) {
    return "\n## Command line\n\n```text\n"
        + SingerCli.commandLine(connector).getUsageMessage(Ansi.OFF).stripTrailing()
        + "\n```\n\n[What the exit codes mean](exit-codes.md)\n";
  }

  private static <C extends Record> String streams(Tap<C> tap, String settings) {
    StringBuilder text = new StringBuilder(1_024);
    text.append(
        "\n## Streams\n\n| stream | keys | replication | fields |\n| --- | --- | --- | --- |\n");
    C config = ConfigReader.read((ObjectNode) RawJson.of(settings).tree(), tap.configType());
    for (TapStream stream : tap.streams(config)) {
      text.append("| `")
          .append(stream.name())
          .append("` | `")
          .append(String.join("`, `", stream.keys()))
          .append("` | ")
          .append(replication(stream))
          .append(" | ")
          .append(stream.fieldNames().size())
          .append(" |\n");
    }
    return text.toString();
  }

  private static String replication(TapStream stream) {
    Replication how = stream.replication();
    if (how instanceof Replication.Incremental incremental) {
      return "incremental by `" + incremental.key() + "`";
    }
    return how instanceof Replication.Positioned
        ? "incremental, by a position of its own"
        : "in full";
  }

  private static void check(String name, String text) throws IOException {
    Path page = Page.ROOT.resolve("docs/reference").resolve(name);
    if (UPDATE) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, text);
    }
    assertThat(page).exists();
    assertThat(Files.readString(page)).as("%s; -Ddocs=update rewrites it", name).isEqualTo(text);
  }
}
