package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Days;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An intent to pay and its attempts: at most the last of them succeeds. */
public record Payment(Order order, long created, List<Charge> attempts, long canceledAt)
    implements Entity {

  public Payment {
    attempts = List.copyOf(attempts);
  }

  @Override
  public Kind kind() {
    return Kind.PAYMENT_INTENT;
  }

  @Override
  public long serial() {
    return order.serial();
  }

  /** The newest attempt at a moment; none before the first. */
  public @Nullable Charge latestCharge(long at) {
    Charge latest = null;
    for (Charge attempt : attempts) {
      if (attempt.created() <= at) {
        latest = attempt;
      }
    }
    return latest;
  }

  public long firstFailure() {
    return attempts.isEmpty() || !attempts.get(0).isFailed()
        ? Days.NEVER
        : attempts.get(0).created();
  }

  public String status(long at) {
    Charge latest = latestCharge(at);
    if (at >= canceledAt) {
      return "canceled";
    }
    if (latest == null || latest.isFailed()) {
      return "requires_payment_method";
    }
    return at >= latest.capture().at() ? "succeeded" : "requires_capture";
  }

  @Override
  public List<Change> changes() {
    Change.Log log =
        new Change.Log()
            .add(created, "payment_intent.created")
            .add(canceledAt, "payment_intent.canceled");
    for (Charge attempt : attempts) {
      if (attempt.isFailed()) {
        log.add(attempt.created(), "payment_intent.payment_failed");
      } else {
        log.add(attempt.capture().at(), "payment_intent.succeeded");
        if (attempt.capture().isManual()) {
          log.add(attempt.created(), "payment_intent.amount_capturable_updated");
        }
      }
    }
    return log.inOrder();
  }
}
