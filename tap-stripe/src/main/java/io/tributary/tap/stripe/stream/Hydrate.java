package io.tributary.tap.stripe.stream;

/** Whether an object that changed is asked for, or taken from the event that tells of it. */
public enum Hydrate {
  /** Asked for, unless the event shows it in the API version and with all the fields wanted. */
  AUTO,
  /** Asked for, always. */
  ALWAYS,
  /** Taken from the event, always: the object as it was, in the account's API version. */
  NEVER
}
