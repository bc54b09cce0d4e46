package io.tributary.sandbox.entity;

/** The kinds of object that an account holds, each with the prefix of its ids. */
public enum Kind {
  ACCOUNT(1, "acct_1", "account"),
  CUSTOMER(2, "cus_", "customer"),
  PRODUCT(3, "prod_", "product"),
  PRICE(4, "price_1", "price"),
  COUPON(5, "", "coupon"),
  PROMOTION_CODE(6, "promo_1", "promotion_code"),
  TAX_RATE(7, "txr_1", "tax_rate"),
  SUBSCRIPTION(8, "sub_1", "subscription"),
  SUBSCRIPTION_ITEM(9, "si_", "subscription_item"),
  DISCOUNT(10, "di_1", "discount"),
  INVOICE(11, "in_1", "invoice"),
  LINE_ITEM(12, "il_1", "line_item"),
  INVOICE_PAYMENT(13, "inpay_1", "invoice_payment"),
  CREDIT_NOTE(14, "cn_1", "credit_note"),
  CREDIT_NOTE_LINE_ITEM(15, "cnli_1", "credit_note_line_item"),
  PAYMENT_INTENT(16, "pi_3", "payment_intent"),
  CHARGE(17, "ch_3", "charge"),
  REFUND(18, "re_3", "refund"),
  DISPUTE(19, "du_1", "dispute"),
  BALANCE_TRANSACTION(20, "txn_1", "balance_transaction"),
  PAYOUT(21, "po_1", "payout"),
  EVENT(22, "evt_1", "event"),
  APPLICATION_FEE(23, "fee_1", "application_fee"),
  FEE_REFUND(24, "fr_1", "fee_refund"),
  TRANSFER(25, "tr_1", "transfer"),
  TRANSFER_REVERSAL(26, "trr_1", "transfer_reversal"),
  PLAN(27, "price_1", "plan"),

  /** What the table of listings describes: each listing has a prefix of its own. */
  CLONE(28, "", "");

  private final int number;
  private final String prefix;
  private final String objectName;

  Kind(int number, String prefix, String objectName) {
    this.number = number;
    this.prefix = prefix;
    this.objectName = objectName;
  }

  /** What tells the kind apart in the numbers of events. */
  int number() {
    return number;
  }

  /** What the ids of this kind begin with. */
  public String prefix() {
    return prefix;
  }

  /** The value of the property {@code object}. */
  public String objectName() {
    return objectName;
  }
}
