package io.tributary.singer.message;

/**
 * Where messages go: the seam between everything that produces them and everything that takes them.
 *
 * <p>Messages come one at a time and in order. A handler may block, which slows its caller down;
 * that is how a run stays within its memory.
 */
public interface MessageHandler {
  /** Announces a stream, or its new shape. Called before any of the stream's records. */
  void onSchema(SchemaMessage schema) throws InterruptedException;

  /** Takes one record. The record's text is the handler's only until this returns. */
  void onRecord(RecordMessage record) throws InterruptedException;

  /** Takes a resume point that covers everything before it. */
  void onState(StateMessage state) throws InterruptedException;

  /** Says that rows of older versions of a stream are gone. */
  void onActivateVersion(ActivateVersionMessage activation) throws InterruptedException;

  /** Takes files of records, which stand for as many RECORD messages at this place. */
  void onBatch(BatchMessage batch) throws InterruptedException;

  /**
   * Says that nothing more is at hand for the moment: what is held back only to be written in
   * larger pieces should go out. Called often, and not only when something is held back.
   */
  default void onPause() throws InterruptedException {}
}
