package io.tributary.singer.target;

import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.json.JsonString;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes fields as a {@link RowFormat} has them. */
final class SeparatedText {
  static final byte SEPARATOR = 0x1F;
  private static final long MICROS = 1_000_000;
  private static final int LAST_YEAR = 9999;

  private final byte quote;

  /** Whether the quote can stand in a JSON string as itself, and not only as an escape. */
  private final boolean isPrintable;

  private final boolean hasOffsets;

  private SeparatedText(byte quote, boolean isPrintable, boolean hasOffsets) {
    this.quote = quote;
    this.isPrintable = isPrintable;
    this.hasOffsets = hasOffsets;
  }

  static SeparatedText of(RowFormat format) {
    return switch (format) {
      case SEPARATED -> new SeparatedText((byte) 0x01, false, false);
      case QUOTED -> new SeparatedText((byte) '\'', true, true);
    };
  }

  /** Writes the text that a JSON string means. */
  void string(byte[] text, int start, int stop, boolean escaped, RowBuffer out) {
    if (start == stop) {
      out.put(quote);
      out.put(quote);
    } else if (escaped) {
      decoded(text, start, stop, out);
    } else if (isPrintable) {
      json(text, start, stop, out);
    } else {
      out.put(text, start, stop);
    }
  }

  /**
   * Writes a moment: microseconds of the epoch, and the seconds that its clock was ahead of UTC.
   */
  void moment(long micros, int offset, RowBuffer out) {
    if (!hasOffsets) {
      out.put(micros);
      return;
    }
    long local = micros + offset * MICROS;
    LocalDateTime clock =
        LocalDateTime.ofEpochSecond(Math.floorDiv(local, MICROS), 0, ZoneOffset.UTC);
    if (offset != 0 && (clock.getYear() < 1 || clock.getYear() > LAST_YEAR)) {
      moment(micros, 0, out); // the same moment, by a clock whose year has four digits
      return;
    }
    digits(clock.getYear(), 1_000, out);
    out.put((byte) '-');
    digits(clock.getMonthValue(), 10, out);
    out.put((byte) '-');
    digits(clock.getDayOfMonth(), 10, out);
    out.put((byte) 'T');
    digits(clock.getHour(), 10, out);
    out.put((byte) ':');
    digits(clock.getMinute(), 10, out);
    out.put((byte) ':');
    digits(clock.getSecond(), 10, out);
    out.put((byte) '.');
    digits(Math.floorMod(local, MICROS), 100_000, out);
    out.put((byte) (offset < 0 ? '-' : '+'));
    int minutes = Math.abs(offset) / 60;
    digits(minutes / 60, 10, out);
    out.put((byte) ':');
    digits(minutes % 60, 10, out);
  }

  private static void digits(long value, long highest, RowBuffer out) {
    for (long weight = highest; weight > 0; weight /= 10) {
      out.put((byte) ('0' + value / weight % 10));
    }
  }

  private void decoded(byte[] text, int start, int stop, RowBuffer out) {
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

  /** Writes a JSON value's own text, in which a control character can stand only as white space. */
  void json(byte[] text, int start, int stop, RowBuffer out) {
    if (needsQuotes(text, start, stop)) {
      quoted(text, start, stop, out);
    } else {
      out.put(text, start, stop);
    }
  }

  private boolean needsQuotes(byte[] text, int start, int stop) {
    for (int i = start; i < stop; i++) {
      byte next = text[i];
      if (next == quote
          || (next < ' ' && next >= 0 && (next == '\n' || next == '\r' || next == SEPARATOR))) {
        return true;
      }
    }
    return false;
  }

  private void quoted(byte[] text, int start, int stop, RowBuffer out) {
    out.put(quote);
    for (int i = start; i < stop; i++) {
      if (text[i] == quote) {
        out.put(quote);
      }
      out.put(text[i]);
    }
    out.put(quote);
  }
}
