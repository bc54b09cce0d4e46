package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** One step that brings a table to the shape that its stream now has. */
public sealed interface SchemaChange {
  /** What does it, in the database's own steps. */
  List<Step> steps(Dialect dialect);

  /** The columns that the table has after the step. */
  List<TableColumn> appliedTo(List<TableColumn> columns, Dialect dialect);

  /** The step in a few words, for people. */
  String description(Dialect dialect);

  /** What makes all changes of one table, in as few steps as the database allows. */
  static List<Step> steps(List<SchemaChange> changes, Dialect dialect) {
    List<Step> steps = new ArrayList<>();
    List<AddColumn> added = new ArrayList<>();
    for (SchemaChange change : changes) {
      if (change instanceof AddColumn addition) {
        added.add(addition);
      } else {
        steps.addAll(change.steps(dialect));
      }
    }
    if (!added.isEmpty()) {
      List<Column> columns = added.stream().map(AddColumn::column).toList();
      TableName table = added.get(0).table();
      steps.addAll(Step.of(dialect.reshaping().addition().sql(dialect, table, columns)));
    }
    return steps;
  }

  /**
   * Makes the table, and the schema it is in.
   *
   * @param keys the names of the columns that identify a row
   */
  record CreateTable(Table table, List<String> keys) implements SchemaChange {
    public CreateTable {
      keys = List.copyOf(keys);
    }

    @Override
    public List<Step> steps(Dialect dialect) {
      return List.of(
          Statement.of(Sql.createSchema(dialect, table.name().schema())),
          Statement.of(
              Sql.createTable(dialect, table)
                  + dialect.reshaping().creation().options(table, keys)));
    }

    @Override
    public List<TableColumn> appliedTo(List<TableColumn> columns, Dialect dialect) {
      return table.columns().stream().map(column -> made(column, dialect)).toList();
    }

    @Override
    public String description(Dialect dialect) {
      return "make the table";
    }
  }

  /** Adds a column, which is null in the rows that are there. */
  record AddColumn(TableName table, Column column) implements SchemaChange {
    @Override
    public List<Step> steps(Dialect dialect) {
      return Step.of(dialect.reshaping().addition().sql(dialect, table, List.of(column)));
    }

    @Override
    public List<TableColumn> appliedTo(List<TableColumn> columns, Dialect dialect) {
      List<TableColumn> after = new ArrayList<>(columns);
      after.add(made(column, dialect));
      return after;
    }

    @Override
    public String description(Dialect dialect) {
      return "add the column " + column.name() + " " + dialect.spelled(column.type());
    }
  }

  /** Gives a column a type that holds more, and converts the rows that are there. */
  record WidenColumn(TableName table, String column, ColumnType from, ColumnType to)
      implements SchemaChange {
    /** How many digits before the point a row may have, if that are fewer than it might have. */
    boolean narrowsWholePart() {
      return from.isNumeric()
          && to.isNumeric()
          && to.precision() > 0
          && to.precision() - to.scale() < from.precision() - from.scale();
    }

    /** Whether an object gets more parts, and nothing else changes. */
    boolean onlyAdds() {
      return from.hasParts() && NestedUnion.onlyAdds(from, to);
    }

    /** The column as it was. */
    Column before() {
      return new Column(column, from);
    }

    WidenColumn toText() {
      return new WidenColumn(table, column, from, ColumnType.STRING);
    }

    @Override
    public List<Step> steps(Dialect dialect) {
      return dialect.reshaping().widening().steps(dialect, this);
    }

    @Override
    public List<TableColumn> appliedTo(List<TableColumn> columns, Dialect dialect) {
      return columns.stream()
          .map(held -> held.name().equals(column) ? held.withType(dialect.spelled(to)) : held)
          .toList();
    }

    @Override
    public String description(Dialect dialect) {
      return "widen the column "
          + column
          + " from "
          + dialect.spelled(from)
          + " to "
          + dialect.spelled(to);
    }
  }

  /** Lets a column be null: its property may be missing now. */
  record DropNotNull(TableName table, String column) implements SchemaChange {
    @Override
    public List<Step> steps(Dialect dialect) {
      return List.of(Statement.of(Sql.dropNotNull(dialect, table, column)));
    }

    @Override
    public List<TableColumn> appliedTo(List<TableColumn> columns, Dialect dialect) {
      return columns.stream()
          .map(held -> held.name().equals(column) ? held.withNulls() : held)
          .toList();
    }

    @Override
    public String description(Dialect dialect) {
      return "let the column " + column + " be null";
    }
  }

  private static TableColumn made(Column column, Dialect dialect) {
    return new TableColumn(column.name(), dialect.spelled(column.type()), true);
  }
}
