package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Days;
import java.util.List;

/** The platform's share of a payment to a connected account; given back with the whole payment. */
public record ApplicationFee(Charge charge, Account account) implements Entity {

  @Override
  public Kind kind() {
    return Kind.APPLICATION_FEE;
  }

  @Override
  public long serial() {
    return charge.serial();
  }

  @Override
  public long created() {
    return charge.capture().at();
  }

  public long cents() {
    return charge.settlement().applicationFee();
  }

  public long refundedAt() {
    return refundedAt(charge);
  }

  /** The moment a payment's application fee is given back: when all of it is refunded at once. */
  public static long refundedAt(Charge charge) {
    List<Refund> refunds = charge.after().refunds();
    return refunds.size() == 1 && refunds.get(0).amount() == charge.amount()
        ? refunds.get(0).created()
        : Days.NEVER;
  }

  @Override
  public List<Change> changes() {
    return new Change.Log()
        .add(created(), "application_fee.created")
        .add(refundedAt(), "application_fee.refunded")
        .inOrder();
  }
}
