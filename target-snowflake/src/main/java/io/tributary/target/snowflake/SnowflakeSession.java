package io.tributary.target.snowflake;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
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

  java.sql.Statement statement() throws SQLException {
    return tagged(connection.createStatement());
  }

  /** The tag is sent with the statement, so that it takes no request of its own. */
  private <S extends java.sql.Statement> S tagged(S statement) throws SQLException {
    if (!current.equals(tag.ofRun())) {
      statement.unwrap(SnowflakeStatement.class).setParameter(QueryTag.PARAMETER, current);
    }
    return statement;
  }

  /** What a query answers in the first column of its first row. */
  Optional<String> answer(Statement query) {
    try (PreparedStatement prepared = tagged(query.on(connection));
        ResultSet rows = prepared.executeQuery()) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      isBroken = SnowflakeErrors.isAmbiguous(e);
      throw errors.of(e, query.sql());
    }
  }

  /** Whether nobody answers any more. */
  boolean isBroken() {
    return isBroken;
  }

  /** What a statement counts: the rows that it changed, or the number that it answered. */
  long count(String sql) throws SQLException {
    try (java.sql.Statement statement = statement()) {
      return counted(statement, statement.execute(sql));
    }
  }

  /** The same, of a statement that may have values. */
  long count(Statement statement) throws SQLException {
    if (statement.values().isEmpty()) {
      return count(statement.sql());
    }
    try (PreparedStatement prepared = tagged(statement.on(connection))) {
      return counted(prepared, prepared.execute());
    }
  }

  private static long counted(java.sql.Statement done, boolean isQuery) throws SQLException {
    if (!isQuery) {
      return done.getLargeUpdateCount();
    }
    try (ResultSet rows = done.getResultSet()) {
      return rows.next() && rows.getMetaData().getColumnType(1) != java.sql.Types.VARCHAR
          ? rows.getLong(1)
          : 0;
    }
  }

  /**
   * What a statement counts that may be sent again by the next run, whatever became of it.
   *
   * @throws SingerException.Destination if it fails, or is not answered
   */
  long run(String sql) {
    return run(Statement.of(sql));
  }

  /** The same, of a statement that may have values. */
  long run(Statement statement) {
    return run(statement, e -> errors.of(e, statement.sql()));
  }

  /**
   * The same.
   *
   * @param failure what to say if it fails
   */
  long run(Statement statement, Function<SQLException, SingerException.Destination> failure) {
    try {
      return count(statement);
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
  long settled(Statement statement, ToLongFunction<SQLException> undone) {
    String sql = statement.sql();
    String mark = mark();
    String number = number();
    try {
      return count(new Statement(marked(sql, mark), statement.values(), statement.expected()));
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
