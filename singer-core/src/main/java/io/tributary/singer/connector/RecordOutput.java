package io.tributary.singer.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.RawJson;

/**
 * Where a source puts what it reads.
 *
 * <p>Thread-safe: a source that reads several windows at once may call this from each of them.
 */
public interface RecordOutput {
  /**
   * Hands over a record; it must not be touched again. Blocks while those who take the records are
   * behind.
   */
  void record(ObjectNode record) throws InterruptedException;

  /**
   * Hands over a record as the text that goes on the wire, from a source that makes it without a
   * tree: one object without line breaks, of the fields that are wanted ({@link
   * ReadRequest#fields}) and no others, none of them twice. The text is looked at until this
   * returns. Blocks as {@link #record} does.
   */
  default void text(RawJson record) throws InterruptedException {
    record((ObjectNode) record.tree());
  }

  /**
   * Marks a place to resume from: everything that lies before it has been handed over. For {@link
   * Replication.Positioned} streams, and for incremental ones of order {@link
   * Replication.Order#MARKED}, whose position is a value of the replication key.
   */
  void position(JsonNode position) throws InterruptedException;

  /**
   * Says that there is nothing to read, for a reason that the user should know: what the stream is
   * of is not there, or the settings say to leave out what cannot be had. The stream counts as read
   * but not as empty: no row is taken for deleted. The last reason is kept.
   */
  default void skipped(String reason) {}

  /** Says how many records there will be, if the source knows: for showing progress only. */
  default void expect(long total) {}
}
