package io.tributary.singer.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as the UTF-8 text it is on the wire: passed on untouched, or parsed once by
 * whoever needs what is in it.
 *
 * <p>The text has no line breaks, since a message is one line. A value may be a window on a larger
 * buffer. Whoever was handed one by a call may use it until the call returns; to keep it longer
 * takes a {@link #copy}.
 */
public final class RawJson {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  private RawJson(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** A window on {@code bytes}, which are not copied. They must hold one JSON value. */
  public static RawJson of(byte[] bytes, int offset, int length) {
    return new RawJson(bytes, offset, length);
  }

  /** The text of {@code value}. */
  public static RawJson of(JsonNode value) {
    try {
      byte[] text = Json.MAPPER.writeValueAsBytes(value);
      return new RawJson(text, 0, text.length);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** The UTF-8 form of {@code text}, which must be one JSON value. */
  public static RawJson of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return new RawJson(utf8, 0, utf8.length);
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** The same text in a buffer of its own, to be kept. */
  public RawJson copy() {
    byte[] own = Arrays.copyOfRange(bytes, offset, offset + length);
    return new RawJson(own, 0, length);
  }

  /** A parser before the first token. */
  public JsonParser parser() throws IOException {
    return Json.FACTORY.createParser(bytes, offset, length);
  }

  /**
   * The value as a tree.
   *
   * @throws UncheckedIOException if this is not JSON
   */
  public JsonNode tree() {
    try {
      return Json.MAPPER.readTree(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, offset, length);
  }

  /**
   * The text itself. Not called {@code toString}, so that no record ends up in a log by accident.
   */
  public String text() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawJson that
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return "JSON of " + length + " bytes";
  }
}
