package io.tributary.singer.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** Reads one stream. */
@FunctionalInterface
public interface RecordSource {
  /**
   * Tells what {@link #read} will be asked for. Called at most once a run, for every stream that
   * will be read and before any of them is: the place to note what several streams need, which is
   * then asked for once. Asks nothing of the system itself.
   */
  default void prepare(ReadRequest request) {}

  /**
   * Where the stream stands before anything is read of any, if the next run has to know that even
   * though this one may come to nothing: the run's first state says so, before its first record. A
   * stream that is {@link Replication.Positioned} may; others cannot. Called at most once a run,
   * after {@link #prepare} and before any stream is read; whatever is thrown keeps nothing from
   * being read.
   */
  default Optional<JsonNode> begin(ReadRequest request) throws IOException, InterruptedException {
    return Optional.empty();
  }

  /**
   * What {@link #read} would take, for a plan that a user wants to see first; empty if only reading
   * can tell. A few requests may be spent on it. Never called in a run that reads.
   */
  default Optional<ReadCost> cost(ReadRequest request) throws IOException, InterruptedException {
    return Optional.empty();
  }

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
