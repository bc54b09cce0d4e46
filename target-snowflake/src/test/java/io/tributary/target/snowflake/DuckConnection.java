package io.tributary.target.snowflake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A connection to DuckDB, whose refusals are in Snowflake's words as far as they have an equal. */
final class DuckConnection implements AutoCloseable {
  private final Connection connection;

  DuckConnection(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement; returns what it changed, or the number that it answered. */
  long run(String sql) {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          return rows.next() ? rows.getLong(1) : 0;
        }
      }
      return Math.max(0, statement.getLargeUpdateCount());
    } catch (SQLException e) {
      throw refused(e, sql);
    }
  }

  List<List<String>> query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    } catch (SQLException e) {
      throw refused(e, sql);
    }
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static Refusal refused(SQLException e, String sql) {
    String words = String.valueOf(e.getMessage());
    boolean isConversion = words.toLowerCase(Locale.ROOT).contains("conversion error");
    return isConversion
        ? new Refusal("100038", "22018", "Numeric value 'x' is not recognized")
        : new Refusal("001003", "42000", words.lines().findFirst().orElse("") + " in " + sql);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
