package io.tributary.singer.schema;

/** Reads numbers that are written in text: how many digits they have, without building them. */
public final class DecimalText {
  /** Exponents beyond this are refused: written out, they would be longer than any value. */
  public static final int MAX_EXPONENT = 1_000;

  private DecimalText() {}

  /** Whether an ASCII text is a decimal number, as JSON writes it or with a plus or bare point. */
  public static boolean isDecimal(byte[] text, int start, int stop) {
    int i = start < stop && (text[start] == '-' || text[start] == '+') ? start + 1 : start;
    int whole = digits(text, i, stop);
    i += whole;
    int fraction = 0;
    if (i < stop && text[i] == '.') {
      fraction = digits(text, i + 1, stop);
      i += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return false;
    }
    if (i < stop && (text[i] == 'e' || text[i] == 'E')) {
      i++;
      if (i < stop && (text[i] == '-' || text[i] == '+')) {
        i++;
      }
      int exponent = digits(text, i, stop);
      if (exponent == 0) {
        return false;
      }
      i += exponent;
    }
    return i == stop;
  }

  private static int digits(byte[] text, int from, int stop) {
    int i = from;
    while (i < stop && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i - from;
  }

  /** The exponent of a number, 0 if it has none; more than {@link #MAX_EXPONENT} if too large. */
  public static int exponent(byte[] text, int start, int stop) {
    for (int i = start; i < stop; i++) {
      if ((text[i] | 0x20) == 'e') {
        return signed(text, i + 1, stop);
      }
    }
    return 0;
  }

  private static int signed(byte[] text, int start, int stop) {
    int value = 0;
    for (int i = start; i < stop; i++) {
      if (text[i] >= '0' && text[i] <= '9') {
        value = Math.min(value * 10 + (text[i] - '0'), MAX_EXPONENT + 1);
      }
    }
    return text[start] == '-' ? -value : value;
  }
}
