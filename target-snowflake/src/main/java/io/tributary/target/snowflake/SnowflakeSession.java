package io.tributary.target.snowflake;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import net.snowflake.client.api.connection.SnowflakeConnection;
import net.snowflake.client.api.statement.SnowflakeStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session that a run works in. When a statement's answer is lost, it asks, in a new session
 * that takes its place, what became of the statement.
 */
final class SnowflakeSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnowflakeSession.class);

  private final TargetSnowflake.Config config;
  private final SnowflakeErrors errors;
  private final String database;
  private final String run;
  private final QueryTag tag;
  private Connection connection;
  private String current;
  private boolean isBroken;
  private int marks;

  /**
   * @param run what this run is called: no other is
   */
  SnowflakeSession(
      TargetSnowflake.Config config, SnowflakeErrors errors, Dialect dialect, String run) {
    this.config = config;
    this.errors = errors;
    this.database = dialect.quoted(config.session().database());
    this.run = run;
    this.tag = new QueryTag(config, dialect.identifiers(), run);
    this.current = tag.ofRun();
    this.connection = connect();
  }

  private Connection connect() {
    return new SnowflakeLogin(config, tag.ofRun()).connect();
  }

  /** The statements that follow load a stream, until {@link #endLoading}. */
  void beginLoading(String stream) {
    current = tag.of(stream);
  }

  void endLoading() {
    current = tag.ofRun();
  }

  /** A statement; its tag is sent with it, so that it takes no request of its own. */
  Statement statement() throws SQLException {
    Statement statement = connection.createStatement();
    if (!current.equals(tag.ofRun())) {
      statement.unwrap(SnowflakeStatement.class).setParameter(QueryTag.PARAMETER, current);
    }
    return statement;
  }

  /** Whether nobody answers any more. */
  boolean isBroken() {
    return isBroken;
  }

  /** What a statement counts: the rows that it changed, or the number that it answered. */
  long count(String sql) throws SQLException {
    try (Statement statement = statement()) {
      if (!statement.execute(sql)) {
        return statement.getLargeUpdateCount();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() && rows.getMetaData().getColumnType(1) != java.sql.Types.VARCHAR
            ? rows.getLong(1)
            : 0;
      }
    }
  }

  /**
   * The text that a query answers.
   *
   * @throws SingerException.Destination if it fails, or is not answered
   */
  String text(String query) {
    try (Statement statement = statement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      isBroken = SnowflakeErrors.isAmbiguous(e);
      throw errors.of(e, query);
    }
  }

  /**
   * What a statement counts that may be sent again by the next run, whatever became of it.
   *
   * @throws SingerException.Destination if it fails, or is not answered
   */
  long run(String sql) {
    return run(sql, e -> errors.of(e, sql));
  }

  /**
   * The same.
   *
   * @param failure what to say if it fails
   */
  long run(String sql, Function<SQLException, SingerException.Destination> failure) {
    try {
      return count(sql);
    } catch (SQLException e) {
      isBroken = SnowflakeErrors.isAmbiguous(e);
      throw failure.apply(e);
    }
  }

  /**
   * What a statement counts that must not be done twice. If its answer is lost, Snowflake is asked.
   *
   * @param undone what to do, and count, if it says that the statement was not done
   * @throws SingerException.Destination if the statement fails, or nobody can say what became of it
   */
  long settled(String sql, ToLongFunction<SQLException> undone) {
    String mark = mark();
    String number = number();
    try {
      return count(marked(sql, mark));
    } catch (SQLException e) {
      if (!SnowflakeErrors.isAmbiguous(e)) {
        throw errors.of(e, sql);
      }
      OptionalLong counted = asked(e, sql, number, mark);
      return counted.isPresent() ? counted.getAsLong() : undone.applyAsLong(e);
    }
  }

  private OptionalLong asked(SQLException because, String sql, String number, String mark) {
    LOG.warn("the connection broke; Snowflake is asked what became of the last statement");
    try {
      closeQuietly(because);
      connection = connect();
      return new History(connection, database).changed(number, mark);
    } catch (SQLException | SingerException.Destination e) {
      because.addSuppressed(e);
      isBroken = true;
      throw errors.unknown(because, sql);
    }
  }

  /** What no other statement has in it. */
  private String mark() {
    return "/* tributary " + run + " " + ++marks + " */";
  }

  /** The mark after the first word: the history cuts long texts, and drops what comes before. */
  private static String marked(String sql, String mark) {
    int space = sql.indexOf(' ');
    return space < 0
        ? sql + " " + mark
        : sql.substring(0, space) + " " + mark + sql.substring(space);
  }

  private String number() {
    try {
      return connection.unwrap(SnowflakeConnection.class).getSessionID();
    } catch (SQLException e) {
      throw errors.of(e, "");
    }
  }

  private void closeQuietly(SQLException because) {
    try {
      connection.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
