package io.tributary.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.ads.Returns;
import io.tributary.sandbox.ads.Returns.Week;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.singer.connector.Connector;
import io.tributary.singer.http.Ticker;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.googleads.TapGoogleAds;
import io.tributary.tap.stripe.TapStripe;
import io.tributary.target.duckdb.TargetDuckdb;
import io.tributary.tournament.Answer.Campaign;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole way: advertisements and payments, through taps and target, into the answer. */
class TournamentTest {
  private static final Instant A_WEEK_LATER = Instant.parse("2026-11-08T00:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void beginsWithEmptyStates() throws IOException {
    Files.writeString(folder.resolve("stripe.state"), "{}");
    Files.writeString(folder.resolve("google.state"), "{}");
    Files.writeString(
        folder.resolve("target.json"),
        "{\"path\": \"%s\"}".formatted(folder.resolve("tournament.duckdb")));
  }

  @Test
  void theFiguresAreTheGeneratorsOwn() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      load(sandbox);
      assertAgrees(sandbox);

      sandbox.advanceTo(A_WEEK_LATER);
      load(sandbox);
      assertAgrees(sandbox);
    }
  }

  /** One run of each pipe, from where the last one stopped, and the files of the others. */
  private void load(Sandbox sandbox) throws IOException {
    sandbox.writeTables(folder);
    Files.writeString(
        folder.resolve("stripe.json"),
        """
        {"api_key": "sk_test_sandbox", "base_url": "%s",
         "requests_per_second": 1000, "requests_per_second_per_endpoint": 1000}
        """
            .formatted(sandbox.uri()));
    Files.writeString(
        folder.resolve("google.json"),
        """
        {"client_id": "sandbox.apps.googleusercontent.com",
         "client_secret": "sandbox-client-secret", "refresh_token": "1//sandbox-refresh-token",
         "base_url": "%s", "token_url": "%s/oauth/token", "start_date": "2024-11-01T00:00:00Z",
         "field_cache_hours": 0, "requests_per_second": 1000}
        """
            .formatted(sandbox.uri(), sandbox.uri()));
    pipe(
        new TapStripe(),
        "stripe",
        "account,currencies,charges,refunds,disputes,balance_transactions");
    Clock clock = Clock.fixed(sandbox.now(), ZoneOffset.UTC);
    pipe(new TapGoogleAds(clock, Ticker.SYSTEM), "google", "campaigns,campaign_performance");
  }

  private void pipe(Connector<?> tap, String name, String streams) {
    String messages =
        run(tap, "", "--config", name + ".json", "--state", name + ".state", "--streams", streams);
    run(new TargetDuckdb(), messages, "--config", "target.json", "--state-file", name + ".state");
  }

  private String run(Connector<?> connector, String input, String... arguments) {
    Cli.Outcome outcome = Cli.of(connector).withInput(input).withFolder(folder).run(arguments);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.out();
  }

  private void assertAgrees(Sandbox sandbox) throws Exception {
    Answer answer;
    try (Advertising advertising = DuckdbAdvertising.open(folder.resolve("tournament.duckdb"))) {
      advertising.loadTables(folder);
      answer = advertising.ask();
    }

    Returns returns = sandbox.returns();
    assertThat(answer.campaigns())
        .extracting(campaign -> campaign.source() + "/" + campaign.name())
        .containsExactlyInAnyOrderElementsOf(returns.campaigns().keySet())
        .contains("google/harvest-fair", "google/winter-ball", "facebook/old-houses");
    for (Campaign campaign : answer.campaigns()) {
      String key = campaign.source() + "/" + campaign.name();
      assertSame(key, campaign.total(), returns.total(key));
      Map<LocalDate, Week> weeks = returns.campaigns().getOrDefault(key, Map.of());
      assertThat(campaign.weeks().keySet()).as(key).isEqualTo(weeks.keySet());
      weeks.forEach(
          (week, theirs) ->
              assertSame(
                  key + " " + week, campaign.weeks().getOrDefault(week, Outcome.NOTHING), theirs));
    }
    assertThat(answer.total().cost()).isGreaterThan(BigDecimal.valueOf(1_000));
    assertThat(answer.total().signUps()).isGreaterThan(50);
  }

  private static void assertSame(String what, Outcome ours, Week theirs) {
    assertThat(ours.cost()).as("cost of " + what).isEqualByComparingTo(theirs.cost());
    assertThat(ours.revenue()).as("revenue of " + what).isEqualByComparingTo(theirs.revenue());
    assertThat(ours.signUps()).as("sign-ups of " + what).isEqualTo(theirs.signUps());
    assertThat(ours.players()).as("players of " + what).isEqualTo(theirs.players());
    assertThat(ours.roi()).as("roi of " + what).isEqualTo(Returns.roi(theirs).stream().findFirst());
  }

  @Test
  void saysInOneSentenceWhatIsWrong() {
    CommandLine line = Tournament.commandLine();
    StringWriter err = new StringWriter();
    line.setErr(new PrintWriter(err, true));

    int code =
        line.execute(
            "--database",
            folder.resolve("empty.duckdb").toString(),
            "--tables",
            folder.toString(),
            "--report",
            folder.resolve("report.html").toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("tournament: ")
        .contains("sign_ups.csv")
        .doesNotContain("\tat ");
  }
}
