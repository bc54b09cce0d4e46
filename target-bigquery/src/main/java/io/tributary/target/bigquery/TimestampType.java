package io.tributary.target.bigquery;

/** What a moment is kept as. */
enum TimestampType {
  /** The moment. */
  TIMESTAMP,
  /** The clock of UTC, without a zone. */
  DATETIME
}
