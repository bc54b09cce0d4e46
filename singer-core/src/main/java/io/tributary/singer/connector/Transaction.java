package io.tributary.singer.connector;

import io.tributary.singer.message.StateMessage;
import java.util.List;

/**
 * What becomes durable together or not at all: what all streams sent up to a state, and that state.
 *
 * @param steps in the order of the input, as far as they concern one stream
 */
public record Transaction(List<Step> steps, StateMessage state) {
  public Transaction {
    steps = List.copyOf(steps);
  }

  /** One thing to do. */
  public sealed interface Step {
    /** The stream that it is done to. */
    String stream();
  }

  /** What {@link Loader#load} does. */
  public record Load(Batch batch) implements Step {
    @Override
    public String stream() {
      return batch.schema().stream();
    }
  }

  /** What {@link Loader#activateVersion} does. */
  public record Activate(String stream, long version) implements Step {}
}
