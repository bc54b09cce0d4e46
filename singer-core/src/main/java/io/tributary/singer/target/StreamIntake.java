package io.tributary.singer.target;

import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.StreamReport;
import org.jspecify.annotations.Nullable;

/** What the checker knows of one stream under one schema, and the batch that is being filled. */
final class StreamIntake {
  private static final Filled.Covered NOTHING =
      new Filled.Covered(new SpooledRows.Mark(1, 0, 0, 0), 0);

  private final SchemaMessage schema;
  private final RowEncoder encoder;
  private final StreamReport report;
  private @Nullable SpooledRows rows;
  private long beganAt;
  private long firstSequence;
  private long lastSequence;
  private Filled.Covered covered = NOTHING;
  private long received;
  private long receivedBytes;

  StreamIntake(SchemaMessage schema, RowEncoder encoder, StreamReport report) {
    this.schema = schema;
    this.encoder = encoder;
    this.report = report;
  }

  SchemaMessage schema() {
    return schema;
  }

  RowEncoder encoder() {
    return encoder;
  }

  boolean hasRows() {
    return rows != null;
  }

  /** When the batch that is being filled began, in milliseconds of the epoch. */
  long beganAt() {
    return beganAt;
  }

  void begin(SpooledRows batch, long sequence, long now) {
    rows = batch;
    beganAt = now;
    firstSequence = sequence;
    lastSequence = 0;
    covered = NOTHING;
  }

  /**
   * Adds a row.
   *
   * @param after the number of the last record before the last state
   */
  void append(RowBuffer row, long sequence, long after) throws InterruptedException {
    SpooledRows batch = current();
    if (lastSequence <= after) {
      covered = new Filled.Covered(batch.mark(), lastSequence);
    }
    batch.append(row.bytes(), row.length());
    lastSequence = sequence;
  }

  boolean isFull(TargetSettings.BatchSettings limits) {
    SpooledRows batch = rows;
    return batch != null
        && (batch.rows() >= limits.batchSizeRows() || batch.bytes() >= limits.batchSizeBytes());
  }

  /** Whether the batch has just come to {@code count} rows, or to a multiple of it. */
  boolean isMultipleOf(long count) {
    SpooledRows batch = rows;
    return batch != null && batch.rows() % count == 0;
  }

  /** Ends the batch, and forgets what it held. */
  Filled end() {
    Filled.Span span = new Filled.Span(firstSequence, lastSequence);
    Filled filled = new Filled(schema, encoder.columns(), current(), report, span, covered);
    encoder.startBatch();
    rows = null;
    return filled;
  }

  private SpooledRows current() {
    SpooledRows batch = rows;
    if (batch == null) {
      throw new IllegalStateException("no batch has begun");
    }
    return batch;
  }

  void received(RawJson record) {
    received++;
    receivedBytes += record.length();
  }

  /** Adds what was counted to the report. */
  void publish() {
    if (received > 0) {
      report.received(received, receivedBytes);
      received = 0;
      receivedBytes = 0;
    }
  }

  void finished() {
    publish();
    report.finished();
  }
}
