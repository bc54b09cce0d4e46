package io.tributary.singer.message;

import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.JsonString;
import io.tributary.singer.json.MalformedJson;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.schema.DateTimeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The outermost object of one line: where its members lie. Once per record, so it builds no more
 * than what a record message holds.
 */
final class Envelope {
  private static final byte[] RECORD = "RECORD".getBytes(StandardCharsets.US_ASCII);

  private final JsonCursor cursor = new JsonCursor();
  private final int[] starts = new int[Member.ALL.length];
  private final int[] stops = new int[Member.ALL.length];
  private byte[] bytes = new byte[0];

  /** The stream of the line before, since it mostly is the same. */
  private byte[] lastName = new byte[0];

  private String lastStream = "";

  /** A member that means something: its name, and its place in the lists. */
  static final class Member {
    static final Member TYPE = new Member(0, "type");
    static final Member STREAM = new Member(1, "stream");
    static final Member RECORD = new Member(2, "record");
    static final Member TIME_EXTRACTED = new Member(3, "time_extracted");
    static final Member VERSION = new Member(4, "version");
    static final Member VALUE = new Member(5, "value");
    static final Member SCHEMA = new Member(6, "schema");
    static final Member KEY_PROPERTIES = new Member(7, "key_properties");
    static final Member BOOKMARK_PROPERTIES = new Member(8, "bookmark_properties");
    static final Member ENCODING = new Member(9, "encoding");
    static final Member MANIFEST = new Member(10, "manifest");

    private static final Member[] ALL = {
      TYPE,
      STREAM,
      RECORD,
      TIME_EXTRACTED,
      VERSION,
      VALUE,
      SCHEMA,
      KEY_PROPERTIES,
      BOOKMARK_PROPERTIES,
      ENCODING,
      MANIFEST
    };

    private final int index;
    private final String spelling;
    private final byte[] text;

    private Member(int index, String spelling) {
      this.index = index;
      this.spelling = spelling;
      this.text = spelling.getBytes(StandardCharsets.US_ASCII);
    }

    String spelling() {
      return spelling;
    }
  }

  /**
   * Finds the members of a line.
   *
   * @throws MalformedJson if it is not an object, or if a member that means something occurs twice
   */
  void read(byte[] line, int start, int stop) {
    bytes = line;
    Arrays.fill(starts, -1);
    cursor.reset(line, start, stop);
    if (cursor.peek() != '{') {
      throw cursor.unexpected("a message");
    }
    cursor.take();
    if (!cursor.takes('}')) {
      do {
        member();
      } while (cursor.takes(','));
      cursor.take('}');
    }
    cursor.finish();
  }

  private void member() {
    cursor.name();
    int found = find();
    if (found >= 0 && starts[found] >= 0) {
      throw new MalformedJson(JsonCursor.repeated(Member.ALL[found].spelling));
    }
    int next = cursor.peek();
    int from = cursor.at();
    if (next == '{' || next == '[') {
      cursor.brackets();
    } else {
      cursor.scalar();
    }
    if (found >= 0) {
      starts[found] = from;
      stops[found] = cursor.at();
    }
  }

  private int find() {
    int length = cursor.stop() - cursor.start();
    for (int i = 0; i < Member.ALL.length; i++) {
      byte[] name = Member.ALL[i].text;
      boolean isSize = length == name.length || cursor.isEscaped();
      if (isSize
          && JsonString.matches(
              bytes, cursor.start(), cursor.stop(), cursor.isEscaped(), name, 0)) {
        return i;
      }
    }
    return -1;
  }

  boolean has(Member member) {
    return starts[member.index] >= 0;
  }

  /** The text of a member; empty if it is not there. */
  RawJson raw(Member member) {
    int from = starts[member.index];
    return from < 0 ? RawJson.of(bytes, 0, 0) : RawJson.of(bytes, from, stops[member.index] - from);
  }

  boolean isRecord() {
    int from = starts[Member.TYPE.index] + 1;
    if (from == 0 || stops[Member.TYPE.index] - from != RECORD.length + 1) {
      return false;
    }
    for (int i = 0; i < RECORD.length; i++) {
      if ((bytes[from + i] & ~0x20) != RECORD[i]) {
        return false;
      }
    }
    return true;
  }

  String type() {
    if (!has(Member.TYPE)) {
      throw new MalformedJson("not a message: it has no type");
    }
    return text(Member.TYPE);
  }

  String stream() {
    int from = starts[Member.STREAM.index] + 1;
    int to = stops[Member.STREAM.index] - 1;
    if (from > 0 && to > from && Arrays.equals(bytes, from, to, lastName, 0, lastName.length)) {
      return lastStream;
    }
    String stream = text(Member.STREAM);
    if (stream.isEmpty()) {
      throw new MalformedJson("not a message: its stream has no name");
    }
    lastName = Arrays.copyOfRange(bytes, from, to);
    lastStream = stream;
    return stream;
  }

  RecordMessage record() {
    if (!has(Member.STREAM)) {
      throw new MalformedJson("RECORD has no stream");
    }
    String stream = stream();
    int from = starts[Member.RECORD.index];
    if (from < 0) {
      throw new MalformedJson("RECORD of " + stream + " has no record");
    }
    if (bytes[from] != '{') {
      throw new MalformedJson("RECORD of " + stream + " is not an object");
    }
    return new RecordMessage(stream, raw(Member.RECORD), version(), timeExtracted());
  }

  /** The state's value, which is a JSON value through and through. */
  RawJson value() {
    RawJson value = raw(Member.VALUE);
    cursor.reset(bytes, value.offset(), value.offset() + value.length());
    cursor.value();
    cursor.finish();
    return value;
  }

  /** The version; null if there is none. */
  @Nullable Long version() {
    int from = starts[Member.VERSION.index];
    if (from < 0 || bytes[from] == 'n') {
      return null;
    }
    String text = raw(Member.VERSION).text();
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new MalformedJson("version is " + shown(text) + ", not a whole number of 64 bits");
    }
  }

  private @Nullable Instant timeExtracted() {
    int from = starts[Member.TIME_EXTRACTED.index];
    if (from < 0 || bytes[from] == 'n') {
      return null;
    }
    int to = stops[Member.TIME_EXTRACTED.index] - 1;
    long micros = bytes[from] == '"' ? DateTimeText.micros(bytes, from + 1, to) : DateTimeText.NONE;
    if (micros == DateTimeText.NONE) {
      String text = raw(Member.TIME_EXTRACTED).text();
      throw new MalformedJson("time_extracted is " + shown(text) + ", not a date and a time");
    }
    long second = TimeUnit.SECONDS.toMicros(1);
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, second),
        TimeUnit.MICROSECONDS.toNanos(Math.floorMod(micros, second)));
  }

  private String text(Member member) {
    int from = starts[member.index];
    if (bytes[from] != '"') {
      throw new MalformedJson("not a message: its " + member.spelling + " is not text");
    }
    cursor.reset(bytes, from, stops[member.index]);
    cursor.string();
    return cursor.text();
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
