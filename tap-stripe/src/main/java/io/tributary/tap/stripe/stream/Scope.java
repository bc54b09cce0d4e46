package io.tributary.tap.stripe.stream;

import io.tributary.singer.http.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What of the lists is to be read, and in which portions.
 *
 * @param version the API version that is asked for
 * @param dates when what is wanted was created
 * @param following how to find out what has changed of what was read before
 * @param timing the spans of time that matter
 * @param rates how much may be asked
 */
public record Scope(
    String version, Dates dates, Following following, Timing timing, RateLimit.Rates rates) {

  private static final int WINDOWS = 12;

  /**
   * When what is wanted was created.
   *
   * @param start from when on; empty for all
   * @param forAll whether that counts for the catalogue as well as for transactions
   * @param end before when; empty for all
   */
  public record Dates(Optional<Instant> start, boolean forAll, Optional<Instant> end) {
    /** Whenever it was created. */
    public static final Dates ALL = new Dates(Optional.empty(), false, Optional.empty());
  }

  /**
   * How to find out what has changed of what was read before.
   *
   * @param events whether to go by events
   * @param hydrate whether to take an object from its event
   * @param reconcile of which age at most to read everything again in each run
   * @param refresh how often to read all of the catalogue again; zero for never
   */
  public record Following(boolean events, Hydrate hydrate, Duration reconcile, Duration refresh) {
    /** By events, as they come by default. */
    public static final Following EVENTS =
        new Following(true, Hydrate.AUTO, Duration.ZERO, Duration.ZERO);

    /** Not at all: what was read once stays as it is. */
    public static final Following NOTHING =
        new Following(false, Hydrate.AUTO, Duration.ZERO, Duration.ZERO);
  }

  /**
   * The spans of time that matter.
   *
   * @param window the longest that is read in one go
   * @param lookback how far back to read again, for what turned up late
   * @param eventWindow the longest that is read of the events in one go
   * @param eventLookback the same for events
   * @param lag how long it may take until something that happened can be read
   */
  public record Timing(
      Duration window,
      Duration lookback,
      Duration eventWindow,
      Duration eventLookback,
      Duration lag) {}

  /**
   * How many windows of one stream are read at once: enough to ask one endpoint as often as it
   * allows, and no more, since each may hold a page.
   */
  public int parallel() {
    return Math.min(rates.concurrent(), WINDOWS);
  }

  /** From when on the objects of a resource are wanted. */
  public Instant start(Resource resource) {
    return dates.forAll() || resource.kind() == Resource.Kind.TRANSACTION
        ? dates.start().orElse(Instant.EPOCH)
        : Instant.EPOCH;
  }

  /** Before when objects are wanted, given that there is nothing certain after a moment. */
  public Instant end(Instant certain) {
    return dates.end().filter(certain::isAfter).orElse(certain);
  }

  /** Whether events tell what has changed of a resource. */
  public boolean follows(Resource resource) {
    return following.events() && !resource.changes().events().isEmpty();
  }

  /** The name of the release that a version belongs to: objects keep their shape within it. */
  public static String codename(String version) {
    return version.substring(version.lastIndexOf('.') + 1);
  }
}
