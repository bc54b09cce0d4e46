package io.tributary.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.singer.connector.Connector;
import io.tributary.singer.http.Ticker;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.googleads.TapGoogleAds;
import io.tributary.target.duckdb.TargetDuckdb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query of the guide leaves just the rows that Google Ads still has. */
class VanishedRowsTest {
  private static final Path GUIDE = Path.of("..", "..", "docs", "guide", "google-ads.md");
  private static final Pattern VIEW =
      Pattern.compile("```sql\n(create view .*?)```", Pattern.DOTALL);
  private static final String STREAM = "ad_performance";
  private static final int RUNS = 4;

  @TempDir private Path folder;

  @Test
  void theGuidesQueryLeavesWhatAFreshReadingBrings() throws IOException, SQLException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      Instant now = sandbox.now();
      Files.writeString(folder.resolve("kept.state"), "{}");
      for (int run = 0; run < RUNS; run++) {
        load(sandbox, "kept", "--state", "kept.state");
        now = now.plus(Duration.ofHours(19));
        sandbox.advanceTo(now);
      }
      load(sandbox, "kept", "--state", "kept.state");
      load(sandbox, "fresh");
    }

    List<String> alive = rows("kept", STREAM + "_alive");

    assertThat(alive).isNotEmpty().isEqualTo(rows("fresh", STREAM));
    assertThat(rows("kept", STREAM)).as("with what has vanished").hasSizeGreaterThan(alive.size());
  }

  private void load(Sandbox sandbox, String name, String... state) throws IOException {
    Files.writeString(
        folder.resolve("google.json"),
        """
        {"client_id": "sandbox.apps.googleusercontent.com",
         "client_secret": "sandbox-client-secret", "refresh_token": "1//sandbox-refresh-token",
         "base_url": "%s", "token_url": "%s/oauth/token", "start_date": "2026-10-10",
         "requests_per_second": 1000, "field_cache_hours": 0}
        """
            .formatted(sandbox.uri(), sandbox.uri()));
    Path database = folder.resolve(name + ".duckdb");
    Files.writeString(folder.resolve("target.json"), "{\"path\": \"%s\"}".formatted(database));
    Clock clock = Clock.fixed(sandbox.now(), ZoneOffset.UTC);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--config", "google.json", "--streams", STREAM));
    arguments.addAll(List.of(state));
    String messages = run(new TapGoogleAds(clock, Ticker.SYSTEM), "", arguments);
    String ignored =
        run(
            new TargetDuckdb(),
            messages,
            List.of("--config", "target.json", "--state-file", name + ".state"));
  }

  private String run(Connector<?> connector, String input, List<String> arguments) {
    Cli.Outcome outcome =
        Cli.of(connector).withInput(input).withFolder(folder).run(arguments.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.out();
  }

  /** What a table or view has, without what tells one reading from another. */
  private List<String> rows(String database, String table) throws IOException, SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(database + ".duckdb"));
        Statement statement = connection.createStatement()) {
      if (!table.equals(STREAM)) {
        statement.execute(view());
      }
      try (ResultSet found =
          statement.executeQuery(
              "select concat_ws(' ', _row_key, date, ad_id, device, impressions, clicks,"
                  + " cost_micros, all_conversions) from "
                  + table
                  + " order by all")) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
    }
    return rows;
  }

  /** As the guide has it, but of another report. */
  private static String view() throws IOException {
    Matcher block = VIEW.matcher(Files.readString(GUIDE));
    assertThat(block.find()).isTrue();
    return block.group(1).replace("campaign_performance", STREAM);
  }
}
