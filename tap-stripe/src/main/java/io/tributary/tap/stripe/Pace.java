package io.tributary.tap.stripe;

import io.tributary.singer.config.Setting;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/** How hard to ask: by default just under what Stripe allows. */
public record Pace(
    @Setting(value = "Objects per page, 100 at most.", byDefault = "100") int pageSize,
    @Setting(
            "How many requests run at once; by default 40 for live keys and 12 for test keys. Where"
                + " Stripe says that it is too many they are halved for a while.")
        Optional<Integer> maxConcurrency,
    @Setting(
            "Requests a second in all. Stripe allows 100 to live keys and 25 to test keys; the"
                + " default is 96 and 24. Where Stripe says that it is too many they are halved"
                + " for a while.")
        Optional<Double> requestsPerSecond,
    @Setting(value = "Requests a second to one endpoint. Stripe allows 25.", byDefault = "24")
        double requestsPerSecondPerEndpoint,
    @Setting(value = "How long to wait for an answer.", byDefault = "120")
        Duration requestTimeoutSeconds,
    @Setting(value = "How often a request is tried before its stream fails.", byDefault = "8")
        int maxAttempts) {
  private static final double LIVE_RATE = 96;
  private static final double TEST_RATE = 24;
  private static final int LIVE_CONCURRENCY = 40;
  private static final int TEST_CONCURRENCY = 12;

  public Pace {
    if (pageSize < 1 || pageSize > 100) {
      throw new IllegalArgumentException("page_size is not between 1 and 100");
    }
    if (maxConcurrency.isPresent() && (maxConcurrency.get() < 1 || maxConcurrency.get() > 200)) {
      throw new IllegalArgumentException("max_concurrency is not between 1 and 200");
    }
    if (requestsPerSecond.isPresent() && !(requestsPerSecond.get() > 0)) {
      throw new IllegalArgumentException("requests_per_second is not more than 0");
    }
    if (!(requestsPerSecondPerEndpoint > 0)) {
      throw new IllegalArgumentException("requests_per_second_per_endpoint is not more than 0");
    }
    if (requestTimeoutSeconds.toMillis() < 1) {
      throw new IllegalArgumentException("request_timeout_seconds is not more than 0");
    }
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException("max_attempts is not between 1 and 100");
    }
  }

  /** What may be asked, with a live key or another one. */
  RateLimit.Rates rates(boolean live) {
    return new RateLimit.Rates(
        requestsPerSecond.orElse(live ? LIVE_RATE : TEST_RATE),
        requestsPerSecondPerEndpoint,
        maxConcurrency.orElse(live ? LIVE_CONCURRENCY : TEST_CONCURRENCY));
  }

  RetryPolicy retries() {
    return new RetryPolicy(maxAttempts, RetryPolicy.DEFAULT.first(), RetryPolicy.DEFAULT.most());
  }
}
