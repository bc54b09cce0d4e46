package io.tributary.singer.target;

import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.schema.MomentText;
import java.util.List;
import java.util.stream.Stream;

/** Writes moments that many rows in a row have in common. Used by one thread. */
final class StampText {
  private final TextBuffer text = new TextBuffer();
  private long written;

  /** One for each of the fields of a {@link RowStamp}. */
  static List<StampText> ofRows() {
    return Stream.generate(StampText::new).limit(RowStamp.FIELDS).toList();
  }

  /**
   * Writes a moment by the clock of UTC.
   *
   * @param micros microseconds of the epoch
   */
  void write(long micros, TextBuffer out) {
    if (text.length() == 0 || micros != written) {
      text.clear();
      MomentText.write(micros, 0, text);
      written = micros;
    }
    out.put(text.bytes(), 0, text.length());
  }
}
