package io.tributary.sandbox.ads;

import java.util.List;

/**
 * A click that brings a customer: where it was, when, and all that came of it up to the world's
 * moment.
 */
public record Lead(
    Account account, long key, long clickedAt, String click, List<Conversion> conversions) {
  public Lead {
    conversions = List.copyOf(conversions);
  }

  /** Something done because of a click; the value in thousandths of the account's unit. */
  public record Conversion(Action action, long at, long value) {}

  public long clickDay() {
    return account.day(clickedAt);
  }
}
