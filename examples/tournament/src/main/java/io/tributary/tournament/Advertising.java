package io.tributary.tournament;

import io.tributary.tournament.Answer.Campaign;
import io.tributary.treasury.page.Page;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The database that payments and advertisements were loaded into. */
final class Advertising implements AutoCloseable {
  private final Connection connection;

  private Advertising(Connection connection) {
    this.connection = connection;
  }

  static Advertising open(Path database) throws SQLException {
    return new Advertising(DriverManager.getConnection("jdbc:duckdb:" + database));
  }

  /** The question as a person would paste it into any DuckDB shell. */
  static String question() {
    return Page.text(Advertising.class, "tournament.sql");
  }

  /** Makes the tables of sign-ups, tournaments, rates and the other service what the files say. */
  void loadTables(Path folder) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET VARIABLE folder = '" + folder.toString().replace("'", "''") + "'");
      statement.execute(Page.text(Advertising.class, "tables.sql"));
    }
  }

  Answer ask() throws SQLException {
    Map<String, Outcome> totals = new LinkedHashMap<>();
    Map<String, Map<LocalDate, Outcome>> weeks = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question())) {
      while (rows.next()) {
        String key = rows.getString("source") + "/" + rows.getString("campaign");
        LocalDate week = rows.getObject("week", LocalDate.class);
        if (week == null) {
          totals.put(key, outcome(rows));
        } else {
          weeks.computeIfAbsent(key, absent -> new TreeMap<>()).put(week, outcome(rows));
        }
      }
    }
    List<Campaign> campaigns = new ArrayList<>();
    totals.forEach(
        (key, total) -> {
          int slash = key.indexOf('/');
          campaigns.add(
              new Campaign(
                  key.substring(0, slash),
                  key.substring(slash + 1),
                  total,
                  weeks.getOrDefault(key, Map.of())));
        });
    return new Answer(campaigns);
  }

  private static Outcome outcome(ResultSet row) throws SQLException {
    return new Outcome(
        row.getBigDecimal("cost"),
        row.getBigDecimal("revenue"),
        row.getLong("sign_ups"),
        row.getLong("players"));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
