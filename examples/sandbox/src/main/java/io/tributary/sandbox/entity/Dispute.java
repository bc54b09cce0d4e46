package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Days;
import java.util.List;

/** A payment that the payer's bank takes back until it is settled who is right. */
public record Dispute(
    long serial, Order order, long created, long answeredAt, Ruling ruling, long cents)
    implements Entity {

  /** How it ends, and when. */
  public record Ruling(long at, boolean isWon) {}

  @Override
  public Kind kind() {
    return Kind.DISPUTE;
  }

  public String status(long at) {
    if (at >= ruling.at()) {
      return ruling.isWon() ? "won" : "lost";
    }
    return at >= answeredAt ? "under_review" : "needs_response";
  }

  /** The moment the money comes back, if it does. */
  public long reinstatedAt() {
    return ruling.isWon() ? ruling.at() : Days.NEVER;
  }

  @Override
  public List<Change> changes() {
    return new Change.Log()
        .add(created, "charge.dispute.created")
        .add(created, "charge.dispute.funds_withdrawn")
        .add(answeredAt, "charge.dispute.updated")
        .add(reinstatedAt(), "charge.dispute.funds_reinstated")
        .add(ruling.at(), "charge.dispute.closed")
        .inOrder();
  }
}
