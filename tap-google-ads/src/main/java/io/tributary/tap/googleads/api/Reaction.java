package io.tributary.tap.googleads.api;

/** What to do about an answer that says no. */
public enum Reaction {
  /** There were too many requests: the same again, a little later. */
  WAIT,
  /** Something broke: the same again, and less of it if it breaks again. */
  RETRY,
  /** The request takes too much: less of it, a little later. */
  SHRINK,
  /** The quota is used up: nothing before it returns. */
  QUOTA,
  /** The account cannot be read, now or ever: the others can. */
  SKIP_ACCOUNT,
  /** The account may not be read by whom asks. */
  DENIED,
  /** What is asked for is not had of an account that manages others. */
  MANAGER,
  /** A field is not known, or may not be asked for like this. */
  FIELD,
  /** The stream cannot be read as it stands. */
  FAIL,
  /** Nothing can be read with these settings. */
  END
}
