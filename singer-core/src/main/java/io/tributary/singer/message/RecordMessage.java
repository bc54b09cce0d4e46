package io.tributary.singer.message;

import io.tributary.singer.json.RawJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record.
 *
 * @param record one JSON object, as text
 * @param version the version of the stream that it belongs to, for streams that are versioned
 * @param timeExtracted when the source handed it out, if that was said
 */
public record RecordMessage(
    String stream, RawJson record, @Nullable Long version, @Nullable Instant timeExtracted)
    implements Message {
  @Override
  public void accept(MessageHandler handler) throws InterruptedException {
    handler.onRecord(this);
  }
}
