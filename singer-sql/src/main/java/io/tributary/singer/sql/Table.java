package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import java.util.ArrayList;
import java.util.List;

/** A table as it should be: what a stream asks for, under names that the database can hold. */
public record Table(TableName name, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
  }

  /**
   * This table for rows that were written when its columns were others: of the types that they had
   * then, but for numbers, which are written alike in all of theirs.
   */
  Table writtenAs(List<Column> before) {
    List<Column> then = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = before.get(i);
      then.add(column.type().isNumeric() ? columns.get(i) : column);
    }
    return new Table(name, then);
  }
}
