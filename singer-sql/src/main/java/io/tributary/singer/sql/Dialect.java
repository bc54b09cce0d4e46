package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;

/**
 * What differs between databases, as values. A new database is a new constant, never a subclass.
 *
 * @param name the database's name, for people
 * @param staged where the rows of a batch are readable: a name that is gone at the end of a session
 * @param merge how the rows of a batch replace those of the same keys
 * @param reshaping how tables that are there change
 */
public record Dialect(
    String name,
    Identifiers identifiers,
    Types types,
    TableName staged,
    Merge merge,
    Reshaping reshaping) {

  /** How the rows of a batch replace those of the same keys. */
  @FunctionalInterface
  public interface Merge {
    /** The statements that do it, in one transaction. */
    LoadSteps steps(Dialect dialect, StagedRows rows);
  }

  /** The name as it stands in a statement. */
  public String quoted(String name) {
    return identifiers.quoted(name);
  }

  /** The table's path as it stands in a statement. */
  public String quoted(TableName table) {
    return identifiers.quoted(table);
  }

  /** The type of a column that holds {@code type}. */
  public String spelled(ColumnType type) {
    return types.spell().apply(type);
  }

  /** Where the rows of one of several batches are readable at the same time. */
  TableName staged(int number) {
    return number == 0 ? staged : staged.schema().child(staged.name() + "_" + number);
  }

  /** Where the last row of each key of a batch is listed. */
  TableName latest() {
    return staged.schema().child("latest");
  }
}
