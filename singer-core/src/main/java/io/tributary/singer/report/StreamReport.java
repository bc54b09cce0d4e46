package io.tributary.singer.report;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one stream.
 *
 * <p>Thread-safe. A hot loop adds what it counted from time to time, not record by record.
 */
public final class StreamReport {
  private static final long UNKNOWN = -1;

  private final String stream;
  private final Clock clock;
  private final long startedAt;
  private final LongAdder received = new LongAdder();
  private final LongAdder loaded = new LongAdder();
  private final LongAdder deduplicated = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder states = new LongAdder();
  private volatile long expected = UNKNOWN;
  private volatile long finishedAt = UNKNOWN;
  private volatile @Nullable String failure;
  private volatile @Nullable String skipped;

  StreamReport(String stream, Clock clock) {
    this.stream = stream;
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  /** Counts records that a tap read, or that a target was given, and the size of their text. */
  public void received(long records, long size) {
    received.add(records);
    bytes.add(size);
  }

  /** Counts rows that are durable in the destination. */
  public void loaded(long rows) {
    loaded.add(rows);
  }

  /** Counts records that a later one of the same key made needless. */
  public void deduplicated(long records) {
    deduplicated.add(records);
  }

  /** Counts records that were set aside. */
  public void rejected(long records) {
    rejected.add(records);
  }

  /** Counts a state that covers records of this stream. */
  public void stateEmitted() {
    states.increment();
  }

  /** Says how many records there will be, for those who show progress. */
  public void expect(long total) {
    expected = total;
  }

  /** Says that there is no more to come; the duration ends here. */
  public void finished() {
    finishedAt = clock.millis();
  }

  /** Says that there was nothing to read, and why, in one sentence. */
  public void skipped(String reason) {
    skipped = reason;
    finishedAt = clock.millis();
  }

  /** Says that the stream failed, and why, in one sentence. The first reason is kept. */
  public synchronized void failed(String reason) {
    if (failure == null) {
      failure = reason;
    }
    finishedAt = clock.millis();
  }

  /** The figures as they are now. */
  public StreamFigures figures() {
    long end = finishedAt;
    boolean isFinished = end != UNKNOWN;
    long total = expected;
    return new StreamFigures(
        stream,
        new StreamFigures.Counts(received.sum(), loaded.sum(), deduplicated.sum(), rejected.sum()),
        bytes.sum(),
        states.sum(),
        total == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(total),
        Duration.ofMillis((isFinished ? end : clock.millis()) - startedAt),
        isFinished,
        Optional.ofNullable(failure),
        Optional.ofNullable(skipped));
  }
}
