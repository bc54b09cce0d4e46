package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Currency;
import java.util.List;

/** A rebate on a subscription's invoices: a share in thousandths, or an amount in cents. */
public record Coupon(long serial, long created, String name, int share, long cents, int months)
    implements Entity {
  /** The months of a coupon that holds as long as the subscription. */
  public static final int FOR_EVER = Integer.MAX_VALUE;

  /** What is taken off a subtotal of the subscription's invoice in this month of its life. */
  public long off(long subtotal, Currency currency, int month) {
    if (month >= months || subtotal <= 0) {
      return 0;
    }
    return cents > 0
        ? Math.min(subtotal, currency.priced(cents))
        : currency.amount(subtotal * share, 1_000);
  }

  @Override
  public Kind kind() {
    return Kind.COUPON;
  }

  @Override
  public List<Change> changes() {
    return List.of(new Change(created, "coupon.created"));
  }
}
