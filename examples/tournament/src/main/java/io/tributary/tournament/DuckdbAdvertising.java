package io.tributary.tournament;

import io.tributary.treasury.page.Page;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;

/** A DuckDB file. */
final class DuckdbAdvertising implements Advertising {
  private final Connection connection;

  private DuckdbAdvertising(Connection connection) {
    this.connection = connection;
  }

  static DuckdbAdvertising open(Path database) throws SQLException {
    return new DuckdbAdvertising(DriverManager.getConnection("jdbc:duckdb:" + database));
  }

  @Override
  public String question() {
    return Page.text(Advertising.class, "tournament.sql");
  }

  @Override
  public void loadTables(Path folder) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET VARIABLE folder = '" + folder.toString().replace("'", "''") + "'");
      statement.execute(Page.text(Advertising.class, "tables.sql"));
    }
  }

  @Override
  public Answer ask() throws SQLException {
    AnswerRows answer = new AnswerRows();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question())) {
      while (rows.next()) {
        answer.add(
            rows.getString("source"),
            rows.getString("campaign"),
            Optional.ofNullable(rows.getObject("week", LocalDate.class)),
            new Outcome(
                rows.getBigDecimal("cost"),
                rows.getBigDecimal("revenue"),
                rows.getLong("sign_ups"),
                rows.getLong("players")));
      }
    }
    return answer.complete();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
