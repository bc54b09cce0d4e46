package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.message.SchemaMessage;
import java.util.List;

/**
 * A stream whose table is ready for its rows.
 *
 * @param keys the names of the columns that identify a row
 * @param table the table that gets the rows
 * @param there the table that users see: the same one, or the one to be replaced
 * @param properties what the rows hold, as the source names it
 * @param columns the same, as the database names it
 */
record Prepared(
    SchemaMessage schema,
    List<String> keys,
    StreamTable table,
    StreamTable there,
    List<Column> properties,
    List<Column> columns) {

  static Prepared of(
      SchemaMessage schema, List<String> keys, StreamTable table, StreamTable there) {
    return new Prepared(schema, keys, table, there, List.of(), List.of());
  }

  boolean isReplacement() {
    return !table.name().equals(there.name());
  }

  Prepared with(SchemaMessage newSchema, List<String> newKeys) {
    return new Prepared(newSchema, newKeys, table, there, properties, columns);
  }

  Prepared withShape(StreamTable shaped, List<Column> newProperties, List<Column> newColumns) {
    return new Prepared(schema, keys, shaped, there, newProperties, newColumns);
  }

  /** The same stream, whose table has changed since. */
  Prepared on(StreamTable changed) {
    return new Prepared(schema, keys, changed, there, properties, columns);
  }

  /** The table that a batch is staged in. */
  Table staged(TableName as) {
    return table.staged(as, columns);
  }

  /** What puts a staged batch into the table. */
  LoadSteps steps(Dialect dialect, WarehouseSettings settings, Table staged, Batched batch) {
    StagedRows rows = table.rows(staged, keys, batch.records());
    if (settings.addRecordMetadata()) {
      rows = table.withMetadata(rows, batch.at(), batch.started());
    }
    if (keys.isEmpty() || settings.appendsOnly()) {
      return Sql.append(dialect, rows);
    }
    LoadSteps steps = dialect.merge().steps(dialect, rows);
    return settings.hardDelete() && isMarked(dialect.identifiers())
        ? steps.followedBy(Sql.deleteMarked(dialect, table.name()))
        : steps;
  }

  /** Whether the records themselves say that they are gone. */
  private boolean isMarked(Identifiers identifiers) {
    String marker = identifiers.key(Metadata.DELETED_AT.label());
    return columns.stream().anyMatch(column -> identifiers.key(column.name()).equals(marker));
  }
}
