package io.tributary.singer.http;

/** A token bucket, seen as the moment from which the next request may go. One thread. */
final class Bucket {
  /** Requests that may go at once after a rest: one late timer must not cost a token. */
  static final int BURST = 2;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Throttle perSecond;
  private long next;

  Bucket(double perSecond, long now) {
    this.perSecond = new Throttle(perSecond);
    this.next = now;
  }

  /** Nanoseconds until a request may go; none or less if it may go now. */
  long nanosToWait(long now) {
    return next - now;
  }

  void take(long now) {
    long interval = (long) Math.ceil(NANOS_PER_SECOND / perSecond.at(now));
    long rested = now - interval * (BURST - 1);
    next = (next - rested > 0 ? next : rested) + interval;
  }

  void halve(long now, long sent) {
    perSecond.halve(now, sent);
  }
}
