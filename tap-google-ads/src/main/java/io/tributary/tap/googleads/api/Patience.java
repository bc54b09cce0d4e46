package io.tributary.tap.googleads.api;

import io.tributary.singer.http.RetryPolicy;
import io.tributary.singer.http.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * How long to bear with Google.
 *
 * @param retries how often a request is tried, and how long to wait in between
 * @param quotaWait how long to wait for a quota to return, at the most
 * @param ticker what waits
 */
public record Patience(RetryPolicy retries, Duration quotaWait, Ticker ticker) {
  private static final Random RANDOM = new Random();

  /** Waits before a request is sent again; false if it has been sent often enough. */
  public boolean pauseAfter(int failures) throws InterruptedException {
    Optional<Duration> pause = retries.pauseAfter(failures, Optional.empty(), RANDOM);
    if (pause.isPresent()) {
      ticker.sleep(pause.get());
    }
    return pause.isPresent();
  }
}
