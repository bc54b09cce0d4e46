package io.tributary.singer.connector;

import java.io.IOException;

/** Reads one stream. */
@FunctionalInterface
public interface RecordSource {
  /**
   * Reads what {@code request} wants. Called at most once a run, on a thread of its own; returning
   * means that the stream is read. Ask for less than everything where the system allows it.
   *
   * @throws InterruptedException when the run is being stopped: pass it on at once
   * @throws io.tributary.singer.error.SingerException.Source when the stream cannot be read: the
   *     other streams go on
   */
  void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException;
}
