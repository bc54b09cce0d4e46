package io.tributary.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a target finds where its warehouse would be: it takes what is sent, and says yes. */
interface Door extends AutoCloseable {
  /** The settings that lead here. */
  ObjectNode settings();

  /** How much was asked for since this was asked last. */
  List<Count> asked();

  @Override
  void close();

  /**
   * How often something was asked for.
   *
   * @param goal how often that may be for each batch, as an end of a sentence; may be empty
   */
  record Count(String what, String goal, int number) {}
}
