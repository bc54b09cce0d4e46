package io.tributary.tap.googleads.api;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Takes the rows of an answer, as they arrive. */
@FunctionalInterface
public interface RowSink {
  /**
   * Reads one row: the parser stands at its first brace, and must stand at its last one after.
   *
   * @throws InterruptedException if no more rows are wanted
   */
  void row(JsonParser parser) throws IOException, InterruptedException;
}
