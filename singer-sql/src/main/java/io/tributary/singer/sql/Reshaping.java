package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import java.util.List;

/**
 * How tables that are there change, where databases differ.
 *
 * @param widening gives a column a type that holds more
 * @param replacement puts a table that was loaded beside another in its place
 * @param addition adds columns
 * @param creation says how a new table is stored
 */
public record Reshaping(
    Widening widening, Replacement replacement, Addition addition, Creation creation) {

  /** What a database of the standard's statements does, in transactions that they are part of. */
  public static final Reshaping STANDARD =
      new Reshaping(
          (dialect, change) -> List.of(Statement.of(Sql.widenColumn(dialect, change))),
          Sql.RENAMING);

  /** As far as columns are added one by one, and new tables are stored alike. */
  public Reshaping(Widening widening, Replacement replacement) {
    this(
        widening,
        replacement,
        (dialect, table, columns) ->
            columns.stream().map(column -> Sql.addColumn(dialect, table, column)).toList(),
        (table, keys) -> "");
  }

  /** Adds columns, which are null in the rows that are there. */
  @FunctionalInterface
  public interface Addition {
    /** The statements that do it. */
    List<String> sql(Dialect dialect, TableName table, List<Column> columns);
  }

  /** Says how a new table is stored. */
  @FunctionalInterface
  public interface Creation {
    /** What follows the columns in the statement that makes the table; empty if nothing does. */
    String options(Table table, List<String> keys);
  }

  /** Gives a column a type that holds more, and converts the rows that are there. */
  @FunctionalInterface
  public interface Widening {
    /** The steps that do it. */
    List<Step> steps(Dialect dialect, SchemaChange.WidenColumn change);
  }

  /** Puts a table that was loaded beside another in its place, all at once. */
  public interface Replacement {
    /**
     * The statements that begin it: nothing of an earlier attempt is left then.
     *
     * @param isThere whether there is a table to be replaced
     */
    List<String> begin(Dialect dialect, Swap swap, boolean isThere);

    /** The statements that end it. */
    List<String> end(Dialect dialect, Swap swap, boolean isThere);

    /** Whether the next table begins with the columns of the one that it replaces. */
    boolean keepsColumns();
  }

  /**
   * A table, and the one that is to take its place.
   *
   * @param table what users see
   * @param next what is loaded meanwhile
   */
  public record Swap(TableName table, TableName next) {}
}
