package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to take money, and all that becomes of it. */
public record Charge(
    long serial, Order order, long created, Capture capture, Settlement settlement, After after)
    implements Entity {

  /** When the money is taken, or the hold on it expires; a failed attempt has a code instead. */
  public record Capture(long at, long expiresAt, @Nullable String failureCode) {
    public static Capture atOnce(long at) {
      return new Capture(at, Days.NEVER, null);
    }

    public static Capture failed(String code) {
      return new Capture(Days.NEVER, Days.NEVER, code);
    }

    public boolean isManual() {
      return expiresAt != Days.NEVER;
    }

    /** Whether a hold runs out before anybody takes the money. */
    public boolean isExpired() {
      return isManual() && at == Days.NEVER;
    }
  }

  /** The money as the account gets it: the rate in millionths, and fees in cents. */
  public record Settlement(long rate, long fee, long applicationFee) {}

  /** What comes after the payment. */
  public record After(List<Refund> refunds, @Nullable Dispute dispute) {
    public static final After NOTHING = new After(List.of(), null);

    public After {
      refunds = List.copyOf(refunds);
    }
  }

  @Override
  public Kind kind() {
    return Kind.CHARGE;
  }

  public boolean isFailed() {
    return capture.failureCode() != null;
  }

  public long amount() {
    return order.amount();
  }

  /** The amount in cents, before fees. */
  public long settled() {
    return Currency.settled(order.amount(), settlement.rate());
  }

  /** What has been given back at a moment and has not come back as undeliverable. */
  public long refunded(long at) {
    long sum = 0;
    for (Refund refund : after.refunds()) {
      sum += refund.created() <= at && at < refund.failedAt() ? refund.amount() : 0;
    }
    return sum;
  }

  @Override
  public List<Change> changes() {
    Change.Log log =
        new Change.Log().add(created, isFailed() ? "charge.failed" : "charge.succeeded");
    if (capture.isManual()) {
      log.add(capture.at(), "charge.captured");
    }
    for (Refund refund : after.refunds()) {
      log.add(refund.created(), refund.isRelease() ? "charge.expired" : "charge.refunded");
      log.add(refund.failedAt(), "charge.updated");
    }
    Dispute dispute = after.dispute();
    return dispute == null ? log.inOrder() : log.add(dispute.created(), "charge.updated").inOrder();
  }
}
