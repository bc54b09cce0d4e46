package io.tributary.singer.sql;

/** What loading does to the rows that are there. */
public enum LoadMethod {
  /** Adds rows. */
  APPEND_ONLY,
  /** Replaces rows of the same key, and adds the others. Streams without keys are appended. */
  UPSERT,
  /** Replaces the table, all at once at the end of the run. */
  OVERWRITE;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
