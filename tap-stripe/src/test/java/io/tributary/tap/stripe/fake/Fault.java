package io.tributary.tap.stripe.fake;

/** What goes wrong with an answer. */
public enum Fault {
  TOO_MANY_REQUESTS,
  SERVER_ERROR,
  /** The connection ends without an answer. */
  RESET,
  /** The connection ends in the middle of the answer. */
  TRUNCATED_BODY
}
