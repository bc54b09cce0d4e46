package io.tributary.treasury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.treasury.Account.Invoices;
import io.tributary.treasury.Answer.Elsewhere;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void makesEmptyTables() throws SQLException, IOException {
    run(
        "CREATE TABLE account (default_currency VARCHAR)",
        "CREATE TABLE currencies (currency VARCHAR, minor_units BIGINT)",
        "CREATE TABLE charges (id VARCHAR, metadata JSON)",
        "CREATE TABLE refunds (id VARCHAR, charge VARCHAR)",
        "CREATE TABLE disputes (id VARCHAR, charge VARCHAR)",
        "CREATE TABLE balance_transactions (source VARCHAR, net BIGINT, currency VARCHAR,"
            + " reporting_category VARCHAR, created TIMESTAMPTZ)",
        "CREATE TABLE invoices (metadata JSON, status VARCHAR, due_date TIMESTAMPTZ,"
            + " status_transitions JSON)",
        "INSERT INTO account VALUES ('kwd')",
        "INSERT INTO currencies VALUES ('kwd', 3), ('usd', 2), ('jpy', 0)");
    Files.writeString(
        folder.resolve("it's a census.csv"),
        """
        kingdom_code,kingdom,population,dominant_trade,median_age,literacy,urban_share
        K01,Aldermark,1000,silk,31.5,0.812,0.300
        K02,Galdería,2000,fishing,28.0,0.410,0.120
        """);
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("a.duckdb"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Answer ask() throws SQLException {
    try (Ledger ledger = Ledger.open(folder.resolve("a.duckdb"))) {
      ledger.loadCensus(folder.resolve("it's a census.csv"));
      ledger.judgeAt(NOW);
      return ledger.ask();
    }
  }

  @Test
  void countsWhatIsLeftAfterRefundsAndDisputesInWholeCoins() throws SQLException {
    run(
        """
        INSERT INTO charges VALUES
          ('ch_1', '{"kingdom_code": "K01"}'), ('ch_2', '{"kingdom_code": "K02"}'),
          ('ch_3', '{"KINGDOM_CODE": "K02"}'), ('ch_4', '{"kingdom_code": "K99"}')
        """,
        "INSERT INTO refunds VALUES ('re_1', 'ch_1')",
        "INSERT INTO disputes VALUES ('du_1', 'ch_2')",
        """
        INSERT INTO balance_transactions VALUES
          ('ch_1', 100010, 'kwd', 'charge', '2026-10-01T00:00:00Z'),
          ('re_1', -40000, 'kwd', 'refund', '2026-10-02T00:00:00Z'),
          ('re_1', 1, 'kwd', 'refund_failure', '2026-10-03T00:00:00Z'),
          ('ch_2', 70000, 'kwd', 'charge', '2026-10-04T00:00:00Z'),
          ('du_1', -75000, 'kwd', 'dispute', '2026-10-05T00:00:00Z'),
          ('du_1', 70002, 'kwd', 'dispute_reversal', '2026-10-06T00:00:00Z'),
          ('ch_3', 500, 'kwd', 'charge', '2026-10-07T00:00:00Z'),
          ('ch_4', 250, 'kwd', 'charge', '2026-10-08T00:00:00Z'),
          ('ch_1', 999999, 'usd', 'charge', '2026-10-09T00:00:00Z'),
          ('po_1', -100000, 'kwd', 'payout', '2026-10-31T23:59:59Z')
        """);

    Answer answer = ask();

    assertThat(answer.accounts())
        .extracting(account -> account.kingdom().name(), Account::gold)
        .containsExactly(
            tuple("Aldermark", new BigDecimal("60.011")),
            tuple("Galdería", new BigDecimal("65.002")));
    assertThat(answer.elsewhere())
        .isEqualTo(new Elsewhere(new BigDecimal("0.750"), new Invoices(0, 0)));
    assertThat(answer.currency()).isEqualTo("KWD");
    assertThat(answer.until()).contains(LocalDate.of(2026, 10, 31));
    assertThat(answer.realm().gold()).isEqualByComparingTo("125.013");
  }

  @Test
  void judgesFinalisedInvoicesThatHaveFallenDue() throws SQLException {
    List<String> transitions =
        List.of(
            "'paid', '2026-10-10T00:00:00Z', '2026-10-10T00:00:00Z'", // at the last moment
            "'paid', '2026-10-10T00:00:00Z', '2026-10-10T00:00:01Z'", // a second late
            "'open', '2026-11-01T00:00:00Z', null", // fell due this second
            "'open', '2026-11-01T00:00:01Z', null", // not due yet
            "'void', '2026-10-10T00:00:00Z', null",
            "'paid', null, '2026-10-10T00:00:00Z'"); // charged at once
    for (String invoice : transitions) {
      String[] parts = invoice.split(", ", -1);
      run(
          "INSERT INTO invoices VALUES ('{\"kingdom_code\": \"K01\"}', %s, %s, json_object('finalized_at', '2026-10-01T00:00:00Z', 'paid_at', %s))"
              .formatted(parts[0], parts[1], parts[2]));
    }
    run(
        "INSERT INTO invoices VALUES ('{}', 'draft', '2026-10-10T00:00:00Z', '{\"finalized_at\": null}')",
        "INSERT INTO invoices VALUES (null, 'uncollectible', '2026-10-10T00:00:00Z',"
            + " '{\"finalized_at\": \"2026-10-01T00:00:00Z\", \"paid_at\": null}')");

    Answer answer = ask();

    assertThat(answer.accounts().get(0).invoices()).isEqualTo(new Invoices(3, 1));
    assertThat(answer.accounts().get(1).invoices()).isEqualTo(new Invoices(0, 0));
    assertThat(answer.elsewhere().invoices()).isEqualTo(new Invoices(1, 0));
  }

  @Test
  void readsTheCensusAnew() throws SQLException, IOException {
    ask();
    Files.writeString(
        folder.resolve("it's a census.csv"),
        """
        kingdom_code,kingdom,population,dominant_trade,median_age,literacy,urban_share
        K07,Lulwah,5,banking,31.5,0.812,0.300
        """);

    Answer answer = ask();

    assertThat(answer.accounts())
        .extracting(account -> account.kingdom().name())
        .containsExactly("Lulwah");
  }
}
