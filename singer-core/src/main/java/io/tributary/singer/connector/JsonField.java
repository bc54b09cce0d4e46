package io.tributary.singer.connector;

import io.tributary.singer.json.TextBuffer;
import java.util.Optional;

/**
 * One field of the rows that are spooled as {@link RowFormat#JSON}.
 *
 * @param name what the member is called
 * @param nested what writes values that have parts; for {@link Form#NESTED} only
 */
public record JsonField(String name, Form form, Optional<Nested> nested) {

  /** How a value is written. */
  public enum Form {
    /** As JSON has it: {@code true}, or a number that need not stay exact. */
    LITERAL,
    /** As a string: texts, exact numbers, times, bytes in base 16, and the text of any JSON. */
    TEXT,
    /** As a string: bytes in base 64. */
    BASE64,
    /** As the JSON that {@link Nested} makes of it. */
    NESTED
  }

  /** A field without parts. */
  public JsonField(String name, Form form) {
    this(name, form, Optional.empty());
  }

  /** A field whose values have parts. */
  public JsonField(String name, Nested nested) {
    this(name, Form.NESTED, Optional.of(nested));
  }

  /** Turns values that have parts into the JSON that the destination reads. For one thread. */
  @FunctionalInterface
  public interface Nested {
    /**
     * Writes a value.
     *
     * @param json holds the value's own JSON text from {@code start} to {@code stop}; it is not
     *     null
     * @throws Misfit if a part of it does not fit; what was written then counts for nothing
     */
    void write(byte[] json, int start, int stop, TextBuffer out) throws Misfit;
  }
}
