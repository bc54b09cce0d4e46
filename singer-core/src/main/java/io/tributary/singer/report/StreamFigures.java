package io.tributary.singer.report;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one stream at one moment of a run.
 *
 * @param bytes the size of the records' text
 * @param states the states that went out and cover records of this stream
 * @param expected how many records there will be, if the source knows
 * @param duration how long the stream took, or has taken so far
 * @param isFinished whether there is no more to come
 * @param failure why the stream failed, if it did
 * @param skipped why there was nothing to read, if so
 */
public record StreamFigures(
    String stream,
    Counts counts,
    long bytes,
    long states,
    OptionalLong expected,
    Duration duration,
    boolean isFinished,
    Optional<String> failure,
    Optional<String> skipped) {

  /**
   * What became of the records. A tap counts those it read; a target also where they ended up.
   *
   * @param received the records that were read or given
   * @param loaded the rows that are durable in the destination
   * @param deduplicated the records that a later one of the same key made needless
   * @param rejected the records that were set aside
   */
  public record Counts(long received, long loaded, long deduplicated, long rejected) {
    /** Whether a target can say of every record where it ended up. */
    public boolean areAccountedFor() {
      return received == loaded + deduplicated + rejected;
    }
  }
}
