package io.tributary.singer.target;

import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.Message;
import io.tributary.singer.message.RecordMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages on their way from the reader to the checker, some hundred at a time. It holds the text
 * of its records, which the reader is about to overwrite.
 */
final class Parcel {
  private static final int BYTES = 256 * 1024;
  private static final int MESSAGES = 2_048;

  private byte[] text = new byte[BYTES];
  private int used;

  /** The memory of messages that keep their own, as if it were the parcel's. */
  private long besides;

  private final List<Item> items = new ArrayList<>();

  /** One message, and the line it came in. */
  record Item(Message message, long line) {}

  /** Whether a record of so many bytes should go into the next parcel. */
  boolean isFullFor(int bytes) {
    return !items.isEmpty() && (items.size() >= MESSAGES || used + besides + bytes > text.length);
  }

  /** Adds a record, whose text is copied. */
  void addRecord(RecordMessage record, long line) {
    RawJson json = record.record();
    if (items.isEmpty() && json.length() > text.length) {
      text = new byte[json.length()];
    }
    System.arraycopy(json.bytes(), json.offset(), text, used, json.length());
    RawJson kept = RawJson.of(text, used, json.length());
    used += json.length();
    items.add(
        new Item(
            new RecordMessage(record.stream(), kept, record.version(), record.timeExtracted()),
            line));
  }

  /** Adds a message that keeps so many bytes itself. */
  void add(Message message, int size, long line) {
    besides += size;
    items.add(new Item(message, line));
  }

  List<Item> items() {
    return items;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Makes the parcel empty, to be used again. A text that one huge record asked for is let go. */
  void clear() {
    items.clear();
    used = 0;
    besides = 0;
    if (text.length > 2 * BYTES) {
      text = new byte[BYTES];
    }
  }
}
