package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import java.util.List;

/** A table as it should be: what a stream asks for, under names that the database can hold. */
public record Table(TableName name, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
  }
}
