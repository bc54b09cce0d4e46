package io.tributary.tap.stripe.fake;

import io.tributary.singer.http.RateLimit;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Duration;

/** What tests read of the lists, if it does not matter to them. */
public final class Scopes {
  /** How long it takes until something that happened can be read. */
  private static final Duration LAG = Duration.ofMinutes(2);

  private static final String VERSION = "2026-10-28.endive";

  private Scopes() {}

  /** All there is, in one go, and no change. */
  public static Scope plain() {
    return new Scope(
        VERSION,
        Scope.Dates.ALL,
        Scope.Following.NOTHING,
        new Scope.Timing(
            Duration.ofDays(30), Duration.ZERO, Duration.ofDays(7), Duration.ZERO, Duration.ZERO),
        new RateLimit.Rates(100, 25, 1));
  }

  /** All there is, and what changes. */
  public static Scope following() {
    return of(Scope.Dates.ALL, Scope.Following.EVENTS);
  }

  public static Scope of(Scope.Dates dates, Scope.Following following) {
    return new Scope(
        VERSION,
        dates,
        following,
        new Scope.Timing(
            Duration.ofDays(10), Duration.ofHours(1), Duration.ofDays(7), Duration.ofHours(1), LAG),
        new RateLimit.Rates(100, 25, 3));
  }
}
