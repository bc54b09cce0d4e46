package io.tributary.tap.googleads;

import io.tributary.singer.config.Setting;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.RetryPolicy;
import io.tributary.singer.http.Ticker;
import io.tributary.tap.googleads.api.Operations;
import io.tributary.tap.googleads.api.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How hard to ask, and how much. */
public record Pace(
    @Setting(value = "How many requests run at once.", byDefault = "8") int maxConcurrency,
    @Setting(
            value =
                "Requests a second. Google names no limit; where it says that it is too many they"
                    + " are halved for a while.",
            byDefault = "20")
        double requestsPerSecond,
    @Setting(
            value = "How long to wait for the next bytes of an answer.",
            byDefault = "300",
            aliases = "request_timeout")
        Duration requestTimeoutSeconds,
    @Setting(value = "How often a request is tried before it fails.", byDefault = "8")
        int maxAttempts,
    @Setting(
            value =
                "The longest pause before a request is tried again; it doubles each time, up to two"
                    + " minutes.",
            byDefault = "5")
        Duration retryPauseSeconds,
    @Setting(
            value =
                "How long to wait for the quota to return, at the most. If Google says that it takes"
                    + " longer the run ends, with its state, and exit code 9.",
            byDefault = "900")
        Duration maxQuotaWaitSeconds,
    @Setting(
            "How many operations a run may use: each query is one. It then ends, with its state,"
                + " and exit code 9.")
        Optional<Long> maxOperations,
    @Setting(
            value =
                "How many operations Google allows in a day, which is for --plan only: 2880 with"
                    + " Explorer access, 15000 with Basic.",
            byDefault = "15000")
        long dailyOperations) {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  public Pace {
    if (maxConcurrency < 1 || maxConcurrency > 100) {
      throw new IllegalArgumentException("max_concurrency is not between 1 and 100");
    }
    if (!(requestsPerSecond > 0)) {
      throw new IllegalArgumentException("requests_per_second is not more than 0");
    }
    if (requestTimeoutSeconds.toMillis() < 1) {
      throw new IllegalArgumentException("request_timeout_seconds is not more than 0");
    }
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException("max_attempts is not between 1 and 100");
    }
    if (retryPauseSeconds.isNegative() || retryPauseSeconds.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException("retry_pause_seconds is not between 0 and 120");
    }
    if (maxQuotaWaitSeconds.isNegative()) {
      throw new IllegalArgumentException("max_quota_wait_seconds is less than 0");
    }
    if (maxOperations.isPresent() && maxOperations.get() < 1) {
      throw new IllegalArgumentException("max_operations is not more than 0");
    }
    if (dailyOperations < 1) {
      throw new IllegalArgumentException("daily_operations is not more than 0");
    }
  }

  RateLimit.Rates rates() {
    return new RateLimit.Rates(requestsPerSecond, Double.POSITIVE_INFINITY, maxConcurrency);
  }

  Patience patience(Ticker ticker) {
    return new Patience(
        new RetryPolicy(maxAttempts, retryPauseSeconds, LONGEST_PAUSE),
        maxQuotaWaitSeconds,
        ticker);
  }

  Operations operations() {
    return new Operations(
        maxOperations.map(OptionalLong::of).orElse(OptionalLong.empty()), dailyOperations);
  }
}
