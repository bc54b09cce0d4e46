package io.tributary.singer.connector;

import io.tributary.singer.message.SchemaMessage;
import java.util.List;
import java.util.Optional;

/**
 * Makes batches durable.
 *
 * <p>One thread at a time, one call at a time, in the order of the input: what a call did is done
 * before the next is made. It never buffers.
 */
public interface Loader extends AutoCloseable {
  /** How this loader wants its rows spooled. Asked once. */
  RowFormat format();

  /**
   * Whether rows hold records as they came; the column for it is then their last. By default they
   * have a column for each property. Asked once.
   */
  default Optional<WholeRecord> wholeRecord() {
    return Optional.empty();
  }

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
   * again when the shape changes: after the last batch of the old shape or, where these are {@link
   * #commit}ted with a state, perhaps before it. It need not be undone where what follows fails.
   *
   * @param columns what rows will hold, as far as the schema announces it
   * @throws io.tributary.singer.error.SingerException.Destination if it cannot be done
   */
  void prepare(SchemaMessage schema, List<Column> columns);

  /**
   * What the fields of a row are called and how they are written, if that is to be {@link
   * RowFormat#JSON}: the {@link Batch.Carried} ones, and then the columns. Asked when a schema was
   * prepared, and used for all of its batches, on another thread.
   */
  default List<JsonField> fields(SchemaMessage schema) {
    return List.of();
  }

  /** Returns once every record of the batch is durable: the states that follow may be emitted. */
  Loaded load(Batch batch);

  /** Removes, or marks as deleted, the rows of {@code stream} that are older than a version. */
  default void activateVersion(String stream, long version) {}

  /**
   * Does the steps and keeps the state, all together: after a crash, wherever it was, all of it is
   * there or nothing. Of a loader whose {@link #durability} is {@link Durability#WITH_THE_STATE}
   * this is asked instead of {@link #load} and {@link #activateVersion}.
   *
   * @return what became of each batch, in order
   * @throws io.tributary.singer.error.SingerException.Destination if it cannot be done
   */
  default List<Loaded> commit(Transaction transaction) {
    throw new UnsupportedOperationException("its durability is " + durability());
  }

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
    AT_THE_END,
    /** When {@link #commit} returns, which keeps the state beside the records. */
    WITH_THE_STATE
  }

  /**
   * What became of a batch. Both together are the batch's records.
   *
   * @param rows the rows that were inserted, or that replaced others
   * @param deduplicated the records that a later one of the same key made needless
   */
  record Loaded(long rows, long deduplicated) {}
}
