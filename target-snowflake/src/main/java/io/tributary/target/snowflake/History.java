package io.tributary.target.snowflake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.OptionalLong;

/** Asks Snowflake what became of a statement that nobody answered. */
final class History {
  /** How often a statement that still runs is waited for, ten seconds each. */
  private static final int PATIENCE = 60;

  private final Connection connection;
  private final String database;

  /**
   * @param connection another session than the one that sent the statement
   * @param database the path of any database: the history is the account's
   */
  History(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  /**
   * Waits until the statement is done.
   *
   * @param session the session that sent it
   * @param mark what its text has in it, and no other's
   * @return the rows that it changed; empty if it changed none, or never arrived
   */
  OptionalLong changed(String session, String mark) throws SQLException {
    String query =
        "SELECT QUERY_ID, EXECUTION_STATUS FROM TABLE("
            + database
            + ".INFORMATION_SCHEMA.QUERY_HISTORY_BY_SESSION(SESSION_ID => "
            + Long.parseLong(session)
            + ", RESULT_LIMIT => 100)) WHERE CONTAINS(QUERY_TEXT, "
            + SnowflakeDialect.literal(mark)
            + ")";
    for (int i = 0; i < PATIENCE; i++) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        if (!rows.next()) {
          return OptionalLong.empty();
        }
        String status = rows.getString(2);
        if (status.equals("SUCCESS")) {
          return OptionalLong.of(count(rows.getString(1)));
        }
        if (status.startsWith("FAIL")) {
          return OptionalLong.empty();
        }
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT SYSTEM$WAIT(10)");
      }
    }
    throw new SQLException("it still runs");
  }

  /**
   * The sum of what a statement counted: rows inserted, and rows updated; COMMIT counts nothing.
   */
  private long count(String id) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT * FROM TABLE(RESULT_SCAN(" + SnowflakeDialect.literal(id) + "))")) {
      long sum = 0;
      if (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          boolean isCount = rows.getMetaData().getColumnType(i) != Types.VARCHAR;
          sum += isCount ? rows.getLong(i) : 0;
        }
      }
      return sum;
    }
  }
}
