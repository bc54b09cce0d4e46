package io.tributary.tap.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What of the lists is to be read, and in which portions.
 *
 * @param account the connected account that is read; empty for the key's own
 * @param version the API version that is asked for
 * @param start from when on objects are wanted
 * @param followChanges whether objects that changed after they were read are read again
 * @param timing the spans of time that matter
 * @param parallel how many windows of one stream are read at once
 */
record Scope(
    Optional<String> account,
    String version,
    Start start,
    boolean followChanges,
    Timing timing,
    int parallel) {

  /**
   * From when on objects are wanted.
   *
   * @param date by their creation; empty for all
   * @param forAll whether that counts for the catalogue as well as for transactions
   */
  record Start(Optional<Instant> date, boolean forAll) {}

  /**
   * The spans of time that matter.
   *
   * @param window the longest that is read in one go
   * @param lookback how far back to read again, for what turned up late
   * @param lag how long it may take until something that happened can be read
   */
  record Timing(Duration window, Duration lookback, Duration lag) {}

  /** From when on the objects of a resource are wanted. */
  Instant start(Resource resource) {
    return start.forAll() || resource.kind() == Resource.Kind.TRANSACTION
        ? start.date().orElse(Instant.EPOCH)
        : Instant.EPOCH;
  }
}
