package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A database in memory that executes statements, with the least dialect that it understands. */
final class Duck implements AutoCloseable {
  static final Dialect DIALECT =
      new Dialect(
          "DuckDB",
          new Identifiers(
              name -> '"' + name.replace("\"", "\"\"") + '"',
              name -> name,
              name -> name.toLowerCase(Locale.ROOT),
              20),
          new Types(
              Duck::spelled,
              type -> Optional.empty(),
              (value, type) -> value,
              (value, from, to) -> "CAST(" + value + " AS " + spelled(to) + ")"),
          TableName.of("main", "staged"),
          Sql::merge,
          Reshaping.STANDARD);

  private final Connection connection;

  Duck() throws SQLException {
    connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
  }

  private static String spelled(ColumnType type) {
    return switch (type.kind()) {
      case INTEGER -> "BIGINT";
      case DECIMAL, NUMBER -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      default -> "VARCHAR";
    };
  }

  /** Executes a statement, and answers what it counts. */
  long run(Statement statement) throws SQLException {
    try (var prepared = statement.on(connection)) {
      prepared.execute();
      return prepared.getLargeUpdateCount();
    }
  }

  void run(String sql) throws SQLException {
    run(Statement.of(sql));
  }

  /** The rows that a query answers, as texts. */
  List<List<String>> rows(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        all.add(row);
      }
      return all;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
