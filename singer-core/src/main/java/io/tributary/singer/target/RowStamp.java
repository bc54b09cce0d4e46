package io.tributary.singer.target;

import org.jspecify.annotations.Nullable;

/**
 * What a row carries besides the record's own values: {@link
 * io.tributary.singer.connector.Batch.Carried}.
 *
 * @param extractedAt microseconds of the epoch, or {@link #NO_TIME}
 * @param receivedAt microseconds of the epoch
 */
record RowStamp(long sequence, long extractedAt, long receivedAt, @Nullable Long version) {
  /** What stands for a time that is not known. */
  static final long NO_TIME = Long.MIN_VALUE;
}
