package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import java.util.List;

/** How a database stores objects and arrays whose parts are known. */
public interface Nesting {
  /**
   * What a stream's columns become, in their order: the parts under names that the database can
   * hold, and what it has no place for as JSON. Asked once a schema, and again if a batch holds
   * more than it announced.
   */
  List<Column> stored(List<Column> columns);

  /** Whether objects and arrays are to have parts at all. */
  boolean takesApart();

  /** Whether an object that is stored so also holds properties that have no part of their own. */
  boolean holdsOthers(ColumnType stored);
}
