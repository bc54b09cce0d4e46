package io.tributary.tap.googleads.api;

import io.tributary.singer.error.SingerException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts what Google counts: each query is one operation, whatever it returns. Thread-safe.
 *
 * <p>When they are used up every stream ends, without asking again.
 */
public final class Operations {
  private final OptionalLong most;
  private final long daily;
  private final AtomicLong count = new AtomicLong();
  private final AtomicReference<@Nullable String> exhausted = new AtomicReference<>();

  /**
   * @param most how many a run may use
   * @param daily how many Google allows in a day, for showing only
   */
  public Operations(OptionalLong most, long daily) {
    this.most = most;
    this.daily = daily;
  }

  /** One more. */
  void begin() {
    String reason = exhausted.get();
    if (reason != null) {
      throw new SingerException.Quota(reason);
    }
    if (count.incrementAndGet() > most.orElse(Long.MAX_VALUE)) {
      count.decrementAndGet();
      throw new SingerException.Quota(
          "this run has used the " + most.getAsLong() + " operations of max_operations");
    }
  }

  /** There are none left. */
  SingerException exhaust(String reason) {
    exhausted.compareAndSet(null, reason);
    return new SingerException.Quota(reason);
  }

  /** How many a day Google allows. */
  public long daily() {
    return daily;
  }

  /** How many this run has used. */
  public long used() {
    return count.get();
  }

  @Override
  public String toString() {
    return used() + " of " + daily + " operations a day";
  }
}
