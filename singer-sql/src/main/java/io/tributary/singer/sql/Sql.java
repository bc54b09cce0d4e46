package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.sql.StagedRows.Assignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Statements as text: pure functions of a dialect and a table, so that golden files hold them. */
public final class Sql {
  /** A table that is dropped, and another that gets its name, in one transaction. */
  static final Reshaping.Replacement RENAMING =
      new Reshaping.Replacement() {
        @Override
        public List<String> begin(Dialect dialect, Reshaping.Swap swap, boolean isThere) {
          return List.of(dropTable(dialect, swap.next()));
        }

        @Override
        public List<String> end(Dialect dialect, Reshaping.Swap swap, boolean isThere) {
          return List.of(
              dropTable(dialect, swap.table()), rename(dialect, swap.next(), swap.table()));
        }

        @Override
        public boolean keepsColumns() {
          return false;
        }
      };

  private Sql() {}

  /** Makes a schema that is not there. */
  public static String createSchema(Dialect dialect, TableName schema) {
    return "CREATE SCHEMA IF NOT EXISTS " + dialect.quoted(schema);
  }

  static String createTable(Dialect dialect, Table table) {
    return "CREATE TABLE "
        + dialect.quoted(table.name())
        + " (\n"
        + joined(table.columns(), ",\n", column -> "  " + definition(dialect, column))
        + "\n)";
  }

  /** Drops a table, if it is there. */
  public static String dropTable(Dialect dialect, TableName table) {
    return "DROP TABLE IF EXISTS " + dialect.quoted(table);
  }

  /** Calls a table by another name of the same schema. */
  public static String rename(Dialect dialect, TableName from, TableName to) {
    return alter(dialect, from) + "RENAME TO " + dialect.quoted(to.name());
  }

  static String addColumn(Dialect dialect, TableName table, Column column) {
    return alter(dialect, table) + "ADD COLUMN " + definition(dialect, column);
  }

  /** Converts a column where it stands. */
  static String widenColumn(Dialect dialect, SchemaChange.WidenColumn change) {
    String name = dialect.quoted(change.column());
    return alter(dialect, change.table())
        + "ALTER COLUMN "
        + name
        + " SET DATA TYPE "
        + dialect.spelled(change.to())
        + " USING "
        + "CAST("
        + dialect.types().convert().sql(name, change.from(), change.to())
        + " AS "
        + dialect.spelled(change.to())
        + ")";
  }

  static String dropNotNull(Dialect dialect, TableName table, String column) {
    return alter(dialect, table) + "ALTER COLUMN " + dialect.quoted(column) + " DROP NOT NULL";
  }

  /** Asks how many rows hold a number of more than {@code digits} digits before the point. */
  static String countLonger(Dialect dialect, TableName table, String column, int digits) {
    String name = dialect.quoted(column);
    String bound = "1" + "0".repeat(digits);
    return "SELECT count(*) FROM "
        + dialect.quoted(table)
        + " WHERE "
        + name
        + " >= "
        + bound
        + " OR "
        + name
        + " <= -"
        + bound;
  }

  /** Adds every row of the batch. */
  static LoadSteps append(Dialect dialect, StagedRows rows) {
    Statement insert = Statement.of(insert(dialect, rows));
    return new LoadSteps(List.of(counting(insert, rows.count())), 0);
  }

  /**
   * Replaces the rows that the batch has the keys of. Within the batch the last to arrive wins, by
   * its arrival number; what is in the table arrived before, whatever its number says, since clocks
   * are set back and other tools number rows as they like. Keys are equal if all their values are,
   * null being equal to null.
   */
  public static LoadSteps merge(Dialect dialect, StagedRows rows) {
    String latest = dialect.quoted(dialect.latest());
    String sequence = dialect.quoted(CarriedColumn.name(Carried.SEQUENCE));
    String sameKey =
        joined(
            rows.keys(), " AND ", key -> "t." + q(dialect, key) + isSame("l." + q(dialect, key)));
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.of(latest(dialect, rows, sequence)));
    statements.add(counting(Statement.of("SELECT sum(_row_count) FROM " + latest), rows.count()));
    statements.add(
        Statement.of(
            "DELETE FROM "
                + dialect.quoted(rows.into())
                + " AS t WHERE EXISTS (\n  SELECT 1 FROM "
                + latest
                + " AS l WHERE "
                + sameKey
                + ")"));
    statements.add(
        Statement.of(
            insert(dialect, rows)
                + "\nWHERE s."
                + sequence
                + " IN (\n  SELECT l."
                + sequence
                + " FROM "
                + latest
                + " AS l)"));
    statements.add(Statement.of("DROP TABLE " + latest));
    return new LoadSteps(statements, 3);
  }

  /** Marks the rows of an older version, or of none, as deleted. */
  static String markOlder(Dialect dialect, TableName table, long version, Instant now) {
    String deleted = dialect.quoted(Metadata.DELETED_AT.label());
    return "UPDATE "
        + dialect.quoted(table)
        + " SET "
        + deleted
        + " = "
        + instant(dialect, now)
        + " WHERE "
        + deleted
        + " IS NULL AND "
        + isOlder(dialect, version);
  }

  /** Deletes the rows of an older version, or of none. */
  static String deleteOlder(Dialect dialect, TableName table, long version) {
    return "DELETE FROM " + dialect.quoted(table) + " WHERE " + isOlder(dialect, version);
  }

  /** Deletes the rows that the source marked as deleted. */
  static String deleteMarked(Dialect dialect, TableName table) {
    return "DELETE FROM "
        + dialect.quoted(table)
        + " WHERE "
        + dialect.quoted(Metadata.DELETED_AT.label())
        + " IS NOT NULL";
  }

  /** A moment, as an expression. */
  static String instant(Dialect dialect, Instant moment) {
    return "CAST('" + moment + "' AS " + dialect.spelled(ColumnType.TIMESTAMP) + ")";
  }

  private static String latest(Dialect dialect, StagedRows rows, String sequence) {
    return "CREATE OR REPLACE TEMPORARY TABLE "
        + dialect.quoted(dialect.latest())
        + " AS\nSELECT "
        + joined(rows.keys(), ", ", key -> key.value() + " AS " + q(dialect, key))
        + ", max(s."
        + sequence
        + ") AS "
        + sequence
        + ", count(*) AS _row_count\nFROM "
        + dialect.quoted(rows.from())
        + " AS s\nGROUP BY "
        + joined(rows.keys(), ", ", Assignment::value);
  }

  private static String insert(Dialect dialect, StagedRows rows) {
    return "INSERT INTO "
        + dialect.quoted(rows.into())
        + " ("
        + joined(rows.values(), ", ", value -> q(dialect, value))
        + ")\nSELECT "
        + joined(rows.values(), ", ", Assignment::value)
        + "\nFROM "
        + dialect.quoted(rows.from())
        + " AS s";
  }

  private static Statement counting(Statement statement, OptionalLong count) {
    return count.isPresent() ? statement.counting(count.getAsLong()) : statement;
  }

  private static String isOlder(Dialect dialect, long version) {
    String name = dialect.quoted(Metadata.TABLE_VERSION.label());
    return "(" + name + " IS NULL OR " + name + " < " + version + ")";
  }

  private static String isSame(String other) {
    return " IS NOT DISTINCT FROM " + other;
  }

  private static String alter(Dialect dialect, TableName table) {
    return "ALTER TABLE " + dialect.quoted(table) + " ";
  }

  private static String definition(Dialect dialect, Column column) {
    return dialect.quoted(column.name()) + " " + dialect.spelled(column.type());
  }

  private static String q(Dialect dialect, Assignment assignment) {
    return dialect.quoted(assignment.column());
  }

  private static <T> String joined(List<T> parts, String between, Function<T, String> text) {
    return parts.stream().map(text).collect(Collectors.joining(between));
  }
}
