package io.tributary.target.snowflake;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Statement;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableColumn;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Warehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import net.snowflake.client.api.connection.SnowflakeConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with Snowflake, for as long as a run takes.
 *
 * <p>A batch takes four requests: its files are sent, the staging table is made, the files are
 * copied into it, and one statement, a transaction by itself, puts the rows into the stream's
 * table.
 */
final class SnowflakeWarehouse implements Warehouse {
  private static final Logger LOG = LoggerFactory.getLogger(SnowflakeWarehouse.class);

  private final TargetSnowflake.Config config;
  private final SnowflakeErrors errors;
  private final Dialect dialect;
  private final BatchStage stage;
  private final boolean mayWrite;
  private Connection connection;
  private @Nullable Staged last;
  private boolean leavesFiles;
  private boolean isBroken;
  private int marks;

  /** The batch that was copied last. */
  private record Staged(Batch batch, Table table, String name) {}

  private SnowflakeWarehouse(TargetSnowflake.Config config, boolean mayWrite) {
    SnowflakeDialect spelling = new SnowflakeDialect(config);
    this.config = config;
    this.errors = new SnowflakeErrors(config);
    this.dialect = spelling.dialect();
    this.stage =
        new BatchStage(
            spelling,
            Instant.now(),
            ThreadLocalRandom.current().nextInt(),
            config.cleanUpBatchFiles());
    this.mayWrite = mayWrite;
    this.connection = new SnowflakeLogin(config).connect();
  }

  static SnowflakeWarehouse open(TargetSnowflake.Config config) {
    return new SnowflakeWarehouse(config, true);
  }

  /** Opens a session that changes nothing. */
  static SnowflakeWarehouse openToRead(TargetSnowflake.Config config) {
    return new SnowflakeWarehouse(config, false);
  }

  @Override
  public RowFormat format() {
    return RowFormat.QUOTED;
  }

  @Override
  public List<TableColumn> columns(TableName table) {
    List<TableColumn> columns = described(table);
    List<String> unfinished = SnowflakeWidening.unfinished(dialect.quoted(table), columns);
    if (unfinished.isEmpty() || !mayWrite) {
      return columns;
    }
    LOG.info("completes the widening of columns that an earlier run began table={}", table);
    execute(unfinished.stream().map(Statement::of).toList());
    return described(table);
  }

  private List<TableColumn> described(TableName table) {
    String query = "DESCRIBE TABLE " + dialect.quoted(table);
    List<TableColumn> columns = new ArrayList<>();
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        columns.add(
            new TableColumn(
                rows.getString("name"),
                SnowflakeDialect.plain(rows.getString("type")),
                !rows.getString("null?").equals("N")));
      }
      return columns;
    } catch (SQLException e) {
      if (SnowflakeErrors.isMissing(e)) {
        return List.of();
      }
      throw errors.of(e, query);
    }
  }

  @Override
  public void copy(Batch batch, Table staged) {
    last = new Staged(batch, staged, stage.name(batch));
    leavesFiles = true;
    copyLast();
    leavesFiles = !config.cleanUpBatchFiles();
  }

  private void copyLast() {
    Staged staged = last;
    if (staged == null) {
      throw new IllegalStateException("no batch is staged");
    }
    Path folder = BatchStage.folder(staged.batch());
    try {
      run(stage.put(folder, staged.name()));
    } finally {
      BatchStage.delete(folder);
    }
    run(stage.create(staged.table()));
    String copy = stage.copy(staged.table(), staged.name());
    long count = run(copy);
    if (count != staged.batch().records()) {
      throw errors.miscounted(copy, count, staged.batch().records());
    }
  }

  private long run(String sql) {
    try {
      return count(sql);
    } catch (SQLException e) {
      isBroken = SnowflakeErrors.isAmbiguous(e);
      throw errors.of(e, sql);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Definitions are each a transaction by itself, and so is a lone statement that changes rows:
   * Snowflake has it no other way. What such a statement must count was counted by the copy.
   */
  @Override
  public List<Long> execute(List<Statement> statements) {
    if (!statements.stream().allMatch(SnowflakeWarehouse::isChange)) {
      return inTurn(statements);
    }
    List<Long> counts =
        statements.size() == 1 ? List.of(settled(statements.get(0).sql())) : together(statements);
    last = null;
    return counts;
  }

  private static boolean isChange(Statement statement) {
    return statement.sql().matches("(?s)(MERGE|INSERT|UPDATE|DELETE) .*");
  }

  private List<Long> inTurn(List<Statement> statements) {
    List<Long> counts = new ArrayList<>();
    for (Statement statement : statements) {
      try {
        counts.add(count(statement.sql()));
      } catch (SQLException e) {
        boolean isSchema = statement.sql().startsWith("CREATE SCHEMA IF NOT EXISTS ");
        if (!isSchema || !SnowflakeErrors.isForbidden(e)) {
          throw errors.of(e, statement.sql());
        }
        // Who may make tables in a schema need not be allowed to make schemas.
        counts.add(0L);
      }
    }
    return counts;
  }

  private List<Long> together(List<Statement> statements) {
    String mark = mark();
    String sql = "BEGIN";
    List<Long> counts = new ArrayList<>();
    try {
      count(sql);
      for (Statement statement : statements) {
        sql = statement.sql();
        counts.add(count(sql));
      }
    } catch (SQLException e) {
      rollBack(e);
      throw errors.of(e, sql);
    }
    String session = session();
    try {
      count(marked("COMMIT", mark));
      return counts;
    } catch (SQLException e) {
      if (SnowflakeErrors.isAmbiguous(e) && asked(e, "COMMIT", session, mark).isPresent()) {
        return counts;
      }
      throw errors.of(e, "COMMIT");
    }
  }

  /** What one statement counts; if nobody answers, Snowflake is asked what became of it. */
  private long settled(String sql) {
    String mark = mark();
    String session = session();
    try {
      return count(marked(sql, mark));
    } catch (SQLException e) {
      if (!SnowflakeErrors.isAmbiguous(e)) {
        throw errors.of(e, sql);
      }
      OptionalLong counted = asked(e, sql, session, mark);
      if (counted.isPresent()) {
        return counted.getAsLong();
      }
      LOG.info("what was not done when the connection broke is done again");
      if (last != null) {
        copyLast();
      }
      return run(sql);
    }
  }

  /** Asks in a new session, with which the run goes on. */
  private OptionalLong asked(SQLException because, String sql, String session, String mark) {
    LOG.warn("the connection broke; Snowflake is asked what became of the last statement");
    try {
      closeQuietly(because);
      connection = new SnowflakeLogin(config).connect();
      String database = dialect.quoted(config.session().database());
      return new History(connection, database).changed(session, mark);
    } catch (SQLException | SingerException.Destination e) {
      because.addSuppressed(e);
      isBroken = true;
      throw errors.unknown(because, sql);
    }
  }

  /** What no other statement has in it. */
  private String mark() {
    return "/* tributary " + stage.run() + " " + ++marks + " */";
  }

  /** The mark after the first word: the history cuts long texts, and drops what comes before. */
  private static String marked(String sql, String mark) {
    int space = sql.indexOf(' ');
    return space < 0
        ? sql + " " + mark
        : sql.substring(0, space) + " " + mark + sql.substring(space);
  }

  private String session() {
    try {
      return connection.unwrap(SnowflakeConnection.class).getSessionID();
    } catch (SQLException e) {
      throw errors.of(e, "");
    }
  }

  private long count(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
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

  private void rollBack(SQLException because) {
    try {
      count("ROLLBACK");
    } catch (SQLException e) {
      because.addSuppressed(e);
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
  public void close() {
    try {
      if (leavesFiles && !isBroken && config.cleanUpBatchFiles()) {
        count(stage.removeAll());
      }
      connection.close();
    } catch (SQLException e) {
      throw errors.of(e, "");
    }
  }
}
