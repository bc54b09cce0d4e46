package io.tributary.tap.googleads.report;

import io.tributary.tap.googleads.field.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with all their digits, from JSON as protocol buffers write it: integers of 64 bits are
 * text, and so is what is no number.
 */
final class ExactNumber {
  private static final int MICROS = 6;
  private static final int SAFE_DIGITS = 18;

  /** No figure has as many digits before or after its point. */
  private static final int MOST_DIGITS = 1_000;

  private ExactNumber() {}

  static boolean isOf(FieldType type) {
    return type == FieldType.INT64 || type == FieldType.INT32 || type == FieldType.DOUBLE;
  }

  /** Whether text is an integer in the one form that integers have. */
  static boolean isInteger(byte[] text, int start, int stop) {
    int first = start < stop && text[start] == '-' ? start + 1 : start;
    if (first == stop) {
      return false;
    }
    if (text[first] == '0') {
      return stop == start + 1;
    }
    for (int i = first; i < stop; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /** The number that a text is; null if it is none, such as {@code NaN} and {@code Infinity}. */
  static @Nullable String of(String text, FieldType type) {
    try {
      if (type == FieldType.DOUBLE) {
        return new BigDecimal(text).toString();
      }
      return text.length() <= SAFE_DIGITS
          ? Long.toString(Long.parseLong(text))
          : new BigInteger(text).toString();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Millionths as an amount; null if they are no number. */
  static @Nullable String inCurrency(String micros, FieldType type) {
    String exact =
        of(micros, type == FieldType.DOUBLE || isFraction(micros) ? FieldType.DOUBLE : type);
    if (exact == null) {
      return null;
    }
    BigDecimal number = new BigDecimal(exact);
    if (Math.abs((long) number.scale()) > MOST_DIGITS) {
      return null;
    }
    return number.movePointLeft(MICROS).stripTrailingZeros().toPlainString();
  }

  private static boolean isFraction(String text) {
    return text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
  }
}
