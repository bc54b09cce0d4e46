package io.tributary.target.bigquery.standin.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;

/**
 * The database behind the stand-in, whose refusals are in BigQuery's words as far as they have an
 * equal.
 *
 * <p>One connection: who uses it holds the lock of this object, for as long as what it does belongs
 * together.
 */
public final class Duck implements AutoCloseable {
  private static final Pattern UNKNOWN =
      Pattern.compile("Referenced (?:column|table) \"([^\"]+)\" not found");
  private static final Pattern NULL = Pattern.compile("NOT NULL constraint failed: .*\\.(.+)");

  private final Connection connection;
  private boolean isInTransaction;

  /** What reads a result. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  public Duck() {
    try {
      // Asked by name: the manager of drivers would try others.
      connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    run("SET TimeZone = 'UTC'");
    run("SET threads = 1");
  }

  /** Runs a statement; returns how many rows it changed. */
  public synchronized long run(String sql) {
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

  public synchronized <T> T query(String sql, Reader<T> reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reader.read(rows);
    } catch (SQLException e) {
      throw refused(e, sql);
    }
  }

  /** The values of a query's rows, as text. */
  public List<List<String>> texts(String sql) {
    return query(
        sql,
        rows -> {
          List<List<String>> all = new ArrayList<>();
          while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              row.add(String.valueOf(rows.getString(i)));
            }
            all.add(row);
          }
          return all;
        });
  }

  /** All of it or nothing; within a transaction that is open, a part of it. */
  public synchronized void atOnce(Runnable work) {
    if (isInTransaction) {
      work.run();
      return;
    }
    begin();
    boolean done = false;
    try {
      work.run();
      done = true;
    } finally {
      end(done);
    }
  }

  public synchronized void begin() {
    run("BEGIN");
    isInTransaction = true;
  }

  /** Ends a transaction, whose work is kept or not. */
  public synchronized void end(boolean isKept) {
    isInTransaction = false;
    run(isKept ? "COMMIT" : "ROLLBACK");
  }

  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static ApiError refused(SQLException e, String sql) {
    String words = String.valueOf(e.getMessage());
    String first = words.lines().findFirst().orElse("");
    Matcher unknown = UNKNOWN.matcher(words);
    if (unknown.find()) {
      return ApiError.query("Unrecognized name: " + unknown.group(1));
    }
    Matcher absent = NULL.matcher(first);
    if (absent.find()) {
      return ApiError.query("Required field " + absent.group(1) + " cannot be null");
    }
    if (words.contains("cannot affect the same target row more than once")) {
      return ApiError.query("UPDATE/MERGE must match at most one source row for each target row");
    }
    return ApiError.query(first + " [" + sql + "]");
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
