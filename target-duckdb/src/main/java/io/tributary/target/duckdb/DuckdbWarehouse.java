package io.tributary.target.duckdb;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.error.SingerException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A DuckDB file, opened for as long as a run takes. */
final class DuckdbWarehouse implements Warehouse {
  private static final Logger LOG = LoggerFactory.getLogger(DuckdbWarehouse.class);

  /** DuckDB compresses and writes so many rows together. */
  private static final long ROW_GROUP = 122_880;

  private final Connection connection;
  private final DuckdbErrors errors;
  private final MemoryLimit memory;
  private final String database;
  private @Nullable Map<String, List<TableColumn>> tables;

  private DuckdbWarehouse(Connection connection, DuckdbErrors errors, MemoryLimit memory)
      throws SQLException {
    this.connection = connection;
    this.errors = errors;
    this.memory = memory;
    this.database = text("SELECT current_database()");
  }

  /** Opens the file to write it; makes it if it is not there. */
  static DuckdbWarehouse open(TargetDuckdb.Config config) {
    Path path = config.path().toAbsolutePath();
    new DuckdbErrors(path).checkPath(true);
    return opened(config, path.toString(), new Properties());
  }

  /** Opens the file to look at it. One that is not there is not made. */
  static DuckdbWarehouse openToRead(TargetDuckdb.Config config) {
    Path path = config.path().toAbsolutePath();
    new DuckdbErrors(path).checkPath(false);
    Properties properties = new Properties();
    if (!Files.exists(path)) {
      return opened(config, "", properties);
    }
    properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
    return opened(config, path.toString(), properties);
  }

  private static DuckdbWarehouse opened(
      TargetDuckdb.Config config, String file, Properties properties) {
    Path path = config.path().toAbsolutePath();
    DuckdbErrors errors = new DuckdbErrors(path);
    MemoryLimit memory = MemoryLimit.of(config.memoryLimitMb());
    Connection connection = null;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:" + file, properties);
      run(connection, settings(config, path));
      run(connection, List.of(memory.sql()));
      return new DuckdbWarehouse(connection, errors, memory);
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw errors.of(e, "");
    } catch (LinkageError e) {
      throw SingerException.Destination.unloadable("DuckDB", 80, e);
    }
  }

  private static List<String> settings(TargetDuckdb.Config config, Path path) {
    Path beside = path.resolveSibling(path.getFileName() + ".tmp");
    Path temporary = config.tempDirectory().orElse(beside).toAbsolutePath();
    return List.of(
        "SET TimeZone = 'UTC'",
        "SET threads = " + config.threads(),
        "SET temp_directory = " + DuckdbDialect.literal(temporary.toString()),
        "SET preserve_insertion_order = false",
        "SET autoinstall_known_extensions = false",
        // A batch is the smaller side of every join; DuckDB cannot know how many rows a file has.
        "SET disabled_optimizers = 'join_order,build_side_probe_side'");
  }

  @Override
  public long rowGroup() {
    return ROW_GROUP;
  }

  /** The name that DuckDB gives the file, by which its tables are found whatever their schema. */
  String database() {
    return database;
  }

  @Override
  public List<TableColumn> columns(TableName table) {
    Map<String, List<TableColumn>> known = tables;
    if (known == null) {
      known = read();
      tables = known;
    }
    return known.getOrDefault(key(table), List.of());
  }

  /** All tables at once: nobody else can change them while the file is open. */
  private Map<String, List<TableColumn>> read() {
    String query =
        "SELECT schema_name, table_name, column_name, data_type, is_nullable FROM duckdb_columns()"
            + " WHERE database_name = "
            + DuckdbDialect.literal(database)
            + " AND NOT internal ORDER BY column_index";
    Map<String, List<TableColumn>> found = new HashMap<>();
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        TableName table = TableName.of(database, rows.getString(1), rows.getString(2));
        found
            .computeIfAbsent(key(table), name -> new ArrayList<>())
            .add(new TableColumn(rows.getString(3), rows.getString(4), rows.getBoolean(5)));
      }
      return found;
    } catch (SQLException e) {
      throw errors.of(e, query);
    }
  }

  private static String key(TableName table) {
    return table.parts().toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Long> execute(List<Statement> statements) {
    while (true) {
      try {
        return attempt(statements);
      } catch (SQLException e) {
        if (!DuckdbErrors.isMemory(e) || !memory.grow()) {
          throw errors.of(e, statements.get(statements.size() - 1).sql());
        }
        LOG.info("DuckDB gets more memory, which this table needs memory_limit_mb={}", memory.mb());
        set(memory.sql());
      }
    }
  }

  /** All of the statements, or none. */
  private List<Long> attempt(List<Statement> statements) throws SQLException {
    run(connection, List.of("BEGIN"));
    try {
      List<Long> counts = new ArrayList<>();
      for (Statement statement : statements) {
        long count = counted(statement);
        if (statement.expected().isPresent() && statement.expected().getAsLong() != count) {
          throw errors.miscounted(statement.sql(), count, statement.expected().getAsLong());
        }
        counts.add(count);
      }
      run(connection, List.of("COMMIT"));
      return counts;
    } catch (SQLException | SingerException.Destination e) {
      rollBack(e);
      throw e;
    }
  }

  private long counted(Statement statement) throws SQLException {
    try {
      if (!statement.values().isEmpty()) {
        try (PreparedStatement prepared = statement.on(connection)) {
          return count(prepared, prepared.execute());
        }
      }
      // What is prepared is planned twice, which costs more than loading a small batch.
      try (java.sql.Statement direct = connection.createStatement()) {
        return count(direct, direct.execute(statement.sql()));
      }
    } catch (SQLException e) {
      if (DuckdbErrors.isMemory(e)) {
        throw e;
      }
      throw errors.of(e, statement.sql());
    }
  }

  private static long count(java.sql.Statement executed, boolean query) throws SQLException {
    if (!query) {
      return executed.getLargeUpdateCount();
    }
    try (ResultSet rows = executed.getResultSet()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  @Override
  public Optional<String> answer(Statement query) {
    try (PreparedStatement prepared = query.on(connection);
        ResultSet rows = prepared.executeQuery()) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw errors.of(e, query.sql());
    }
  }

  private void set(String sql) {
    try {
      run(connection, List.of(sql));
    } catch (SQLException e) {
      throw errors.of(e, sql);
    }
  }

  private String text(String query) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void rollBack(Exception because) {
    try (java.sql.Statement sql = connection.createStatement()) {
      sql.execute("ROLLBACK");
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void copy(Batch batch, Table staged) {
    set(StagedFiles.view(batch, staged));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw errors.of(e, "");
    }
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    for (String sql : statements) {
      try (java.sql.Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private static void closeQuietly(@Nullable Connection connection, SQLException because) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
