package io.tributary.target.bigquery;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Reshaping.Widening;
import io.tributary.singer.sql.SchemaChange.WidenColumn;
import io.tributary.singer.sql.SecondColumn;
import io.tributary.singer.sql.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a column a type that holds more. New parts of a {@code STRUCT} come by one change of the
 * table's schema, and numbers within it widen in their place unless they are in an array, where
 * BigQuery changes no type; all else is done by a second column.
 */
enum StructWidening implements Widening {
  WIDENING;

  /** What widens where it stands; for all else there is a second column. */
  static final SecondColumn SECOND =
      new SecondColumn("__tributary_wider", StructWidening::isInPlace);

  private static final List<String> NUMBERS =
      List.of(
          BigqueryDialect.INT64,
          BigqueryDialect.NUMERIC,
          BigqueryDialect.BIGNUMERIC,
          BigqueryDialect.FLOAT64);

  @Override
  public List<Step> steps(Dialect dialect, WidenColumn change) {
    ColumnType from = change.from();
    ColumnType to = change.to();
    if (!from.hasParts() || !to.hasParts() || !isInPlace(from, to, false)) {
      return SECOND.steps(dialect, change);
    }
    ColumnType grown = grown(from, to);
    List<Step> steps = new ArrayList<>();
    if (!grown.equals(from)) {
      steps.add(FieldPatch.step(change.table(), change.column(), grown));
    }
    if (!grown.equals(to)) {
      steps.addAll(
          SECOND.steps(dialect, new WidenColumn(change.table(), change.column(), grown, to)));
    }
    return steps;
  }

  private static boolean isInPlace(Dialect dialect, WidenColumn change) {
    return isInPlace(change.from(), change.to(), false);
  }

  private static boolean isInPlace(ColumnType from, ColumnType to, boolean isInArray) {
    if (from.equals(to)) {
      return true;
    }
    if (from.hasParts() != to.hasParts() || (from.hasParts() && from.kind() != to.kind())) {
      return false;
    }
    if (!from.hasParts()) {
      return isInPlace(BigqueryDialect.spelled(from), BigqueryDialect.spelled(to), isInArray);
    }
    List<Field> before = from.parts().fields();
    List<Field> after = to.parts().fields();
    boolean isSame = before.size() <= after.size();
    for (int i = 0; isSame && i < before.size(); i++) {
      boolean isElement = isInArray || from.kind() == LogicalType.ARRAY;
      isSame = isInPlace(before.get(i).type(), after.get(i).type(), isElement);
    }
    return isSame;
  }

  private static boolean isInPlace(String from, String to, boolean isInArray) {
    int wider = NUMBERS.indexOf(to);
    boolean isWider =
        (from.equals(BigqueryDialect.INT64) && wider > 0)
            || (from.equals(BigqueryDialect.NUMERIC) && wider > 1);
    return (from.equals(to) || isWider) && !isInArray;
  }

  /** A type with the new parts of another, and with nulls where it has them. */
  private static ColumnType grown(ColumnType from, ColumnType to) {
    if (!from.hasParts()) {
      return from;
    }
    List<Field> before = from.parts().fields();
    List<Field> after = to.parts().fields();
    List<Field> parts = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      parts.add(
          i < before.size()
              ? after.get(i).withType(grown(before.get(i).type(), after.get(i).type()))
              : after.get(i));
    }
    return from.kind() == LogicalType.ARRAY
        ? ColumnType.arrayOf(parts.get(0))
        : ColumnType.object(parts, true);
  }
}
