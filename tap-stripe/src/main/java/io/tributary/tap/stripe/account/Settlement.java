package io.tributary.tap.stripe.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tap.stripe.stream.Resource;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The oldest movement of money that is still pending: no event tells when it becomes available, so
 * that it is listed until it is. Thread-safe.
 */
public final class Settlement {
  private static final String MOVEMENTS = "/v1/balance_transactions";

  private final AtomicLong oldestPending = new AtomicLong(Long.MAX_VALUE);

  /** Whether objects of this kind settle. */
  static boolean isOf(Resource resource) {
    return resource.path().equals(MOVEMENTS);
  }

  /** Takes note of an object that was listed. */
  public void see(JsonNode object) {
    if (object.path("status").asText().equals("pending")) {
      oldestPending.accumulateAndGet(object.path("created").asLong(), Math::min);
    }
  }

  /** Before when everything is settled of what was created before {@code end}. */
  Instant until(Instant end) {
    long oldest = oldestPending.get();
    return oldest < end.getEpochSecond() ? Instant.ofEpochSecond(oldest) : end;
  }
}
