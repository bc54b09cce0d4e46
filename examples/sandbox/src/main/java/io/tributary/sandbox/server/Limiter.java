package io.tributary.sandbox.server;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts requests as Stripe's test mode does. Each bucket holds one second's worth and refills
 * steadily. Safe to use from several threads.
 */
final class Limiter {
  static final int PER_ENDPOINT = 25;
  static final int IN_ALL = 100;

  private static final long NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Bucket all;
  private final Map<String, Bucket> endpoints = new ConcurrentHashMap<>();

  Limiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    all = new Bucket(IN_ALL, nanoTime.getAsLong());
  }

  /** The reason why a request is one too many; none if it may pass. */
  Optional<String> refuse(String endpoint) {
    long now = nanoTime.getAsLong();
    if (!all.take(now)) {
      return Optional.of("global-rate");
    }
    Bucket bucket = endpoints.computeIfAbsent(endpoint, each -> new Bucket(PER_ENDPOINT, now));
    return bucket.take(now) ? Optional.empty() : Optional.of("endpoint-rate");
  }

  private static final class Bucket {
    private final long rate;
    private long credit;
    private long last;

    Bucket(int rate, long now) {
      this.rate = rate;
      credit = rate * NANOS;
      last = now;
    }

    synchronized boolean take(long now) {
      long passed = Math.max(0, Math.min(now - last, NANOS));
      credit = Math.min(rate * NANOS, credit + passed * rate);
      last = Math.max(last, now);
      if (credit < NANOS) {
        return false;
      }
      credit -= NANOS;
      return true;
    }
  }
}
