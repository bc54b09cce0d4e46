package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.schema.ColumnType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table that keeps the state of each pipe, a row each. A row has a version, which grows with
 * every state: a run that began with another version than it finds was overtaken, and changes
 * nothing.
 */
final class StateTable {
  /** The table's name, as no stream's may be. */
  static final String NAME = "_singer_state";

  private static final Column ID = new Column("state_id", ColumnType.STRING);
  private static final Column STATE = new Column("state", ColumnType.STRING);
  private static final Column VERSION = new Column("version", ColumnType.INTEGER);
  private static final Column UPDATED_AT = new Column("updated_at", ColumnType.TIMESTAMP);

  private final Warehouse warehouse;
  private final Dialect dialect;
  private final String id;
  private final Table table;
  private long version;

  StateTable(Warehouse warehouse, Dialect dialect, TableName schema, String id) {
    this.warehouse = warehouse;
    this.dialect = dialect;
    this.id = id;
    TableName name = schema.child(dialect.identifiers().fold(NAME));
    this.table =
        new Table(
            name,
            List.of(ID, STATE, VERSION, UPDATED_AT).stream()
                .map(it -> new Column(dialect.identifiers().fold(it.name()), it.type()))
                .toList());
  }

  /** What makes the table; nothing if it is there. */
  List<Step> creation() {
    return warehouse.columns(table.name()).isEmpty()
        ? new SchemaChange.CreateTable(table, List.of()).steps(dialect)
        : List.of();
  }

  /** Makes room for the state, and remembers from where this run goes on. */
  void begin() {
    List<Step> creation = creation();
    if (!creation.isEmpty()) {
      warehouse.define(creation);
    }
    warehouse.execute(
        List.of(
            Statement.of(
                    "INSERT INTO "
                        + name()
                        + " ("
                        + q(ID)
                        + ", "
                        + q(VERSION)
                        + ")\nSELECT ?, 0 FROM (SELECT 1 AS one) AS o WHERE NOT EXISTS (SELECT 1 FROM "
                        + name()
                        + " WHERE "
                        + q(ID)
                        + " = ?)")
                .with(id, id)));
    version = found().orElse(0L);
  }

  /** The state that is kept, if one is. */
  Optional<StateMessage> read() {
    if (warehouse.columns(table.name()).isEmpty()) {
      return Optional.empty();
    }
    return warehouse.answer(select(STATE)).map(text -> new StateMessage(RawJson.of(text)));
  }

  /** Keeps a state, if no other run has kept one since this one began. */
  Statement keeping(StateMessage state, Instant now) {
    return Statement.of(
            "UPDATE "
                + name()
                + " SET "
                + q(STATE)
                + " = ?, "
                + q(VERSION)
                + " = "
                + (version + 1)
                + ", "
                + q(UPDATED_AT)
                + " = "
                + Sql.instant(dialect, now)
                + " WHERE "
                + q(ID)
                + " = ? AND "
                + q(VERSION)
                + " = "
                + version)
        .with(state.value().text(), id)
        .counting(1);
  }

  /** What {@link #keeping} gave was executed. */
  void kept() {
    version++;
  }

  /** Says why a state could not be kept, if it is because of another run. */
  SingerException.Destination explained(SingerException.Destination failure) {
    Optional<Long> now;
    try {
      now = found();
    } catch (SingerException.Destination e) {
      failure.addSuppressed(e);
      return failure;
    }
    if (now.equals(Optional.of(version))) {
      return failure;
    }
    return new SingerException.Destination(
        "another run has kept a state for state_id "
            + id
            + " since this one began, so that this one ends and what it has not loaded yet is not"
            + " loaded; one run at a time, please, and the next one goes on from --read-state",
        failure);
  }

  private Optional<Long> found() {
    return warehouse.answer(select(VERSION)).map(Long::valueOf);
  }

  private Statement select(Column column) {
    return Statement.of("SELECT " + q(column) + " FROM " + name() + " WHERE " + q(ID) + " = ?")
        .with(id);
  }

  private String name() {
    return dialect.quoted(table.name());
  }

  private String q(Column column) {
    return dialect.quoted(dialect.identifiers().fold(column.name()));
  }
}
