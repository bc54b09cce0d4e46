package io.tributary.tap.googleads.report;

/** Which accounts a stream is read of. */
public enum Scope {
  /** Those that advertise. */
  ACCOUNTS,
  /** Those that manage others. */
  MANAGERS,
  ALL,
  /** Any one: what it says is the same for all. */
  ONCE
}
