package io.tributary.target.bigquery;

import io.tributary.singer.connector.RowFormat;

/** A way for the rows of a batch into its staging table. */
interface StagingMethod extends AutoCloseable {
  /** How it reads them. */
  RowFormat format();

  /**
   * Puts all rows of a batch into its table, which is there and empty. When it returns they can be
   * read.
   *
   * @throws io.tributary.singer.error.SingerException.Destination if it cannot be done, and none is
   *     there
   */
  void load(StagingTable staging);

  @Override
  default void close() {}
}
