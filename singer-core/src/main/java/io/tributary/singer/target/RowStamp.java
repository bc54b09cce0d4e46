package io.tributary.singer.target;

import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.json.TextBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a row carries besides the record's own values: {@link Carried}.
 *
 * @param extractedAt microseconds of the epoch, or {@link #NO_TIME}
 * @param receivedAt microseconds of the epoch
 */
record RowStamp(long sequence, long extractedAt, long receivedAt, @Nullable Long version) {
  /** How many fields it is. */
  static final int FIELDS = Carried.values().length;

  /** What stands for a time that is not known. */
  static final long NO_TIME = Long.MIN_VALUE;

  /** Writes its fields, in the order of {@link Carried}. */
  void write(RowText row, TextBuffer out) {
    number(0, sequence, row, out);
    if (extractedAt == NO_TIME) {
      row.absent(1, out);
    } else {
      row.stamp(1, extractedAt, out);
    }
    row.stamp(2, receivedAt, out);
    if (version == null) {
      row.absent(3, out);
    } else {
      number(3, version, row, out);
    }
  }

  private static void number(int field, long value, RowText row, TextBuffer out) {
    row.open(field, out);
    out.putNumber(value);
    row.close(field, out);
  }
}
