package io.tributary.singer.message;

/**
 * Rows of {@code stream} with a lower version, or with none, are gone at the source.
 *
 * @param version a number that grows from one full read to the next; milliseconds or seconds of the
 *     epoch by custom, and opaque
 */
public record ActivateVersionMessage(String stream, long version) implements Message {
  @Override
  public void accept(MessageHandler handler) throws InterruptedException {
    handler.onActivateVersion(this);
  }
}
