package io.tributary.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.AdsFault;
import io.tributary.sandbox.option.AdsOptions.Rule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Which queries fail although they are right. Safe to use from several threads. */
final class Turns {
  private final List<Rule> rules;
  private final AtomicIntegerArray counts;

  Turns(List<Rule> rules) {
    this.rules = rules;
    counts = new AtomicIntegerArray(rules.size());
  }

  /** Counts a query and says which rule's turn it is, if any's. */
  Optional<Rule> of(long account, String from) {
    Optional<Rule> turn = Optional.empty();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      boolean isMeant =
          (rule.account().isEmpty() || rule.account().getAsLong() == account)
              && (rule.from().isEmpty() || rule.from().get().equals(from));
      if (isMeant && counts.incrementAndGet(i) % rule.every() == 0) {
        turn = Optional.of(rule);
      }
    }
    return turn;
  }

  /** What is answered then. */
  static Failure failure(AdsFault fault) {
    Optional<ObjectNode> details =
        switch (fault) {
          case RESOURCE_EXHAUSTED -> Optional.of(delay("900s"));
          case RESOURCE_TEMPORARILY_EXHAUSTED -> Optional.of(delay("1s"));
          default -> Optional.empty();
        };
    return Failure.of(fault, "The sandbox was told to answer " + fault + " now.", details);
  }

  private static ObjectNode delay(String retryDelay) {
    ObjectNode details = Json.object();
    details
        .putObject("quotaErrorDetails")
        .put("rateScope", "DEVELOPER")
        .put("rateName", "Requests per service per method")
        .put("retryDelay", retryDelay);
    return details;
  }
}
