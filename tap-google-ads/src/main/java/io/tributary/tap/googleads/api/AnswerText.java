package io.tributary.tap.googleads.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of an answer as it arrives, seen through a buffer that is changed for another now and
 * then. Not thread-safe.
 */
final class AnswerText {
  /** Nothing in an answer that has to be in the buffer as a whole may be longer. */
  private static final int LONGEST = Json.MAX_STRING;

  private final InputStream in;
  private final BracketScan scan = new BracketScan();
  private long read;
  private byte[] text = {};
  private int at;
  private int limit;

  AnswerText(InputStream in) {
    this.in = in;
  }

  /** How many bytes have arrived and not been taken. */
  int left() {
    return limit - at;
  }

  /** Goes on in another buffer, which has room for what is left and more. */
  void moveTo(byte[] buffer) {
    int left = left();
    System.arraycopy(text, at, buffer, 0, left);
    text = buffer;
    at = 0;
    limit = left;
  }

  /** The buffer, which is somebody else's then; what is left of it is kept. */
  byte[] release() {
    byte[] released = text;
    text = Arrays.copyOfRange(text, at, limit);
    limit -= at;
    at = 0;
    return released;
  }

  /** The index in the buffer of the next byte. */
  int at() {
    return at;
  }

  /** Goes back to an index of the same buffer. */
  void rewind(int index) {
    at = index;
  }

  /** Whether the buffer is full, and all of it taken. */
  boolean isSpent() {
    return at == limit && isFull();
  }

  private boolean isFull() {
    return limit == text.length;
  }

  /** Skips white space. Returns whether nothing comes after it. */
  boolean isExhausted() throws IOException {
    while (at < limit || read()) {
      byte next = text[at];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return false;
      }
      at++;
    }
    return true;
  }

  /** The next byte that is not white space, which is not taken. */
  int peek() throws IOException {
    if (isExhausted()) {
      throw cutOff();
    }
    return text[at];
  }

  /** Takes the byte that {@link #peek} saw. */
  void take() {
    at++;
  }

  /**
   * Takes a byte, after white space.
   *
   * @param called how to say what is due if it is another one
   */
  void take(char expected, String called) throws IOException {
    if (peek() != expected) {
      throw unexpected(called);
    }
    at++;
  }

  /**
   * Takes an object, an array or a string, which is next.
   *
   * @param mayGrow whether the buffer may become larger for it
   * @return false, with nothing taken, if it would have to
   */
  boolean takeWhole(boolean mayGrow) throws IOException {
    scan.begin(at);
    int stop = scan.end(text, limit);
    while (stop < 0) {
      if (isFull() && !mayGrow) {
        return false;
      }
      if (!read()) {
        throw cutOff();
      }
      stop = scan.end(text, limit);
    }
    at = stop;
    return true;
  }

  /** Takes a property's name. */
  String name() throws IOException {
    if (peek() != '"') {
      throw unexpected("a property's name");
    }
    int start = at;
    boolean ignored = takeWhole(true);
    return new String(text, start + 1, at - start - 2, StandardCharsets.UTF_8);
  }

  /** Takes a value. */
  JsonNode value() throws IOException {
    int first = peek();
    int start = at;
    if (first == '"' || first == '{' || first == '[') {
      boolean ignored = takeWhole(true);
    } else {
      for (int next = first; next != ',' && next != '}' && next != ']'; next = peek()) {
        at++;
      }
    }
    if (at == start) {
      throw unexpected("a value");
    }
    return Json.MAPPER.readTree(text, start, at - start);
  }

  private boolean read() throws IOException {
    if (isFull()) {
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

  /** What to throw when something else than {@code due} is next. */
  IOException unexpected(String due) {
    return new IOException(
        "not JSON at byte " + (read - limit + at) + ", where " + due + " is due");
  }
}
