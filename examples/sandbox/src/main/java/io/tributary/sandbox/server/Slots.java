package io.tributary.sandbox.server;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests may be under way at once; each is for as long as an answer takes. Safe to use
 * from several threads.
 */
final class Slots {
  private final int most;
  private final long nanosEach;
  private final Deque<Long> ends = new ArrayDeque<>();

  /** None are counted if {@code most} is 0. */
  Slots(int most, long nanosEach) {
    this.most = most;
    this.nanosEach = nanosEach;
  }

  /** Takes a slot, if one is free. */
  synchronized boolean take(long now) {
    while (!ends.isEmpty() && ends.peek() - now <= 0) {
      ends.remove();
    }
    if (most > 0 && ends.size() >= most) {
      return false;
    }
    if (most > 0) {
      ends.add(now + nanosEach);
    }
    return true;
  }
}
