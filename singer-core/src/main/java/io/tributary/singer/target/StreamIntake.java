package io.tributary.singer.target;

import io.tributary.singer.connector.JsonField;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.StreamReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the checker knows of one stream under one schema, and the batch that is being filled. */
final class StreamIntake {
  private static final Filled.Covered NOTHING =
      new Filled.Covered(new SpooledRows.Mark(1, 0, 0, 0), 0);

  private final RowEncoder encoder;
  private final CompletableFuture<List<JsonField>> fields;
  private final StreamReport report;
  private @Nullable RowText text;
  private @Nullable SpooledRows rows;
  private long beganAt;
  private long firstSequence;
  private long lastSequence;
  private Filled.Covered covered = NOTHING;
  private long received;
  private long receivedBytes;

  /**
   * @param fields how the fields of its rows are written, when that is known
   */
  StreamIntake(RowEncoder encoder, CompletableFuture<List<JsonField>> fields, StreamReport report) {
    this.encoder = encoder;
    this.fields = fields;
    this.report = report;
  }

  SchemaMessage schema() {
    return encoder.schema();
  }

  RowEncoder encoder() {
    return encoder;
  }

  CompletableFuture<List<JsonField>> fields() {
    return fields;
  }

  /** How its rows are written; null as long as that is not known. */
  @Nullable RowText text() {
    return text;
  }

  void writesAs(RowText rowText) {
    text = rowText;
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
  void append(TextBuffer row, long sequence, long after) throws InterruptedException {
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
    Filled filled = new Filled(schema(), encoder.columns(), current(), report, span, covered);
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
