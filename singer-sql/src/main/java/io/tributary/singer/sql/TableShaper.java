package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a stream's table is called and must look like; touches no database. */
final class TableShaper {
  private static final Logger LOG = LoggerFactory.getLogger(TableShaper.class);

  private final Dialect dialect;
  private final Placement placement;
  private final Map<List<String>, String> streams = new HashMap<>();
  private final Set<String> leftOut = new HashSet<>();

  TableShaper(Dialect dialect, Placement placement) {
    this.dialect = dialect;
    this.placement = placement;
  }

  /**
   * The stream's table.
   *
   * @throws SingerException.Destination if another stream's is called so
   */
  TableName table(String stream) {
    TableName table = placement.table(stream, dialect.identifiers());
    if (placement.settings().keepsState() && isSame(table.name(), StateTable.NAME)) {
      throw new SingerException.Destination(
          stream + ": the table of this name keeps the states; set another table for the stream");
    }
    List<String> key = table.parts().stream().map(dialect.identifiers()::key).toList();
    String other = streams.putIfAbsent(key, stream);
    if (other != null && !other.equals(stream)) {
      throw new SingerException.Destination(
          stream
              + ": the streams "
              + other
              + " and "
              + stream
              + " are the same table to "
              + dialect.name());
    }
    return table;
  }

  /** The table that takes the place of another at the end of the run. */
  TableName next(TableName table) {
    String name = dialect.identifiers().fold(table.name() + "__next");
    return table.schema().child(name);
  }

  /** The columns for properties, without the metadata. */
  List<Column> columns(SchemaMessage schema, List<Column> properties) {
    List<Column> columns =
        StreamColumns.of(
            schema.stream(),
            nested(schema, properties),
            dialect,
            placement.settings().addRecordMetadata());
    return dialect.types().nesting().map(it -> it.stored(columns)).orElse(columns);
  }

  /** The properties, with the parts of those that the database has columns with parts for. */
  private List<Column> nested(SchemaMessage schema, List<Column> properties) {
    boolean isNested = dialect.types().nesting().filter(Nesting::takesApart).isPresent();
    return properties.stream()
        .map(
            it ->
                isNested && !schema.keyProperties().contains(it.name())
                    ? it
                    : new Column(it.name(), it.type().whole()))
        .toList();
  }

  /** The names of the columns that identify a row. */
  List<String> keys(SchemaMessage schema) {
    Set<String> known = new HashSet<>();
    schema.schema().fields().forEach(property -> known.add(property.name()));
    for (String key : schema.keyProperties()) {
      if (!known.contains(key)) {
        throw new SingerException.Data(
            schema.stream(), "the key " + key + " is not a property of the schema");
      }
    }
    return schema.keyProperties().stream().map(dialect.identifiers()::column).toList();
  }

  /**
   * What it takes for {@code table} to have {@code columns}, as far as the schema contract allows.
   *
   * @param there the table that users see, which the contract protects
   */
  List<SchemaChange> changes(
      StreamTable table,
      StreamTable there,
      List<Column> columns,
      List<String> keys,
      Widening widening) {
    List<Column> wanted = new ArrayList<>(columns);
    if (placement.settings().addRecordMetadata()) {
      Metadata.columns().stream()
          .filter(metadata -> columns.stream().noneMatch(it -> isSame(it, metadata)))
          .forEach(wanted::add);
    }
    boolean isOpen = placement.settings().schemaContract() == SchemaContract.EVOLVE;
    if (isOpen || !there.exists()) {
      return table.changesFor(wanted, keys, widening);
    }
    return table.changesFor(allowed(there, wanted, keys, widening), keys, widening).stream()
        .filter(change -> !(change instanceof SchemaChange.DropNotNull))
        .toList();
  }

  private boolean isSame(Column one, Column other) {
    return isSame(one.name(), other.name());
  }

  private boolean isSame(String one, String other) {
    return dialect.identifiers().key(one).equals(dialect.identifiers().key(other));
  }

  /** Those of the wanted columns that the contract lets in. */
  private List<Column> allowed(
      StreamTable there, List<Column> wanted, List<String> keys, Widening widening) {
    List<Column> allowed = new ArrayList<>(wanted);
    for (SchemaChange change : there.changesFor(wanted, keys, widening)) {
      if (change instanceof SchemaChange.AddColumn added && isFrozen()) {
        allowed.remove(added.column());
        warnOnce(there.name(), added.column().name());
      } else if (change instanceof SchemaChange.WidenColumn wider
          && wider.onlyAdds()
          && isFrozen()) {
        allowed.replaceAll(it -> isSame(it.name(), wider.column()) ? wider.before() : it);
        warnOnce(there.name(), "new fields of " + wider.column());
      } else if (!(change instanceof SchemaChange.DropNotNull)) {
        throw new SingerException.Destination(
            there.name()
                + ": the stream asks to "
                + change.description(dialect)
                + ", which schema_contract does not allow");
      }
    }
    return allowed;
  }

  private boolean isFrozen() {
    return placement.settings().schemaContract() == SchemaContract.FREEZE;
  }

  private void warnOnce(TableName table, String column) {
    if (leftOut.add(table + " " + column)) {
      LOG.warn("schema_contract leaves a column out table={} column={}", table, column);
    }
  }
}
