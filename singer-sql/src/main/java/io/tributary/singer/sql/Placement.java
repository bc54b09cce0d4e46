package io.tributary.singer.sql;

import io.tributary.singer.connector.WholeRecord;
import java.util.Optional;

/**
 * Where a target puts its tables, and how.
 *
 * @param schema the path of the schema that holds the tables, unless the settings say otherwise
 * @param wholeRecord the column that holds records as they came, if they are not taken apart
 */
public record Placement(
    TableName schema, WarehouseSettings settings, Optional<WholeRecord> wholeRecord) {
  /** Where each property has a column. */
  public Placement(TableName schema, WarehouseSettings settings) {
    this(schema, settings, Optional.empty());
  }

  /** The table that keeps states, if they are kept. */
  Optional<StateTable> states(Warehouse warehouse, Dialect dialect) {
    return settings.keepsState()
        ? settings.state().stateId().map(id -> new StateTable(warehouse, dialect, schema, id))
        : Optional.empty();
  }

  /**
   * A stream's table, in the schema that the settings want it in.
   *
   * @throws io.tributary.singer.error.SingerException.Config if they want a part of the stream's
   *     name that it does not have
   */
  public TableName table(String stream, Identifiers identifiers) {
    String home = schema.name();
    String wanted = settings.naming().schema(stream, home);
    TableName place =
        wanted.equals(home) ? schema : schema.schema().child(identifiers.fold(wanted));
    return place.child(identifiers.fold(settings.naming().table(stream, home)));
  }
}
