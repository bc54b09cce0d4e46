package io.tributary.singer.sql;

import java.util.Optional;

/**
 * Where a target puts its tables, and how.
 *
 * @param schema the path of the schema that holds the tables
 */
public record Placement(TableName schema, WarehouseSettings settings) {
  /** The table that keeps states, if they are kept. */
  Optional<StateTable> states(Warehouse warehouse, Dialect dialect) {
    return settings.keepsState()
        ? settings.state().stateId().map(id -> new StateTable(warehouse, dialect, schema, id))
        : Optional.empty();
  }
}
