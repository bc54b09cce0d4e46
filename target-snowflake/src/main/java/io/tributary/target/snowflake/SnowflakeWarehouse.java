package io.tributary.target.snowflake;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.KeyBounds;
import io.tributary.singer.sql.Statement;
import io.tributary.singer.sql.Step;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableColumn;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Warehouse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snowflake, for as long as a run takes.
 *
 * <p>A batch takes four requests: its files are sent, the staging table is made, the files are
 * copied into it, and one statement, a transaction by itself, puts the rows into the stream's
 * table.
 */
final class SnowflakeWarehouse implements Warehouse {
  private static final Logger LOG = LoggerFactory.getLogger(SnowflakeWarehouse.class);

  private static final long MB = 1_000_000;

  private final TargetSnowflake.Config config;
  private final SnowflakeErrors errors;
  private final Dialect dialect;
  private final BatchStage stage;
  private final SnowflakeSession session;
  private final boolean mayWrite;
  private @Nullable Staged last;
  private boolean leavesFiles;

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
    this.session = new SnowflakeSession(config, errors, dialect, stage.run());
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
    List<Step> unfinished = SnowflakeDialect.WIDENING.unfinished(dialect, table, columns);
    if (unfinished.isEmpty() || !mayWrite) {
      return columns;
    }
    LOG.info("completes the widening of columns that an earlier run began table={}", table);
    define(unfinished);
    return described(table);
  }

  private List<TableColumn> described(TableName table) {
    String query = "DESCRIBE TABLE " + dialect.quoted(table);
    List<TableColumn> columns = new ArrayList<>();
    try (java.sql.Statement statement = session.statement();
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
    session.beginLoading(batch.schema().stream());
    copyLast();
    leavesFiles = !config.cleanUpBatchFiles();
  }

  private void copyLast() {
    Staged staged = last;
    if (staged == null) {
      throw new IllegalStateException("no batch is staged");
    }
    try (PutFolder folder = PutFolder.of(staged.batch(), config.stageFileSizeMb() * MB)) {
      session.run(stage.put(folder.path(), staged.name()));
    }
    session.run(stage.create(staged.table()));
    String copy = stage.copy(staged.table(), staged.name());
    RefusedRows refused = new RefusedRows(session, errors, staged.batch(), staged.table());
    String validation = stage.validation(staged.table(), staged.name());
    long count = session.run(Statement.of(copy), e -> refused.failure(e, copy, validation));
    if (count != staged.batch().records()) {
      throw errors.miscounted(copy, count, staged.batch().records());
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each is a transaction by itself.
   */
  @Override
  public void define(List<Step> steps) {
    for (Statement statement : Step.statements(steps)) {
      try {
        session.count(statement);
      } catch (SQLException e) {
        boolean isSchema = statement.sql().startsWith("CREATE SCHEMA IF NOT EXISTS ");
        if (!isSchema || !SnowflakeErrors.isForbidden(e)) {
          throw errors.of(e, statement.sql());
        }
        // Who may make tables in a schema need not be allowed to make schemas.
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A lone statement is a transaction by itself. Where it counts what it must not, there is
   * nothing to undo: the rows of a batch were counted by the copy, and a state that is not kept
   * changes no row.
   */
  @Override
  public List<Long> execute(List<Statement> statements) {
    KeyBounds.Known known =
        KeyBounds.known(statements, query -> session.answer(query).orElseThrow());
    List<Long> counts =
        known.statements().size() == 1
            ? List.of(alone(known.statements().get(0)))
            : together(known.statements());
    last = null;
    session.endLoading();
    return known.counts(counts);
  }

  private List<Long> together(List<Statement> statements) {
    String sql = "BEGIN";
    List<Long> counts = new ArrayList<>();
    try {
      session.count(sql);
      for (Statement statement : statements) {
        sql = statement.sql();
        counts.add(expected(statement, session.count(statement)));
      }
    } catch (SQLException e) {
      rollBack(e);
      throw errors.of(e, sql);
    } catch (SingerException.Destination e) {
      rollBack(e);
      throw e;
    }
    session.settled(
        Statement.of("COMMIT"),
        e -> {
          throw errors.of(e, "COMMIT");
        });
    return counts;
  }

  /** What one statement counts, a transaction by itself. */
  private long alone(Statement statement) {
    long count =
        session.settled(
            statement,
            e -> {
              LOG.info("what was not done when the connection broke is done again");
              if (last != null) {
                copyLast();
              }
              return session.run(statement);
            });
    return expected(statement, count);
  }

  private long expected(Statement statement, long count) {
    if (statement.expected().orElse(count) != count) {
      throw errors.miscounted(statement.sql(), count, statement.expected().getAsLong());
    }
    return count;
  }

  @Override
  public Optional<String> answer(Statement query) {
    return session.answer(query);
  }

  private void rollBack(Exception because) {
    try {
      session.count("ROLLBACK");
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      if (leavesFiles && !session.isBroken() && config.cleanUpBatchFiles()) {
        session.count(stage.removeAll());
      }
      session.close();
    } catch (SQLException e) {
      throw errors.of(e, "");
    }
  }
}
