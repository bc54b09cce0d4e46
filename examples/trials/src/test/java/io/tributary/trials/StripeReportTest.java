package io.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.stripe.TapStripe;
import io.tributary.target.duckdb.TargetDuckdb;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A financial report of the sandbox is run, read and loaded, and agrees with the ledger. */
final class StripeReportTest {
  private static final String ACTIVITY = "report_balance_change_from_activity_itemized_6";

  @TempDir private Path folder;

  @Test
  void aReportAddsUpToWhatTheLedgerSays() {
    SandboxOptions options = SandboxOptions.defaults();
    Instant until = options.realm().now().truncatedTo(ChronoUnit.DAYS);
    Instant from = until.minus(40, ChronoUnit.DAYS);
    DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));

    load(options, from, database);

    assertThat(database.count(ACTIVITY)).isPositive();
    assertThat(database.number("SELECT count(DISTINCT report_interval_start) FROM " + ACTIVITY))
        .as("reports of at most 30 days")
        .isEqualByComparingTo("2");
    String ledger =
        " FROM balance_transactions WHERE reporting_category NOT LIKE 'payout%' AND created < '"
            + until
            + "'";
    assertThat(database.number("SELECT count(*) FROM " + ACTIVITY))
        .isEqualByComparingTo(database.number("SELECT count(*)" + ledger));
    assertThat(database.number("SELECT sum(net) FROM " + ACTIVITY))
        .isEqualByComparingTo(
            database.number("SELECT CAST(sum(net) AS DECIMAL(38, 2)) / 100" + ledger));
  }

  private void load(SandboxOptions options, Instant from, DuckdbFile database) {
    try (Sandbox sandbox = Sandbox.start(options)) {
      Path tap =
          Program.write(
              folder.resolve("tap.json"),
              """
              {"api_key": "sk_test_sandbox", "base_url": "%s", "start_date": "%s",
               "reports": [{"type": "balance_change_from_activity.itemized.6",
                            "timezone": "Asia/Tokyo"}],
               "requests_per_second": 1000, "requests_per_second_per_endpoint": 1000}
              """
                  .formatted(sandbox.uri(), from));
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      Cli.Outcome read =
          Cli.of(new TapStripe())
              .run(
                  said,
                  "--config",
                  tap.toString(),
                  "--streams",
                  ACTIVITY + ",balance_transactions");
      assertThat(read.exit()).as(read.err()).isZero();
      Path target = Program.write(folder.resolve("target.json"), database.settings().toString());
      Cli.Outcome loaded =
          Cli.of(new TargetDuckdb())
              .withInput(said.toByteArray())
              .run("--config", target.toString());
      assertThat(loaded.exit()).as(loaded.err()).isZero();
    }
  }
}
