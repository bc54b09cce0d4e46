package io.tributary.singer.schema;

import io.tributary.singer.json.JsonCursor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one record's columns lie in its text, and of what kind they are.
 *
 * <p>Used by one thread, for one record after the other.
 */
public final class RecordSlots {
  /** The property is not there. */
  public static final int MISSING = 0;

  public static final int NULL = ValueCheck.NULL;
  public static final int BOOLEAN = ValueCheck.BOOLEAN;

  /** A number without a fraction, {@code 1.0} included. */
  public static final int INTEGER = ValueCheck.INTEGER;

  public static final int NUMBER = ValueCheck.NUMBER;
  public static final int STRING = ValueCheck.STRING;
  public static final int ARRAY = ValueCheck.ARRAY;
  public static final int OBJECT = ValueCheck.OBJECT;

  private byte[] bytes = new byte[0];
  private final int[] starts;
  private final int[] stops;
  private final int[] kinds;
  private final boolean[] escapes;
  private final int[] points;
  private final int[] exponents;
  private @Nullable String current;
  private @Nullable String misfit;
  private @Nullable String unknown;

  RecordSlots(int columns) {
    starts = new int[columns];
    stops = new int[columns];
    kinds = new int[columns];
    escapes = new boolean[columns];
    points = new int[columns];
    exponents = new int[columns];
  }

  void begin(byte[] text) {
    bytes = text;
    Arrays.fill(kinds, MISSING);
    current = null;
    misfit = null;
    unknown = null;
  }

  /** Says which property is being read, so that a failure can name it. */
  void at(String property) {
    current = property;
  }

  /** Takes a property's value and notes where it lies. Returns whether it certainly fits. */
  boolean read(ObjectCheck.Property property, JsonCursor cursor) {
    ValueCheck check = property.check();
    int next = cursor.peek();
    int from = cursor.at();
    if (next == '{' || next == '[') {
      boolean fits = true;
      if (check == null) {
        cursor.value();
      } else {
        fits = check.read(cursor);
      }
      note(property, next == '{' ? OBJECT : ARRAY, from, cursor.at());
      return fits;
    }
    cursor.scalar();
    int kind = ValueCheck.kind(cursor, next);
    if (kind == BOOLEAN || kind == NULL) {
      note(property, kind, from, cursor.at());
    } else {
      note(property, kind, cursor.start(), cursor.stop());
      if (property.column() >= 0) {
        escapes[property.column()] = cursor.isEscaped();
        points[property.column()] = cursor.point();
        exponents[property.column()] = cursor.exponent();
      }
    }
    return check == null || check.accepts(cursor, kind);
  }

  private void note(ObjectCheck.Property property, int kind, int start, int stop) {
    int column = property.column();
    if (column >= 0) {
      kinds[column] = kind;
      starts[column] = start;
      stops[column] = stop;
    } else if (kind != NULL) {
      misfit = property.name();
    }
  }

  /** Notes a property that the schema does not name. */
  void other(JsonCursor cursor) {
    if (unknown == null) {
      unknown = cursor.text();
    }
  }

  /** The record's text. */
  public byte[] bytes() {
    return bytes;
  }

  /** The kind of a column's value: one of the constants here. */
  public int kind(int column) {
    return kinds[column];
  }

  /** Where the value begins: a string's inside of its quotes. */
  public int start(int column) {
    return starts[column];
  }

  /** Where the value ends. */
  public int stop(int column) {
    return stops[column];
  }

  /** Whether a string holds a backslash. */
  public boolean isEscaped(int column) {
    return escapes[column];
  }

  /** The index of a number's point, or -1. */
  public int point(int column) {
    return points[column];
  }

  /** The index of a number's {@code e}, or -1. */
  public int exponent(int column) {
    return exponents[column];
  }

  /** The property that was being read last; null before the first. */
  public @Nullable String current() {
    return current;
  }

  /** A property whose value should be an object, to be stored in parts, and is something else. */
  public @Nullable String misfit() {
    return misfit;
  }

  /** The first property that the schema does not name, if there is one: it is not stored. */
  public @Nullable String unknown() {
    return unknown;
  }
}
