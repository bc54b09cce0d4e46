package io.tributary.tap.googleads.report;

/** How money comes, which Google Ads counts in millionths of the account's currency. */
public enum Micros {
  /** As Google counts. */
  RAW,
  /** In the currency, as an exact decimal. */
  DECIMAL,
  /** As both. */
  BOTH
}
