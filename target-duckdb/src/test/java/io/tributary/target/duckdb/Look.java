package io.tributary.target.duckdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.JdbcRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Looks into a database file, also while this process writes it. */
record Look(Path file) {
  /** The rows of a table; none if it is not there. */
  List<ObjectNode> rows(String table) {
    if (!Files.exists(file)
        || lines("SELECT table_name FROM duckdb_tables()").stream().noneMatch(table::equals)) {
      return List.of();
    }
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + DuckdbDialect.quoted(table))) {
      return JdbcRows.read(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a query answers: a line a row, its values apart by a bar. */
  List<String> lines(String query) {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return JdbcRows.lines(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement of the test's own. */
  void run(String sql) {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    return connection;
  }
}
