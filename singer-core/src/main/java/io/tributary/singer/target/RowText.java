package io.tributary.singer.target;

import io.tributary.singer.connector.Misfit;
import io.tributary.singer.json.TextBuffer;

/**
 * Writes the fields of rows, as a {@link io.tributary.singer.connector.RowFormat} has them.
 *
 * <p>Fields are written in their order, each once: a null one by {@link #absent}, one of plain
 * characters between {@link #open} and {@link #close}, any other by what its kind asks for. The
 * first one is never null.
 */
interface RowText {
  /** A field is null. */
  void absent(int field, TextBuffer out);

  /** A value begins that needs neither quotes nor escapes: digits, a date, true or false. */
  void open(int field, TextBuffer out);

  /** That value has ended. */
  void close(int field, TextBuffer out);

  /** Writes the text that a JSON string means. */
  void string(int field, byte[] text, int start, int stop, boolean escaped, TextBuffer out);

  /**
   * Writes a JSON value.
   *
   * @throws Misfit if a part of it does not fit
   */
  void json(int field, byte[] text, int start, int stop, TextBuffer out) throws Misfit;

  void bytes(int field, byte[] value, TextBuffer out);

  /**
   * Writes a moment: microseconds of the epoch, and the seconds that its clock was ahead of UTC.
   */
  void moment(int field, long micros, int offset, TextBuffer out);

  /** Writes one of the first fields, which is a moment that the next rows are likely to share. */
  void stamp(int field, long micros, TextBuffer out);

  /** Ends the row. */
  void end(TextBuffer out);
}
