package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;

/**
 * What a column must become to hold what it holds and what is wanted: the table by which types
 * widen, and what is known of numbers beyond it.
 */
enum Widening {
  /**
   * By what a schema announces. A type of 38 digits says of its scale only that it is wanted:
   * nobody knows how many of the digits before the point are used. So the scale grows at their
   * expense, and the table is asked whether its rows still fit.
   */
  ANNOUNCED,
  /** By what rows hold: their digits were counted, before the point and after it. */
  COUNTED;

  ColumnType of(ColumnType held, ColumnType wanted, Types types) {
    if (held.kind() == LogicalType.TIMESTAMP && wanted.kind() == LogicalType.TIMESTAMP) {
      return held; // of the database's types for moments, that which the table has
    }
    return held.isNumeric() && wanted.isNumeric()
        ? number(held, wanted, types)
        : held.widen(wanted);
  }

  private ColumnType number(ColumnType held, ColumnType wanted, Types types) {
    if (held.precision() == 0 || wanted.precision() == 0 || areIntegers(held, wanted)) {
      return held.widen(wanted);
    }
    boolean open = this == ANNOUNCED && wanted.precision() == ColumnType.MAX_DIGITS;
    int scale = Math.max(held.scale(), wantedScale(held, wanted));
    int digits = open ? 0 : wanted.precision() - wanted.scale();
    int capacity = Math.max(held.precision() - held.scale(), digits);
    if (held.kind() != LogicalType.INTEGER && scale == held.scale() && fits(held, digits)) {
      return held;
    }
    if (wanted.precision() > ColumnType.MAX_DIGITS || digits + scale > ColumnType.MAX_DIGITS) {
      return types.beyond(capacity, scale);
    }
    boolean most = open || wanted.kind() == LogicalType.NUMBER;
    int precision = most ? ColumnType.MAX_DIGITS : capacity + scale;
    return ColumnType.decimal(Math.min(precision, ColumnType.MAX_DIGITS), scale);
  }

  private static int wantedScale(ColumnType held, ColumnType wanted) {
    boolean first = held.kind() == LogicalType.INTEGER && wanted.kind() == LogicalType.NUMBER;
    return first ? Math.max(ColumnType.NUMBER_SCALE, wanted.scale()) : wanted.scale();
  }

  private static boolean areIntegers(ColumnType one, ColumnType other) {
    return one.kind() == LogicalType.INTEGER && other.kind() == LogicalType.INTEGER;
  }

  private static boolean fits(ColumnType held, int digits) {
    return digits <= held.precision() - held.scale();
  }
}
