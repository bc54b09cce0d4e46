package io.tributary.target.bigquery.nested;

import io.tributary.singer.json.TextBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Numbers as BigQuery's JSON can hold them, which refuses others: whole ones of 64 bits, signed or
 * not, and binary fractions of 64 bits. All others are rounded, as {@code PARSE_JSON} rounds them
 * if it is told to.
 */
final class JsonNumbers {
  /** So many digits are always held. */
  private static final int SURE = 15;

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger BEYOND = BigInteger.TWO.pow(64);

  private JsonNumbers() {}

  /** Copies JSON text, without white space, its numbers rounded where they have to be. */
  static void copy(byte[] text, int start, int stop, TextBuffer to) {
    int copied = start;
    int i = start;
    while (i < stop) {
      byte next = text[i];
      if (next == '"') {
        i = afterString(text, i + 1);
      } else if (next == '-' || (next >= '0' && next <= '9')) {
        int end = afterNumber(text, i, stop);
        if (end - i > SURE) {
          to.put(text, copied, i);
          number(text, i, end, to);
          copied = end;
        }
        i = end;
      } else {
        i++;
        if (next <= ' ' && next >= 0) { // a carriage return may be the end of a line to others
          to.put(text, copied, i - 1);
          copied = i;
        }
      }
    }
    to.put(text, copied, stop);
  }

  private static int afterString(byte[] text, int from) {
    int i = from;
    while (text[i] != '"') {
      i += text[i] == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  private static int afterNumber(byte[] text, int from, int stop) {
    int i = from + 1;
    while (i < stop
        && (text[i] == '.'
            || text[i] == '+'
            || text[i] == '-'
            || (text[i] | 0x20) == 'e'
            || (text[i] >= '0' && text[i] <= '9'))) {
      i++;
    }
    return i;
  }

  private static void number(byte[] text, int start, int end, TextBuffer to) {
    String digits = new String(text, start, end - start, StandardCharsets.US_ASCII);
    boolean isWhole = digits.chars().noneMatch(c -> c == '.' || (c | 0x20) == 'e');
    double nearest = Double.parseDouble(digits);
    boolean isHeld = isWhole ? isOf64Bits(digits) : isExact(digits, nearest);
    if (isHeld || Double.isInfinite(nearest)) {
      to.put(text, start, end);
    } else {
      to.putAscii(Double.toString(nearest));
    }
  }

  private static boolean isOf64Bits(String digits) {
    if (digits.length() > 21) {
      return false;
    }
    BigInteger value = new BigInteger(digits);
    return value.compareTo(LEAST) >= 0 && value.compareTo(BEYOND) < 0;
  }

  private static boolean isExact(String digits, double nearest) {
    return Double.isFinite(nearest)
        && new BigDecimal(digits).compareTo(new BigDecimal(Double.toString(nearest))) == 0;
  }
}
