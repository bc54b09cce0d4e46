package io.tributary.tap.googleads.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the rows out of the body of an answer, and reads what else is in it: either one object, or
 * an array of them that is sent while it is made. Not thread-safe.
 */
final class RowCutter {
  /** No row and nothing else in an answer may be longer. */
  private static final int LONGEST = Json.MAX_STRING;

  private static final String RESULTS = "results";
  private static final String ERROR = "error";

  /** An answer that began well and then says what went wrong. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode error;

    private Broken(JsonNode error) {
      super(error.path("message").asText("the answer ends in an error"));
      this.error = error;
    }

    JsonNode error() {
      return error;
    }
  }

  /** What is due. */
  private enum Place {
    START,
    OBJECT,
    MEMBER,
    ROW,
    END
  }

  private final InputStream in;
  private final BracketScan scan = new BracketScan();
  private final ObjectNode rest = Json.MAPPER.createObjectNode();
  private Place place = Place.START;
  private boolean isArray;
  private boolean isFirst = true;
  private @Nullable IOException failure;
  private long read;
  private byte[] text = {};
  private int at;
  private int limit;

  RowCutter(InputStream in) {
    this.in = in;
  }

  /** What else the last of the objects says. */
  ObjectNode rest() {
    return rest;
  }

  /** Whether everything is cut. */
  boolean isOver() {
    return place == Place.END;
  }

  /**
   * Cuts the next rows, as many as a batch holds. Returns whether there were any.
   *
   * @throws Broken if the answer says what went wrong
   * @throws IOException if it cannot be read, or does not look like an answer
   */
  boolean cut(RowBatch batch) throws IOException {
    int left = limit - at;
    byte[] mine = batch.clear(left + 1);
    System.arraycopy(text, at, mine, 0, left);
    text = mine;
    at = 0;
    limit = left;
    if (failure != null) {
      throw failure;
    }
    try {
      fill(batch);
    } catch (IOException e) {
      if (batch.isEmpty()) {
        throw e;
      }
      failure = e; // after the rows that came before it
    }
    batch.holds(text);
    // The text is somebody else's now; what is left of it is for the next batch.
    text = Arrays.copyOfRange(text, at, limit);
    limit -= at;
    at = 0;
    return !batch.isEmpty();
  }

  private void fill(RowBatch batch) throws IOException {
    boolean hasRoom = true;
    while (hasRoom && place != Place.END) {
      switch (place) {
        case START -> start();
        case OBJECT -> object();
        case MEMBER -> member();
        case ROW -> hasRoom = row(batch);
        case END -> throw new IllegalStateException("it is over");
      }
    }
  }

  private void start() throws IOException {
    int first = isExhausted() ? -1 : peek();
    if (first != '[' && first != '{') {
      throw new IOException("an answer that is neither an object nor an array");
    }
    at++;
    isArray = first == '[';
    place = isArray ? Place.OBJECT : Place.MEMBER;
  }

  private void object() throws IOException {
    if (ends(']')) {
      end();
      return;
    }
    take('{', "an object");
    place = Place.MEMBER;
    isFirst = true;
  }

  /** What comes after the end shows that the answer is whole. */
  private void end() throws IOException {
    if (!isExhausted()) {
      throw new IOException("an answer that goes on after its end");
    }
    place = Place.END;
  }

  private void member() throws IOException {
    if (ends('}')) {
      isFirst = false;
      if (isArray) {
        place = Place.OBJECT;
      } else {
        end();
      }
      return;
    }
    String name = name();
    take(':', "a colon");
    int next = peek();
    if (name.equals(RESULTS) && next == '[') {
      at++;
      place = Place.ROW;
      isFirst = true;
    } else if (name.equals(ERROR)) {
      throw new Broken(value(next));
    } else {
      rest.set(name, value(next));
    }
  }

  /** Cuts one row, or ends them; false if the batch has no room for the next one. */
  private boolean row(RowBatch batch) throws IOException {
    if (at == limit && isFull(batch)) {
      return false;
    }
    int begin = at;
    boolean wasFirst = isFirst;
    if (ends(']')) {
      isFirst = false;
      place = Place.MEMBER;
      return true;
    }
    if (peek() != '{') {
      throw unexpected("a row");
    }
    scan.begin(at);
    int stop = scan.end(text, limit);
    while (stop < 0) {
      if (isFull(batch)) {
        at = begin;
        isFirst = wasFirst;
        return false;
      }
      more();
      stop = scan.end(text, limit);
    }
    batch.add(at, stop);
    at = stop;
    return true;
  }

  private boolean isFull(RowBatch batch) {
    return limit == text.length && !batch.isEmpty();
  }

  private String name() throws IOException {
    if (peek() != '"') {
      throw unexpected("a property's name");
    }
    int start = at;
    skip('"');
    return new String(text, start + 1, at - start - 2, StandardCharsets.UTF_8);
  }

  private JsonNode value(int first) throws IOException {
    int start = at;
    skip(first);
    if (at == start) {
      throw unexpected("a value");
    }
    return Json.MAPPER.readTree(text, start, at - start);
  }

  private void skip(int first) throws IOException {
    if (first != '"' && first != '{' && first != '[') {
      for (int next = first; next != ',' && next != '}' && next != ']'; next = peek()) {
        at++;
      }
      return;
    }
    scan.begin(at);
    int stop = scan.end(text, limit);
    while (stop < 0) {
      more();
      stop = scan.end(text, limit);
    }
    at = stop;
  }

  /** Takes the end of a list, or else the comma before its next item. */
  private boolean ends(char last) throws IOException {
    if (peek() == last) {
      at++;
      return true;
    }
    if (!isFirst) {
      take(',', "a comma");
    }
    isFirst = false;
    return false;
  }

  private void take(char expected, String called) throws IOException {
    if (peek() != expected) {
      throw unexpected(called);
    }
    at++;
  }

  /** The next byte that is not white space, which is not taken. */
  private int peek() throws IOException {
    if (isExhausted()) {
      throw cutOff();
    }
    return text[at];
  }

  /** Skips white space. Returns whether nothing comes after it. */
  private boolean isExhausted() throws IOException {
    while (at < limit || read()) {
      byte next = text[at];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return false;
      }
      at++;
    }
    return true;
  }

  private void more() throws IOException {
    if (!read()) {
      throw cutOff();
    }
  }

  private boolean read() throws IOException {
    if (limit == text.length) {
      if (limit >= LONGEST) {
        throw new IOException("an answer with more than " + LONGEST + " bytes in one row");
      }
      text = Arrays.copyOf(text, limit + limit / 2);
    }
    int count = in.read(text, limit, text.length - limit);
    if (count < 0) {
      return false;
    }
    limit += count;
    read += count;
    return true;
  }

  private IOException cutOff() {
    return new IOException("not whole JSON at byte " + read);
  }

  private IOException unexpected(String due) {
    return new IOException(
        "not JSON at byte " + (read - limit + at) + ", where " + due + " is due");
  }
}
