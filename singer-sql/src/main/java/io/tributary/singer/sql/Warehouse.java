package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.message.SchemaMessage;
import java.util.List;
import java.util.Optional;

/** The four things a database must do for the loader. The rest is the same for all of them. */
public interface Warehouse extends AutoCloseable {
  /**
   * The table's columns, in order; empty if there is no such table. Asked once a table and run.
   *
   * @throws io.tributary.singer.error.SingerException.Destination if the database cannot say
   */
  List<TableColumn> columns(TableName table);

  /**
   * Takes the steps that make tables or change them, in order. By default all are statements, and
   * {@link #execute} takes them in one transaction. Where definitions are no part of one, those
   * that were taken before one that fails stay.
   *
   * @throws io.tributary.singer.error.SingerException.Destination if one fails
   */
  default void define(List<Step> steps) {
    execute(Step.statements(steps));
  }

  /**
   * Runs statements in order, in one transaction: all are durable when this returns, or none is.
   *
   * @return what each statement counted: the rows that it changed or, for a query, the number that
   *     it answered
   * @throws io.tributary.singer.error.SingerException.Destination if one fails, or does not count
   *     what it must
   */
  List<Long> execute(List<Statement> statements);

  /**
   * What a query answers in the first column of its first row, as text; empty if there is no row,
   * or nothing there.
   *
   * @throws io.tributary.singer.error.SingerException.Destination if it fails
   */
  Optional<String> answer(Statement query);

  /** How the rows of a batch are to be written. Asked once. */
  default RowFormat format() {
    return RowFormat.SEPARATED;
  }

  /**
   * What the fields of rows are called and how they are written, if their format is {@link
   * RowFormat#JSON}: the carried ones, and then those of {@code staged}. Asked when the table is
   * prepared; the table that is to be {@link #copy}ed into differs in the digits of numbers only.
   */
  default List<JsonField> fields(SchemaMessage schema, List<Column> properties, Table staged) {
    return List.of();
  }

  /**
   * How many rows the database stores as one piece, so that fewer of them are better waited for; by
   * default it has no such measure, and batches become as large as the settings have them.
   */
  default long rowGroup() {
    return Long.MAX_VALUE;
  }

  /**
   * Where the rows of a batch are to be readable: by default at {@code name}. A database whose
   * staging tables are seen by other runs has another place for each batch.
   */
  default TableName staging(Batch batch, TableName name) {
    return name;
  }

  /**
   * Makes a batch's rows readable under the name of {@code staged}, until the next copy to that
   * name: as a table that they are copied into, or as a view on their files. Its columns are the
   * carried ones, named as {@link CarriedColumn} says, and then those of {@code staged}, in the
   * order of the rows.
   */
  void copy(Batch batch, Table staged);

  @Override
  void close();
}
