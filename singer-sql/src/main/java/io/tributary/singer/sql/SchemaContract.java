package io.tributary.singer.sql;

/** What may happen to the columns of a table that is there. */
public enum SchemaContract {
  /** New columns are added, and columns widen. */
  EVOLVE,
  /** The columns stay as they are; the values of new ones are left out, which is logged. */
  FREEZE,
  /** Whatever would change them is refused. */
  FAIL
}
