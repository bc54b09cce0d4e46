package io.tributary.target.bigquery;

import io.tributary.singer.connector.RowFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads rows as they were spooled, a field at a time; see {@link RowFormat}. Holds one field, which
 * is valid until the next.
 *
 * <p>Used by one thread.
 */
final class SpooledFields implements Closeable {
  private static final int SEPARATOR = 0x1f;
  private static final int READ = 1 << 16;

  private final InputStream in;
  private final int quote;
  private final byte[] read = new byte[READ];
  private int next;
  private int stop;
  private byte[] field = new byte[256];
  private int length;
  private boolean isNull;

  SpooledFields(InputStream in) {
    this(in, RowFormat.QUOTED);
  }

  SpooledFields(InputStream in, RowFormat format) {
    this.in = in;
    this.quote = format == RowFormat.QUOTED ? '\'' : 0x01;
  }

  /** Whether there is another row. */
  boolean hasRow() throws IOException {
    return next < stop || fill();
  }

  /** Reads the next field of a row, and what ends it. */
  void readField() throws IOException {
    length = 0;
    isNull = true;
    int first = take();
    if (first == quote) {
      isNull = false;
      quoted();
      return;
    }
    int each = first;
    while (each != SEPARATOR && each != '\n') {
      isNull = false;
      put(each);
      each = take();
    }
  }

  private void quoted() throws IOException {
    int each = take();
    while (true) {
      if (each == quote) {
        each = take();
        if (each != quote) {
          return; // a separator, or the row's end
        }
      }
      put(each);
      each = take();
    }
  }

  /** Whether the field is null; if it is not, it may still be empty. */
  boolean isNull() {
    return isNull;
  }

  /** The field's bytes, as far as {@link #length}. */
  byte[] bytes() {
    return field;
  }

  int length() {
    return length;
  }

  private void put(int value) {
    if (length == field.length) {
      field = Arrays.copyOf(field, field.length * 2);
    }
    field[length++] = (byte) value;
  }

  private int take() throws IOException {
    if (next == stop && !fill()) {
      throw new IOException("a row is not complete");
    }
    return read[next++];
  }

  private boolean fill() throws IOException {
    stop = Math.max(0, in.read(read));
    next = 0;
    return stop > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
