package io.tributary.target.snowflake;

/** What a moment is kept as; all three to the nanosecond. */
enum TimestampType {
  /** The moment, and the offset that the source gave. */
  TIMESTAMP_TZ,
  /** The clock of UTC. */
  TIMESTAMP_NTZ,
  /** The moment alone, shown by the clock of whoever asks. */
  TIMESTAMP_LTZ
}
