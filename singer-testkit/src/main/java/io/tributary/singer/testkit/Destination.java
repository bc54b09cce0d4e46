package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A place to load into, new and empty, and how to look at what was loaded. */
public interface Destination {
  /** The settings that make the target load here. */
  ObjectNode settings();

  /**
   * The rows of a stream, each as an object by column, without nulls and without the {@code _sdc_…}
   * columns: numbers as numbers, times as {@link java.time.Instant}, {@link java.time.LocalDate}
   * and {@link java.time.LocalTime} write them, JSON as JSON. Empty if there is no such table.
   */
  List<ObjectNode> rows(String stream);

  /** The column that a property is found in. */
  default String column(String property) {
    return property;
  }

  /** Whether {@link #rows} may be asked while a run is loading. */
  default boolean readableWhileLoading() {
    return true;
  }
}
