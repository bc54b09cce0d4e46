package io.tributary.singer.message;

/** One line of the protocol. */
public sealed interface Message
    permits SchemaMessage, RecordMessage, StateMessage, ActivateVersionMessage, BatchMessage {
  /** Calls the handler's method for this kind of message. */
  void accept(MessageHandler handler) throws InterruptedException;
}
