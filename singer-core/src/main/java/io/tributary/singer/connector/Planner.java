package io.tributary.singer.connector;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import java.util.List;
import java.util.Optional;

/** Says what loading would do, and does none of it. */
public interface Planner extends AutoCloseable {
  /**
   * The statements or calls that make room for a stream's records and load them, in order, as text
   * for people. Called for each new shape of a stream; a later one sees the plan of the earlier.
   *
   * @param columns what rows would hold, as far as the schema announces it
   */
  List<String> steps(SchemaMessage schema, List<Column> columns);

  /** As the loader would have it: {@link Loader#wholeRecord}. */
  default Optional<WholeRecord> wholeRecord() {
    return Optional.empty();
  }

  /**
   * The state that the destination keeps beside the records; an empty object if it has none yet.
   *
   * @throws SingerException.Config if this destination keeps none
   */
  default StateMessage state() {
    throw new SingerException.Config("--read-state", "this destination keeps no state");
  }

  @Override
  void close();
}
