package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The oldest movement of money that is still pending: no event tells when it becomes available, so
 * that it is listed until it is. Thread-safe.
 */
final class Settlement {
  private static final String MOVEMENTS = "/v1/balance_transactions";

  private final AtomicLong oldestPending = new AtomicLong(Long.MAX_VALUE);

  /** Whether objects of this kind settle. */
  static boolean isOf(Resource resource) {
    return resource.path().equals(MOVEMENTS);
  }

  void see(JsonNode object) {
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
