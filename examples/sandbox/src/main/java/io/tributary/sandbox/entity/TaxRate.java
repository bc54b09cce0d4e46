package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Currency;
import java.util.List;

/** A tax on invoices, in thousandths, that is added to the price or included in it. */
public record TaxRate(long serial, long created, String displayName, int share, boolean inclusive)
    implements Entity {

  /** The tax on an amount after discounts, rounded half up. */
  public long on(long amount, Currency currency) {
    return currency.amount(amount * share, inclusive ? 1_000 + share : 1_000);
  }

  @Override
  public Kind kind() {
    return Kind.TAX_RATE;
  }

  @Override
  public List<Change> changes() {
    return List.of(new Change(created, "tax_rate.created"));
  }
}
