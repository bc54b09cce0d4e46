package io.tributary.singer.sql;

import java.util.ArrayList;
import java.util.List;

/** The full path of a table, or of the schema it is in, before any quoting. */
public record TableName(List<String> parts) {
  public TableName {
    parts = List.copyOf(parts);
  }

  public static TableName of(String... parts) {
    return new TableName(List.of(parts));
  }

  /** The table's own name, without the path to it. */
  public String name() {
    return parts.get(parts.size() - 1);
  }

  /** A table of this schema. */
  public TableName child(String table) {
    List<String> copy = new ArrayList<>(parts);
    copy.add(table);
    return new TableName(copy);
  }

  /** The path to the schema that the table is in. */
  public TableName schema() {
    return new TableName(parts.subList(0, parts.size() - 1));
  }

  /** The name as people write it. */
  @Override
  public String toString() {
    return String.join(".", parts);
  }
}
