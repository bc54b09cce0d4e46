package io.tributary.singer.target;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way from the checker to the loader, and of states to their output.
 *
 * <p>For the checking thread. Numbers are those of arrival, which grow with every record and every
 * change of a stream.
 */
interface Dispatch {
  /**
   * A stream has a new shape.
   *
   * @param columns what rows will hold, as far as the schema announces it
   * @return how the fields of its rows are written, as the loader says when it is prepared
   */
  CompletableFuture<List<JsonField>> prepare(
      SchemaMessage schema, List<Column> columns, long number) throws InterruptedException;

  /** Rows of older versions are to go. */
  void activate(String stream, long version, long number) throws InterruptedException;

  /** A batch has begun, with the record of this number. */
  void began(String stream, long number);

  /** A batch is complete. */
  void load(Filled filled) throws InterruptedException;

  /**
   * A state has arrived.
   *
   * @param after the number of the last record before it
   */
  void state(long after, StateMessage state);

  /** Whether the batches of all streams are wanted as soon as a state covers them. */
  boolean isDue();

  /** All that has arrived was handed over, and the last state covers it. */
  void settle() throws InterruptedException;

  /**
   * No more comes, and all was handed over.
   *
   * @param failure why not, if that is not the input's end
   */
  void end(@Nullable Throwable failure) throws InterruptedException;
}
