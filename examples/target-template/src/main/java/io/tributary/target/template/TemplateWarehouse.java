package io.tributary.target.template;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.sql.CarriedColumn;
import io.tributary.singer.sql.Statement;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableColumn;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The database, open for as long as a run takes. */
final class TemplateWarehouse implements Warehouse {
  private final Connection connection;
  private final String database;

  private TemplateWarehouse(Connection connection) throws SQLException {
    this.connection = connection;
    this.database = connection.getCatalog();
    run("SET TimeZone = 'UTC'");
  }

  static TemplateWarehouse open(Path path) {
    return connected("jdbc:duckdb:" + path.toAbsolutePath());
  }

  /** Opens the database to look at it; one that is not there is not made. */
  static TemplateWarehouse openToRead(Path path) {
    return Files.exists(path) ? open(path) : connected("jdbc:duckdb:");
  }

  private static TemplateWarehouse connected(String url) {
    try {
      return new TemplateWarehouse(DriverManager.getConnection(url));
    } catch (SQLException e) {
      throw failure("the database cannot be opened", e);
    }
  }

  /** The name of the database, with which the path of a table begins. */
  String database() {
    return database;
  }

  // tag::columns[]
  @Override
  public List<TableColumn> columns(TableName table) {
    String query =
        "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE "
            + "lower(schema_name) = lower("
            + TemplateDialect.literal(table.schema().name())
            + ") AND lower(table_name) = lower("
            + TemplateDialect.literal(table.name())
            + ") ORDER BY column_index";
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<TableColumn> columns = new ArrayList<>();
      while (rows.next()) {
        columns.add(new TableColumn(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
      }
      return columns;
    } catch (SQLException e) {
      throw failure(table + ": its columns cannot be read", e);
    }
  }

  // end::columns[]

  // tag::execute[]
  @Override
  public List<Long> execute(List<Statement> statements) {
    String current = "BEGIN";
    try {
      run(current);
      List<Long> counts = new ArrayList<>();
      for (Statement statement : statements) {
        current = statement.sql();
        long count = counted(statement);
        if (statement.expected().orElse(count) != count) {
          throw new SQLException(count + " rows, and not " + statement.expected().getAsLong());
        }
        counts.add(count);
      }
      current = "COMMIT";
      run(current);
      return counts;
    } catch (SQLException e) {
      rollBack(e);
      throw failure(current, e);
    }
  }

  // end::execute[]

  private void rollBack(SQLException because) {
    try {
      run("ROLLBACK");
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Counts the rows that a statement changes, or answers the number that it selects. */
  private long counted(Statement statement) throws SQLException {
    try (PreparedStatement prepared = statement.on(connection)) {
      if (!prepared.execute()) {
        return prepared.getLargeUpdateCount();
      }
      try (ResultSet rows = prepared.getResultSet()) {
        return rows.next() && rows.getObject(1) instanceof Number number ? number.longValue() : 0;
      }
    }
  }

  // tag::answer[]
  @Override
  public Optional<String> answer(Statement query) {
    try (PreparedStatement prepared = query.on(connection);
        ResultSet rows = prepared.executeQuery()) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw failure(query.sql(), e);
    }
  }

  // end::answer[]

  // tag::copy[]
  /** A view on the files is enough where the database can read them; others load them here. */
  @Override
  public void copy(Batch batch, Table staged) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(Carried.values()).map(CarriedColumn::of).forEach(columns::add);
    columns.addAll(staged.columns());
    String sql =
        "CREATE OR REPLACE TEMPORARY VIEW "
            + TemplateDialect.DIALECT.quoted(staged.name())
            + " AS SELECT "
            + columns.stream().map(TemplateWarehouse::value).collect(Collectors.joining(", "))
            + " FROM read_csv(["
            + batch.files().stream()
                .map(file -> TemplateDialect.literal(file.toAbsolutePath().toString()))
                .collect(Collectors.joining(", "))
            + "], auto_detect = false, header = false, compression = 'zstd', delim = '\u001f',"
            + " quote = '\u0001', escape = '\u0001', new_line = '\\n', nullstr = '',"
            + " allow_quoted_nulls = false, max_line_size = "
            + Math.max(2 << 20, batch.longestRow() + 1024)
            + ", columns = {"
            + columns.stream().map(TemplateWarehouse::written).collect(Collectors.joining(", "))
            + "})";
    try {
      run(sql);
    } catch (SQLException e) {
      throw failure(staged.name() + ": its rows cannot be read", e);
    }
  }

  // end::copy[]

  /** A column of the file, and the type of what stands there. */
  private static String written(Column column) {
    ColumnType type = column.type();
    String spelled =
        switch (type.kind()) {
          case TIMESTAMP -> "BIGINT";
          case BINARY, OBJECT, ARRAY, ANY -> "VARCHAR";
          case BOOLEAN, INTEGER, DECIMAL, NUMBER, STRING, DATE, TIME ->
              TemplateDialect.spelled(type);
        };
    return TemplateDialect.literal(column.name()) + ": " + TemplateDialect.literal(spelled);
  }

  /** What the file's value stands for. */
  private static String value(Column column) {
    String name = TemplateDialect.quoted(column.name());
    return switch (column.type().kind()) {
      case TIMESTAMP -> "make_timestamptz(" + name + ") AS " + name;
      case BINARY -> "unhex(" + name + ") AS " + name;
      default -> name;
    };
  }

  private static SingerException.Destination failure(String what, SQLException e) {
    return new SingerException.Destination(what + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("the database cannot be closed", e);
    }
  }
}
