package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.JdbcRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * Snowflake on this machine, as far as this target needs one: its HTTP protocol for the real
 * driver, its stage in a folder, and DuckDB for its SQL. What Snowflake cannot do, such as a change
 * of scale, it refuses as well.
 *
 * <p>Thread-safe.
 */
final class StandIn implements AutoCloseable {
  static final String DATABASE = "RAW";

  private final Connection root;
  private final Account account;
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final StandInServer server;

  /**
   * What sessions share.
   *
   * @param stages the folder of the stages
   * @param history every statement that was executed
   * @param grants who was granted something on a table, by its path
   * @param unwanted texts that a copy refuses, by the names of columns
   */
  record Account(
      Path stages,
      List<Executed> history,
      Map<String, List<String>> grants,
      Map<String, String> unwanted) {}

  /** A statement that was executed. */
  record Executed(long session, String sql, Answer answer) {}

  StandIn(Path stages) {
    try {
      // Asked by name: the manager of drivers would load Snowflake's too, in the language of tests.
      root = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
      run("ATTACH ':memory:' AS \"" + DATABASE + "\"");
      run("CREATE SCHEMA IF NOT EXISTS \"" + DATABASE + "\".\"PUBLIC\"");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    account =
        new Account(
            stages,
            new CopyOnWriteArrayList<>(),
            new ConcurrentHashMap<>(),
            new ConcurrentHashMap<>());
    server =
        new StandInServer(
            number -> new StandInSession(number, new DuckConnection(copy()), account), faults);
  }

  /** The settings by which the target finds this. */
  ObjectNode settings() {
    ObjectNode settings = Json.MAPPER.createObjectNode();
    settings.put("account", "standin").put("user", "LOADER").put("password", "never-shown");
    settings.put("host", "127.0.0.1").put("port", server.port());
    settings.put("protocol", "http").put("database", DATABASE);
    return settings;
  }

  void let(Fault fault) {
    faults.add(fault);
  }

  /** A copy refuses the row that has this text in a column. */
  void refuse(String column, String text) {
    account.unwanted().put(column, text);
  }

  /** Every statement that arrived, and every login. */
  List<StandInServer.Arrival> arrivals() {
    return server.arrivals;
  }

  int port() {
    return server.port();
  }

  int uploads() {
    return server.uploads();
  }

  int requests() {
    return server.requests();
  }

  List<String> statements() {
    return arrivals().stream().map(StandInServer.Arrival::sql).toList();
  }

  List<String> grants(String table) {
    return account.grants().computeIfAbsent(table, absent -> new CopyOnWriteArrayList<>());
  }

  /** The files that are on the stages. */
  List<String> staged() {
    return StandInStage.files(account.stages());
  }

  /** Runs a statement of the test's own, in DuckDB's words. */
  void run(String sql) {
    try (Connection connection = copy();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a table; none if it is not there. */
  List<ObjectNode> rows(String schema, String table) {
    String there =
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = '%s' AND schema_name = '%s' AND table_name = '%s'"
            .formatted(DATABASE, schema, table.replace("'", "''"));
    if (lines(there).equals(List.of("0"))) {
      return List.of();
    }
    String path = "\"%s\".\"%s\".".formatted(DATABASE, schema);
    try (Connection connection = copy();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM " + path + SnowflakeDialect.kept(table))) {
      return JdbcRows.read(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a query of the test's own answers: a line a row, its values apart by a bar. */
  List<String> lines(String query) {
    try (Connection connection = copy();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return JdbcRows.lines(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection copy() {
    try {
      Connection connection = root.unwrap(DuckDBConnection.class).duplicate();
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The statements that arrived, each by its first words. */
  String traffic() {
    return statements().stream()
        .map(
            sql ->
                sql.startsWith("PUT ")
                    ? "PUT"
                    : Arrays.stream(sql.replaceFirst(" /\\*[^*]*\\*/", "").split("\\s+", 3))
                        .limit(2)
                        .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    server.close();
    try {
      root.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
