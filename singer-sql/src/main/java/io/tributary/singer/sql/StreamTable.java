package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.StagedRows.Assignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A stream's table as it is, and how the stream's rows go into it. */
final class StreamTable {
  private final TableName name;
  private final List<TableColumn> columns;
  private final Dialect dialect;
  private final Map<String, TableColumn> byKey = new HashMap<>();

  StreamTable(TableName name, List<TableColumn> columns, Dialect dialect) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.dialect = dialect;
    columns.forEach(column -> byKey.put(dialect.identifiers().key(column.name()), column));
  }

  TableName name() {
    return name;
  }

  boolean exists() {
    return !columns.isEmpty();
  }

  /** This table after changes. */
  StreamTable after(List<SchemaChange> changes) {
    List<TableColumn> now = columns;
    for (SchemaChange change : changes) {
      now = change.appliedTo(now, dialect);
    }
    return new StreamTable(name, now, dialect);
  }

  /** The table that is to take the place of this one, as it is before anything is done to it. */
  StreamTable replacement(TableName next) {
    boolean isAlike = dialect.reshaping().replacement().keepsColumns();
    return new StreamTable(next, isAlike ? columns : List.of(), dialect);
  }

  /** What it takes for the table to have {@code wanted}; nothing that it has goes away. */
  List<SchemaChange> changesFor(List<Column> wanted, List<String> keys, Widening widening) {
    if (!exists()) {
      // No database makes a table of no columns: it waits for the first.
      boolean isNothing = wanted.isEmpty();
      return isNothing
          ? List.of()
          : List.of(new SchemaChange.CreateTable(new Table(name, wanted), keys));
    }
    List<SchemaChange> changes = new ArrayList<>();
    for (TableColumn held : columns) {
      if (!held.nullable() && !keys.contains(held.name())) {
        changes.add(new SchemaChange.DropNotNull(name, held.name()));
      }
    }
    for (Column column : wanted) {
      TableColumn held = held(column.name());
      if (held == null) {
        changes.add(new SchemaChange.AddColumn(name, column));
        continue;
      }
      ColumnType from = typeOf(held, column);
      ColumnType to = new NestedUnion(dialect, widening).of(from, column.type());
      boolean isHeld = from.hasParts() ? to.equals(from) : isSpelled(to, held);
      if (!isHeld) {
        changes.add(new SchemaChange.WidenColumn(name, held.name(), from, to));
      }
    }
    return changes;
  }

  private boolean isSpelled(ColumnType type, TableColumn held) {
    return dialect.spelled(type).equalsIgnoreCase(held.type());
  }

  /** The table that a batch is staged in: its columns in types that lose nothing of the rows. */
  Table staged(TableName as, List<Column> batch) {
    List<Column> staged = new ArrayList<>();
    for (Column column : batch) {
      TableColumn held = held(column.name());
      ColumnType type = held == null ? ColumnType.STRING : stagedType(held, column);
      staged.add(new Column(column.name(), type));
    }
    return new Table(as, staged);
  }

  /** How the rows of a staged batch go into the table. */
  StagedRows rows(Table staged, List<String> keys, OptionalLong count) {
    List<Assignment> values = new ArrayList<>();
    List<Assignment> keyValues = new ArrayList<>();
    for (Column column : staged.columns()) {
      TableColumn held = held(column.name());
      if (held == null) {
        continue;
      }
      String value =
          dialect.types().staged().sql("s." + dialect.quoted(column.name()), column.type());
      ColumnType there = typeOf(held, column);
      Assignment assignment =
          new Assignment(
              held.name(), dialect.types().convert().sql(value, column.type(), there), there);
      values.add(assignment);
      if (keys.contains(column.name())) {
        keyValues.add(assignment);
      }
    }
    return new StagedRows(staged.name(), name, values, others(values), keyValues, count);
  }

  /** Those rows with what the table says of where they come from. */
  StagedRows withMetadata(StagedRows rows, Instant batched, Instant started) {
    List<Assignment> values = new ArrayList<>(rows.values());
    for (Metadata metadata : Metadata.values()) {
      TableColumn held = held(metadata.label());
      if (held != null && metadata != Metadata.DELETED_AT) {
        ColumnType type = metadata.column().type();
        ColumnType there = typeOf(held, metadata.column());
        String value = value(metadata, batched, started);
        values.add(
            new Assignment(held.name(), dialect.types().convert().sql(value, type, there), there));
      }
    }
    return new StagedRows(rows.from(), name, values, others(values), rows.keys(), rows.count());
  }

  private List<String> others(List<Assignment> values) {
    Set<String> given = values.stream().map(Assignment::column).collect(Collectors.toSet());
    return columns.stream().map(TableColumn::name).filter(held -> !given.contains(held)).toList();
  }

  boolean has(Metadata metadata) {
    return held(metadata.label()) != null;
  }

  private String value(Metadata metadata, Instant batched, Instant started) {
    return switch (metadata) {
      case EXTRACTED_AT -> carried(Carried.EXTRACTED_AT);
      case RECEIVED_AT -> carried(Carried.RECEIVED_AT);
      case SEQUENCE -> carried(Carried.SEQUENCE);
      case TABLE_VERSION -> carried(Carried.VERSION);
      case BATCHED_AT -> Sql.instant(dialect, batched);
      case SYNC_STARTED_AT -> Long.toString(started.toEpochMilli());
      case DELETED_AT -> "NULL";
    };
  }

  private String carried(Carried carried) {
    Column column = CarriedColumn.of(carried);
    return dialect.types().staged().sql("s." + dialect.quoted(column.name()), column.type());
  }

  private @Nullable TableColumn held(String column) {
    return byKey.get(dialect.identifiers().key(column));
  }

  private ColumnType stagedType(TableColumn held, Column column) {
    ColumnType there = typeOf(held, column);
    if (there.hasParts()) {
      return there;
    }
    if (column.type().hasParts()) {
      return ColumnType.ANY;
    }
    boolean isMoment =
        there.kind() == LogicalType.TIMESTAMP && column.type().kind() == LogicalType.TIMESTAMP;
    if (isMoment || (there.isNumeric() && column.type().isNumeric())) {
      return there;
    }
    boolean isText = column.type().kind() != LogicalType.TIMESTAMP && !column.type().isJson();
    return there.kind() == LogicalType.STRING && isText ? ColumnType.STRING : column.type();
  }

  private ColumnType typeOf(TableColumn held, Column wanted) {
    return dialect
        .types()
        .read()
        .apply(held.type())
        .orElseThrow(
            () ->
                new SingerException.Destination(
                    name
                        + ": the column "
                        + held.name()
                        + " is of the type "
                        + held.type()
                        + ", which cannot become "
                        + dialect.spelled(wanted.type())
                        + "; change its type or rename it"));
  }
}
