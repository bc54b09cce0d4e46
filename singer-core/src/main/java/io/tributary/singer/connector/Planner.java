package io.tributary.singer.connector;

import io.tributary.singer.message.SchemaMessage;
import java.util.List;

/** Says what loading would do, and does none of it. */
public interface Planner extends AutoCloseable {
  /**
   * The statements or calls that make room for a stream's records and load them, in order, as text
   * for people. Called for each new shape of a stream; a later one sees the plan of the earlier.
   */
  List<String> steps(SchemaMessage schema);

  @Override
  void close();
}
