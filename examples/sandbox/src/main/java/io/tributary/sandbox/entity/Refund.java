package io.tributary.sandbox.entity;

import java.util.List;

/** Money given back; now and then the bank returns it later. */
public record Refund(
    long serial, Order order, long created, long amount, Reason reason, Return back)
    implements Entity {

  /** Why money is given back, as Stripe names it. */
  public enum Reason {
    REQUESTED_BY_CUSTOMER,
    DUPLICATE,
    FRAUDULENT,
    EXPIRED_UNCAPTURED_CHARGE
  }

  /** When the bank returns the money (NEVER, mostly), and the cents that moved. */
  public record Return(long failedAt, long cents) {}

  @Override
  public Kind kind() {
    return Kind.REFUND;
  }

  public long failedAt() {
    return back.failedAt();
  }

  /** Whether a hold was released, so that no money moved. */
  public boolean isRelease() {
    return reason == Reason.EXPIRED_UNCAPTURED_CHARGE;
  }

  @Override
  public List<Change> changes() {
    return new Change.Log()
        .add(created, "refund.created")
        .add(back.failedAt(), "refund.updated")
        .add(back.failedAt(), "refund.failed")
        .inOrder();
  }
}
