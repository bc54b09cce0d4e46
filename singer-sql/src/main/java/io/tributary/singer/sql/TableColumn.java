package io.tributary.singer.sql;

/**
 * A column as the database has it.
 *
 * @param type the type as the database spells it
 */
public record TableColumn(String name, String type, boolean nullable) {
  TableColumn withType(String other) {
    return new TableColumn(name, other, nullable);
  }

  TableColumn withNulls() {
    return new TableColumn(name, type, true);
  }
}
