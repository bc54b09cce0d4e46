package io.tributary.tap.googleads.report;

import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.JsonString;
import io.tributary.singer.json.MalformedJson;
import io.tributary.singer.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The values of one row of an answer: where they are in its text. For one thread. */
final class RowValues {
  /** What a value is, as its JSON shows. */
  enum Kind {
    /** Not there, or null. */
    NONE,
    STRING,
    /** A string with backslashes in it. */
    ESCAPED,
    NUMBER,
    TRUE,
    FALSE,
    OBJECT,
    ARRAY
  }

  private final NameTree names;
  private final JsonCursor cursor = new JsonCursor();
  private final Kind[] kinds;
  private final int[] starts;
  private final int[] stops;
  private byte[] text = {};
  private long row;

  /**
   * @param names where the values are, each by a slot
   * @param slots how many there are
   */
  RowValues(NameTree names, int slots) {
    this.names = names;
    this.kinds = new Kind[slots];
    this.starts = new int[slots];
    this.stops = new int[slots];
  }

  /**
   * Looks for the values of a row, each byte once.
   *
   * @throws MalformedJson if it is not JSON
   */
  void read(RawJson json) {
    Arrays.fill(kinds, Kind.NONE);
    row++;
    text = json.bytes();
    cursor.reset(text, json.offset(), json.offset() + json.length());
    object(names);
    cursor.finish();
  }

  private void object(NameTree tree) {
    cursor.take('{');
    if (cursor.takes('}')) {
      return;
    }
    tree.begin();
    do {
      cursor.name();
      NameTree.Entry entry = tree.next(text, cursor.start(), cursor.stop(), cursor.isEscaped());
      if (!entry.isNew(row)) {
        throw new MalformedJson(JsonCursor.repeated(cursor.text()));
      }
      value(entry);
    } while (cursor.takes(','));
    cursor.take('}');
  }

  private void value(NameTree.Entry entry) {
    int next = cursor.peek();
    int begin = cursor.at();
    NameTree inside = entry.inside();
    if (next == '{' && inside != null) {
      object(inside);
    } else {
      cursor.value();
    }
    int slot = entry.slot();
    if (slot >= 0) {
      note(slot, next, begin);
    }
  }

  private void note(int slot, int first, int begin) {
    kinds[slot] =
        switch (first) {
          case '"' -> cursor.isEscaped() ? Kind.ESCAPED : Kind.STRING;
          case '{' -> Kind.OBJECT;
          case '[' -> Kind.ARRAY;
          case 't' -> Kind.TRUE;
          case 'f' -> Kind.FALSE;
          case 'n' -> Kind.NONE;
          default -> Kind.NUMBER;
        };
    boolean isString = first == '"';
    starts[slot] = isString ? begin + 1 : begin;
    stops[slot] = isString ? cursor.at() - 1 : cursor.at();
  }

  /** The text of the row, which values are windows on. */
  byte[] text() {
    return text;
  }

  Kind kind(int slot) {
    return kinds[slot];
  }

  /** Where a value begins: a string inside its quotes. */
  int start(int slot) {
    return starts[slot];
  }

  /** The index of the byte after a value. */
  int stop(int slot) {
    return stops[slot];
  }

  /** What a string means; of other values their text. */
  String string(int slot) {
    int start = starts[slot];
    int length = stops[slot] - start;
    if (kinds[slot] != Kind.ESCAPED) {
      return new String(text, start, length, StandardCharsets.UTF_8);
    }
    byte[] plain = new byte[length];
    int decoded = JsonString.decode(text, start, stops[slot], plain, 0);
    return new String(plain, 0, decoded, StandardCharsets.UTF_8);
  }
}
