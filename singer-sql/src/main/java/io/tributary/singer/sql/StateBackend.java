package io.tributary.singer.sql;

/** Where states are kept besides being printed. */
public enum StateBackend {
  /** Nowhere: whoever runs the pipe keeps what is printed. */
  NONE,
  /** In a table beside the streams', in the transaction that loads what they cover. */
  WAREHOUSE
}
