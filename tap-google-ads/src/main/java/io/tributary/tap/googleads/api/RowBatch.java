package io.tributary.tap.googleads.api;

import io.tributary.singer.json.RawJson;
import java.util.Arrays;

/**
 * Some rows of an answer: first as they were cut out of it, then what was made of them. One thread
 * at a time.
 */
final class RowBatch {
  /** How many bytes of an answer are cut at once, if no row is larger. */
  static final int SIZE = 64 * 1024;

  /** What makes rows large blows this up; beyond this it is not kept. */
  private static final int KEPT = 16 * SIZE;

  private byte[] text = new byte[SIZE];
  private int[] bounds = new int[256];
  private int count;
  private byte[] made = new byte[SIZE];
  private int used;
  private int[] ends = new int[128];
  private long number;

  /** Empties it, with room for {@code needed} bytes. */
  byte[] clear(int needed) {
    count = 0;
    used = 0;
    if (text.length > SIZE || needed > text.length) {
      text = new byte[Math.max(SIZE, needed)];
    }
    if (made.length > KEPT) {
      made = new byte[SIZE];
    }
    return text;
  }

  /** The rows are in this text. */
  void holds(byte[] rows) {
    text = rows;
  }

  /** Adds the row that is between two places of the text. */
  void add(int start, int stop) {
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 4 * count);
    }
    bounds[2 * count] = start;
    bounds[2 * count + 1] = stop;
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  private RawJson row(int i) {
    return RawJson.of(text, bounds[2 * i], bounds[2 * i + 1] - bounds[2 * i]);
  }

  /** Which one of the answer this is, from 0 on. */
  long number() {
    return number;
  }

  void number(long its) {
    number = its;
  }

  /** Brings all rows into another form. */
  void make(RowForm form) {
    if (ends.length < count) {
      ends = new int[bounds.length];
    }
    for (int i = 0; i < count; i++) {
      RawJson one = form.of(row(i));
      int length = one.length();
      if (made.length - used < length) {
        made = Arrays.copyOf(made, Math.max(2 * made.length, used + length));
      }
      System.arraycopy(one.bytes(), one.offset(), made, used, length);
      used += length;
      ends[i] = used;
    }
  }

  /** What was made of a row. */
  RawJson made(int i) {
    int start = i == 0 ? 0 : ends[i - 1];
    return RawJson.of(made, start, ends[i] - start);
  }
}
