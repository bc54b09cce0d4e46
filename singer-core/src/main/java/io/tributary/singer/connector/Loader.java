package io.tributary.singer.connector;

import io.tributary.singer.message.SchemaMessage;

/**
 * Makes batches durable.
 *
 * <p>One thread at a time, one call at a time, in the order of the input: what a call did is done
 * before the next is made. It never buffers, and never writes a state.
 */
public interface Loader extends AutoCloseable {
  /** How this loader wants its rows spooled. Asked once. */
  RowFormat format();

  /** From when on records that were handed to {@link #load} may be acknowledged. */
  default Durability durability() {
    return Durability.AT_ONCE;
  }

  /**
   * How many rows of a stream are worth a load of their own: so many are loaded at once, rather
   * than waited with, whenever nothing else is being loaded. Asked once.
   */
  default long worthLoading() {
    return Long.MAX_VALUE;
  }

  /**
   * Makes the destination able to hold {@code schema}'s records. Called before any of them, and
   * again when the shape changes, after the last batch of the old shape.
   *
   * @throws io.tributary.singer.error.SingerException.Destination if it cannot be done
   */
  void prepare(SchemaMessage schema);

  /** Returns once every record of the batch is durable: the states that follow may be emitted. */
  Loaded load(Batch batch);

  /** Removes, or marks as deleted, the rows of {@code stream} that are older than a version. */
  default void activateVersion(String stream, long version) {}

  /**
   * Completes the run: called once after the last batch of a run that read its whole input, before
   * its last states are emitted.
   */
  default void finish() {}

  @Override
  void close();

  /** From when on loaded records may be acknowledged. */
  enum Durability {
    /** As soon as {@link #load} returns. */
    AT_ONCE,
    /** Only when {@link #finish} has returned, as a swap at the end asks for. */
    AT_THE_END
  }

  /**
   * What became of a batch. Both together are the batch's records.
   *
   * @param rows the rows that were inserted, or that replaced others
   * @param deduplicated the records that a later one of the same key made needless
   */
  record Loaded(long rows, long deduplicated) {}
}
