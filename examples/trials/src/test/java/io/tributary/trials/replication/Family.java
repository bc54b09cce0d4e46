package io.tributary.trials.replication;

import java.util.List;

/** Streams that belong together, and the kinds of objects that they are of. */
record Family(List<Kind> kinds, List<String> streams) {
  static final Family ACCOUNT = of(List.of(), "account", "balance_settings", "tax_settings");

  static final List<Family> ALL =
      List.of(
          of(List.of(Kind.CUSTOMERS), "customers", "customer_tax_ids"),
          of(List.of(Kind.PRODUCTS, Kind.COUPONS), "products", "coupons"),
          of(List.of(Kind.CHARGES, Kind.REFUNDS), "charges", "refunds"),
          of(List.of(Kind.SUBSCRIPTIONS), "subscriptions", "subscription_items"),
          of(
              List.of(Kind.INVOICES, Kind.CREDIT_NOTES),
              "invoices",
              "invoice_line_items",
              "credit_notes",
              "credit_note_line_items"),
          of(List.of(Kind.TRANSFERS), "transfers", "transfer_reversals"),
          of(List.of(Kind.FEES), "application_fees", "application_fee_refunds"),
          of(List.of(Kind.QUOTES), "quotes", "quote_line_items"),
          of(
              List.of(Kind.PAYOUTS),
              "balance_transactions",
              "balance_transaction_fees",
              "payouts",
              "payout_balance_transactions"),
          of(List.of(), "events"),
          ACCOUNT);

  private static Family of(List<Kind> kinds, String... streams) {
    return new Family(kinds, List.of(streams));
  }
}
