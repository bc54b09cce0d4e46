package io.tributary.singer.http;

import java.time.Duration;

/**
 * A limit that halves under strain and then creeps back. Given the time by its caller; one thread.
 */
final class Throttle {
  /** How long a limit that was cut to nothing takes to be whole again. */
  static final long RECOVERY_NANOS = Duration.ofSeconds(60).toNanos();

  /** The share of a limit that is always left. */
  private static final double FLOOR = 1.0 / 32;

  private final double nominal;
  private double reduced;
  private long reducedAt;

  Throttle(double nominal) {
    this.nominal = nominal;
    this.reduced = nominal;
  }

  /** The limit at the moment {@code now}. */
  double at(long now) {
    if (reduced >= nominal) {
      return nominal;
    }
    return Math.min(nominal, reduced + nominal * (now - reducedAt) / RECOVERY_NANOS);
  }

  boolean isReduced(long now) {
    return at(now) < nominal;
  }

  /**
   * Halves the limit, but once only for all the requests that were sent before the last halving:
   * what they ran into has been dealt with.
   */
  void halve(long now, long sent) {
    if (reduced < nominal && sent - reducedAt < 0) {
      return;
    }
    reduced = Math.max(nominal * FLOOR, at(now) / 2);
    reducedAt = now;
  }
}
