package io.tributary.singer.target;

import io.tributary.singer.json.JsonString;

/** Writes fields as {@link io.tributary.singer.connector.RowFormat#SEPARATED} has them. */
final class SeparatedText {
  static final byte SEPARATOR = 0x1F;
  private static final byte QUOTE = 0x01;

  private SeparatedText() {}

  /** Writes the text that a JSON string means. */
  static void string(byte[] text, int start, int stop, boolean escaped, RowBuffer out) {
    if (start == stop) {
      out.put(QUOTE);
      out.put(QUOTE);
    } else if (escaped) {
      decoded(text, start, stop, out);
    } else {
      out.put(text, start, stop);
    }
  }

  /** A character that needs quotes can stand in a JSON string only as an escape. */
  private static void decoded(byte[] text, int start, int stop, RowBuffer out) {
    int size = stop - start;
    out.reserve(size);
    int from = out.length();
    int to = JsonString.decode(text, start, stop, out.bytes(), from);
    if (!needsQuotes(out.bytes(), from, to)) {
      out.wrote(to);
      return;
    }
    byte[] plain = java.util.Arrays.copyOfRange(out.bytes(), from, to);
    quoted(plain, 0, plain.length, out);
  }

  /** Writes a JSON value's own text, in which of those characters only white space can stand. */
  static void json(byte[] text, int start, int stop, RowBuffer out) {
    if (needsQuotes(text, start, stop)) {
      quoted(text, start, stop, out);
    } else {
      out.put(text, start, stop);
    }
  }

  private static boolean needsQuotes(byte[] text, int start, int stop) {
    for (int i = start; i < stop; i++) {
      byte next = text[i];
      if (next < ' '
          && next >= 0
          && (next == '\n' || next == '\r' || next == QUOTE || next == SEPARATOR)) {
        return true;
      }
    }
    return false;
  }

  private static void quoted(byte[] text, int start, int stop, RowBuffer out) {
    out.put(QUOTE);
    for (int i = start; i < stop; i++) {
      if (text[i] == QUOTE) {
        out.put(QUOTE);
      }
      out.put(text[i]);
    }
    out.put(QUOTE);
  }
}
