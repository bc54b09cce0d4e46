package io.tributary.singer.sql;

import io.tributary.singer.connector.Loader.Loaded;

/**
 * A batch whose rows are readable, but not in their table yet.
 *
 * @param ready the stream as it was when the batch was staged
 * @param table where the rows are readable
 */
record StagedBatch(Prepared ready, Table table, long records) {
  /**
   * What became of the batch.
   *
   * @param counted how many rows were put in, by what the database says; where a table had two rows
   *     of one key, a merge may change both for one record
   */
  Loaded loaded(long counted) {
    long rows = Math.min(counted, records);
    return new Loaded(rows, records - rows);
  }
}
