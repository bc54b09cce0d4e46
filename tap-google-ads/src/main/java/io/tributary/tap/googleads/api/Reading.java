package io.tributary.tap.googleads.api;

import io.tributary.singer.json.RawJson;
import java.util.function.Supplier;

/**
 * What is done with the rows of one answer.
 *
 * @param forms makes, for each thread, what brings rows into the form that is wanted
 * @param sink where they go then, in the order of the answer
 */
public record Reading(Supplier<? extends RowForm> forms, RowSink sink) {
  /** Takes the rows as they are. */
  public static Reading of(RowSink sink) {
    return new Reading(() -> Reading::same, sink);
  }

  private static RawJson same(RawJson row) {
    return row;
  }
}
