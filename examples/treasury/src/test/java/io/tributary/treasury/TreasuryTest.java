package io.tributary.treasury;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.sandbox.world.Totals.OfKingdom;
import io.tributary.singer.connector.Connector;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.stripe.TapStripe;
import io.tributary.target.duckdb.TargetDuckdb;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole way: the sandbox's payments, through the tap and the target, into the answer. */
class TreasuryTest {
  private static final Instant A_WEEK_LATER = Instant.parse("2026-11-08T00:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void beginsWithAnEmptyState() throws IOException {
    Files.writeString(folder.resolve("state.json"), "{}");
    Files.writeString(
        folder.resolve("target.json"),
        "{\"path\": \"%s\"}".formatted(folder.resolve("treasury.duckdb")));
  }

  @Test
  void theFiguresAreTheGeneratorsOwn() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      sandbox.writeTables(folder);

      load(sandbox, Duration.ZERO);

      assertAgrees(sandbox);

      sandbox.advanceTo(A_WEEK_LATER);
      load(sandbox, Duration.ofDays(120));

      assertAgrees(sandbox);
    }
  }

  /** One run of the pipe, from where the last one stopped. */
  private void load(Sandbox sandbox, Duration lookback) throws IOException {
    Files.writeString(
        folder.resolve("tap.json"),
        """
        {"api_key": "sk_test_sandbox", "base_url": "%s", "lookback_seconds": %d,
         "requests_per_second": 1000, "requests_per_second_per_endpoint": 1000}
        """
            .formatted(sandbox.uri(), lookback.toSeconds()));
    String messages = run(new TapStripe(), "", "--state", "state.json").out();
    run(new TargetDuckdb(), messages, "--state-file", "state.json");
  }

  private Cli.Outcome run(Connector<?> connector, String input, String option, String state) {
    String kind = connector.name().substring(0, connector.name().indexOf('-'));
    Cli.Outcome outcome =
        Cli.of(connector)
            .withInput(input)
            .withFolder(folder)
            .run("--config", kind + ".json", option, state);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome;
  }

  private void assertAgrees(Sandbox sandbox) throws Exception {
    Answer answer;
    try (Ledger ledger = Ledger.open(folder.resolve("treasury.duckdb"))) {
      ledger.loadCensus(folder.resolve("census.csv"));
      ledger.judgeAt(sandbox.now());
      answer = ledger.ask();
    }

    List<OfKingdom> expected =
        sandbox.totals().kingdoms().stream()
            .sorted(Comparator.comparing(OfKingdom::perHead).reversed())
            .toList();
    assertThat(answer.currency()).isEqualTo("USD");
    assertThat(answer.elsewhere()).matches(Answer.Elsewhere::isNothing);
    assertThat(answer.accounts()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      OfKingdom theirs = expected.get(i);
      Account ours = answer.accounts().get(i);
      assertThat(ours.kingdom().name()).isEqualTo(theirs.kingdom().name());
      assertThat(ours.kingdom().population()).isEqualTo(theirs.kingdom().people().population());
      assertThat(ours.gold()).isEqualByComparingTo(theirs.gold());
      assertThat(ours.perHead()).isEqualTo(theirs.perHead());
      assertThat(ours.invoices()).isEqualTo(new Account.Invoices(theirs.due(), theirs.onTime()));
    }
  }

  @Test
  void saysInOneSentenceWhatIsWrong() throws IOException {
    Files.writeString(folder.resolve("census.csv"), "kingdom_code\nK01\n");
    CommandLine line = Treasury.commandLine();
    StringWriter err = new StringWriter();
    line.setErr(new PrintWriter(err, true));

    int code =
        line.execute(
            "--database",
            folder.resolve("empty.duckdb").toString(),
            "--census",
            folder.resolve("census.csv").toString(),
            "--report",
            folder.resolve("report.html").toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("treasury: ")
        .contains("does not exist")
        .doesNotContain("\tat ");
  }
}
