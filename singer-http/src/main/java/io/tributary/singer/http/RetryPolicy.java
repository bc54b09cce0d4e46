package io.tributary.singer.http;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often to try, and how long to wait in between. A value: no clock, no thread, no sleeping.
 *
 * @param attempts how often a request is sent at most, the first time included
 * @param first the longest pause after the first failure; it doubles with each further one
 * @param most the longest pause there is, also when the server asks for a longer one
 */
public record RetryPolicy(int attempts, Duration first, Duration most) {
  /** Eight attempts: about two minutes of pauses at the most. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(8, Duration.ofMillis(500), Duration.ofSeconds(60));

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ", not 1 or more");
    }
    if (first.isNegative() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("the pauses are not 0 <= first <= most");
    }
  }

  /**
   * The pause after a failure, or empty to give up.
   *
   * <p>What the server asks for wins over the arithmetic. The arithmetic is "full jitter": anything
   * between nothing and the doubled pause, so that clients that failed together come back apart.
   *
   * @param failed how often the request has been sent, 1 or more
   * @param asked what the server asked for, as in {@code Retry-After}
   */
  public Optional<Duration> pauseAfter(
      int failed, Optional<Duration> asked, RandomGenerator random) {
    if (failed >= attempts) {
      return Optional.empty();
    }
    if (asked.isPresent()) {
      return Optional.of(asked.get().compareTo(most) > 0 ? most : asked.get());
    }
    return Optional.of(Duration.ofMillis(random.nextLong(ceiling(failed).toMillis() + 1)));
  }

  private Duration ceiling(int failed) {
    int doublings = Math.min(failed - 1, 30);
    boolean beyond = first.compareTo(most.dividedBy(1L << doublings)) > 0;
    return beyond ? most : first.multipliedBy(1L << doublings);
  }
}
