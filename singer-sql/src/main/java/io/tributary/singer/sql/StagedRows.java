package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;
import java.util.List;
import java.util.OptionalLong;

/**
 * A staged batch, and what is to be put where.
 *
 * @param from where the rows are readable
 * @param into the table that gets the rows
 * @param values what each column gets, in expressions over the staged rows, whose alias is {@code
 *     s}
 * @param others the table's columns that the rows have no value for
 * @param keys those of {@code values} that identify a row; empty if nothing does
 * @param count how many rows are staged, if that is known
 */
public record StagedRows(
    TableName from,
    TableName into,
    List<Assignment> values,
    List<String> others,
    List<Assignment> keys,
    OptionalLong count) {
  public StagedRows {
    others = List.copyOf(others);
    values = List.copyOf(values);
    keys = List.copyOf(keys);
  }

  /**
   * What a column gets.
   *
   * @param type of the value, and of the column
   */
  public record Assignment(String column, String value, ColumnType type) {}
}
