package io.tributary.tap.googleads.api;

import io.tributary.singer.json.RawJson;

/** Takes what is made of the rows of an answer, in their order, as they arrive. */
@FunctionalInterface
public interface RowSink {
  /**
   * Takes one. Called by one thread at a time, and not always by the same.
   *
   * @param made valid until this returns
   * @throws InterruptedException if no more rows are wanted
   */
  void row(RawJson made) throws InterruptedException;
}
