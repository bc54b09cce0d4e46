package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Days;
import java.util.List;

/** Money on its way to the bank: the transactions that make it up, and whether it arrives. */
public record Payout(
    long serial, long created, long amount, Type type, Way way, List<BalanceTransaction> parts)
    implements Entity {

  /** An automatic payout pays what has become available; a manual one pays from the reserve. */
  public enum Type {
    AUTOMATIC,
    MANUAL
  }

  /** The day it arrives, and the moment the bank sends it back, if it does. */
  public record Way(long arrival, long failedAt) {
    long paidAt() {
      return arrival + 9 * Days.HOUR;
    }
  }

  public Payout {
    parts = List.copyOf(parts);
  }

  @Override
  public Kind kind() {
    return Kind.PAYOUT;
  }

  public String status(long at) {
    if (at >= way.failedAt()) {
      return "failed";
    }
    return at >= way.paidAt() ? "paid" : "in_transit";
  }

  /** The moment all parts of an automatic payout are known. */
  public long reconciledAt() {
    return type == Type.AUTOMATIC ? created + 2 * Days.HOUR : Days.NEVER;
  }

  @Override
  public List<Change> changes() {
    return new Change.Log()
        .add(created, "payout.created")
        .add(reconciledAt(), "payout.reconciliation_completed")
        .add(way.paidAt(), "payout.paid")
        .add(way.failedAt(), "payout.failed")
        .inOrder();
  }
}
