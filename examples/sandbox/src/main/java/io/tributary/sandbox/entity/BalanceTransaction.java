package io.tributary.sandbox.entity;

import org.jspecify.annotations.Nullable;

/** One line of the account's ledger, in cents; it never changes but for becoming available. */
public record BalanceTransaction(
    long serial, long created, long availableAt, Entry entry, Amount amount, @Nullable Ref source)
    implements Entity {

  /** Why money moves, as Stripe names it: the type and the category that reports use. */
  public enum Entry {
    CHARGE("charge", "charge"),
    PAYMENT("payment", "charge"),
    REFUND("refund", "refund"),
    REFUND_FAILURE("refund_failure", "refund_failure"),
    DISPUTE("adjustment", "dispute"),
    DISPUTE_REVERSAL("adjustment", "dispute_reversal"),
    ADJUSTMENT("adjustment", "other_adjustment"),
    STRIPE_FEE("stripe_fee", "fee"),
    PAYOUT("payout", "payout"),
    PAYOUT_FAILURE("payout_failure", "payout_reversal"),
    APPLICATION_FEE("application_fee", "platform_earning"),
    APPLICATION_FEE_REFUND("application_fee_refund", "platform_earning_refund"),
    TRANSFER("transfer", "transfer"),
    TRANSFER_REFUND("transfer_refund", "transfer_reversal");

    private final String type;
    private final String category;

    Entry(String type, String category) {
      this.type = type;
      this.category = category;
    }

    public String type() {
      return type;
    }

    public String category() {
      return category;
    }
  }

  /** What moves, before fees; the rate in millionths if it was converted, else 0. */
  public record Amount(long cents, long fee, long applicationFee, long rate) {
    public static Amount of(long cents) {
      return new Amount(cents, 0, 0, 0);
    }

    public long net() {
      return cents - fee - applicationFee;
    }
  }

  @Override
  public Kind kind() {
    return Kind.BALANCE_TRANSACTION;
  }

  public long net() {
    return amount.net();
  }
}
