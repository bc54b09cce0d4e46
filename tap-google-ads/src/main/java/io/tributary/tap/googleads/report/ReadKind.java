package io.tributary.tap.googleads.report;

/** How a stream is read. */
public enum ReadKind {
  /** All of it, every time. */
  ENTITY,
  /** By days, the last of them again. */
  REPORT,
  /** By days, one at a time, of the newest 90. */
  DAILY,
  /** By the time of a change, of the newest. */
  CHANGES,
  /** As a query of the user's says, every time. */
  QUERY
}
