package io.tributary.singer.message;

import java.net.URI;
import java.util.List;

/**
 * Files that hold records of one stream, one JSON object a line, in the manifest's order.
 *
 * @see <a href="https://sdk.meltano.com/en/latest/batch.html">Meltano's SDK, batch messages</a>
 */
public record BatchMessage(String stream, Encoding encoding, List<URI> manifest)
    implements Message {
  public BatchMessage {
    manifest = List.copyOf(manifest);
  }

  @Override
  public void accept(MessageHandler handler) throws InterruptedException {
    handler.onBatch(this);
  }

  /**
   * How the files are written, as the message spells it.
   *
   * @param format {@code jsonl} is the one that we read and write
   * @param compression {@code gzip} or {@code none}
   */
  public record Encoding(String format, String compression) {}
}
