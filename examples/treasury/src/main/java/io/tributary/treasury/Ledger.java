package io.tributary.treasury;

import io.tributary.treasury.Account.Invoices;
import io.tributary.treasury.Account.Kingdom;
import io.tributary.treasury.Account.People;
import io.tributary.treasury.Answer.Elsewhere;
import io.tributary.treasury.page.Page;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The database that the payments were loaded into. */
final class Ledger implements AutoCloseable {
  private final Connection connection;

  private Ledger(Connection connection) {
    this.connection = connection;
  }

  static Ledger open(Path database) throws SQLException {
    return new Ledger(DriverManager.getConnection("jdbc:duckdb:" + database));
  }

  /** The question as a person would paste it into any DuckDB shell. */
  static String question() {
    return Page.text(Ledger.class, "treasury.sql");
  }

  /** Makes the table {@code census} what the file says. */
  void loadCensus(Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET VARIABLE census = '" + file.toString().replace("'", "''") + "'");
      statement.execute(Page.text(Ledger.class, "census.sql"));
    }
  }

  /** From now on invoices are judged by this moment, not by the present. */
  void judgeAt(Instant asOf) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET VARIABLE as_of = '" + asOf + "'");
    }
  }

  Answer ask() throws SQLException {
    List<Account> accounts = new ArrayList<>();
    Elsewhere elsewhere = Elsewhere.NOTHING;
    String currency = "";
    LocalDate until = null;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question())) {
      while (rows.next()) {
        currency = rows.getString("currency");
        until = rows.getObject("until", LocalDate.class);
        BigDecimal gold = rows.getBigDecimal("net_gold");
        Invoices invoices = new Invoices(rows.getLong("invoices_due"), rows.getLong("on_time"));
        if (rows.getString("kingdom") == null) {
          elsewhere = new Elsewhere(gold, invoices);
        } else {
          accounts.add(new Account(kingdom(rows), gold, invoices));
        }
      }
    }
    return new Answer(currency, Optional.ofNullable(until), accounts, elsewhere);
  }

  private static Kingdom kingdom(ResultSet row) throws SQLException {
    return new Kingdom(
        row.getString("kingdom_code"),
        row.getString("kingdom"),
        row.getLong("population"),
        new People(
            row.getString("dominant_trade"),
            row.getBigDecimal("median_age"),
            row.getBigDecimal("literacy"),
            row.getBigDecimal("urban_share")));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
