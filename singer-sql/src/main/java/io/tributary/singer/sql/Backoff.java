package io.tributary.singer.sql;

import io.tributary.singer.error.SingerException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between attempts: longer each time, and never as long as others that began to
 * wait at the same moment.
 *
 * @param first what the first pause lasts at least
 */
public record Backoff(Duration first) {
  /**
   * Waits before another attempt.
   *
   * @param failures how many attempts have failed
   * @throws SingerException.Destination if the thread is interrupted, which it remains
   */
  public void pause(int failures) {
    long least = first.toMillis() << (failures - 1);
    await(Duration.ofMillis(ThreadLocalRandom.current().nextLong(least, 2 * least)));
  }

  /**
   * Waits for what the database does meanwhile.
   *
   * @throws SingerException.Destination if the thread is interrupted, which it remains
   */
  public static void await(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SingerException.Destination("the run was interrupted while it waited", e);
    }
  }
}
