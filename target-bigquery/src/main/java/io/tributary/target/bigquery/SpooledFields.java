package io.tributary.target.bigquery;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads rows that were spooled as {@link io.tributary.singer.connector.RowFormat#SEPARATED}, a
 * field at a time. Holds one field, which is valid until the next.
 *
 * <p>Used by one thread.
 */
final class SpooledFields implements Closeable {
  private static final int SEPARATOR = 0x1f;
  private static final int READ = 1 << 16;
  private static final int QUOTE = 0x01;
  private static final boolean[] ENDS = kind(SEPARATOR, '\n');
  private static final boolean[] QUOTES = kind(QUOTE);

  private final InputStream in;
  private final byte[] read = new byte[READ];
  private int next;
  private int stop;
  private byte[] field = new byte[256];
  private int length;
  private boolean isNull;

  SpooledFields(InputStream in) {
    this.in = in;
  }

  private static boolean[] kind(int... bytes) {
    boolean[] kind = new boolean[256];
    for (int each : bytes) {
      kind[each] = true;
    }
    return kind;
  }

  /** Whether there is another row. */
  boolean hasRow() throws IOException {
    return next < stop || fill();
  }

  /** Reads the next field of a row, and what ends it. */
  void readField() throws IOException {
    length = 0;
    if (next == stop && !fill()) {
      throw incomplete();
    }
    if (read[next] == QUOTE) {
      next++;
      isNull = false;
      quoted();
      return;
    }
    while (!copyUntil(ENDS)) {
      if (!fill()) {
        throw incomplete();
      }
    }
    next++;
    isNull = length == 0;
  }

  /** A quote ends the field, unless another one follows it. */
  private void quoted() throws IOException {
    while (true) {
      while (!copyUntil(QUOTES)) {
        if (!fill()) {
          throw incomplete();
        }
      }
      next++;
      if (next == stop && !fill()) {
        throw incomplete();
      }
      if (read[next] != QUOTE) {
        next++; // a separator, or the row's end
        return;
      }
      put(read, next, 1);
      next++;
    }
  }

  /** Takes the bytes before one of a kind; false if there is none in what was read. */
  private boolean copyUntil(boolean[] kind) {
    int from = next;
    int at = from;
    while (at < stop && !kind[read[at] & 0xff]) {
      at++;
    }
    put(read, from, at - from);
    next = at;
    return at < stop;
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

  private void put(byte[] bytes, int start, int count) {
    if (field.length - length < count) {
      field = Arrays.copyOf(field, Math.max(field.length * 2, length + count));
    }
    System.arraycopy(bytes, start, field, length, count);
    length += count;
  }

  private static IOException incomplete() {
    return new IOException("a row is not complete");
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
