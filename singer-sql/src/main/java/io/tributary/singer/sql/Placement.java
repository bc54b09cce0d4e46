package io.tributary.singer.sql;

/**
 * Where a target puts its tables, and how.
 *
 * @param schema the path of the schema that holds the tables
 */
public record Placement(TableName schema, WarehouseSettings settings) {}
