package io.tributary.target.bigquery.nested;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.cloud.bigquery.StandardSQLTypeName;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the values of one nested column as the JSON that a load job reads.
 *
 * <p>Used by one thread.
 */
public final class JsonOutput implements NestedOutput {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long MICROS = 1_000_000;
  private static final long SECONDS_A_DAY = 86_400;

  private final ByteText out = new ByteText();
  private final Map<String, byte[]> names = new HashMap<>();

  /** Forgets what was written. */
  public void begin() {
    out.clear();
  }

  /** What was written since, as far as {@link #length}. */
  public byte[] bytes() {
    return out.bytes();
  }

  public int length() {
    return out.length();
  }

  @Override
  public void beginStruct(Part part) {
    open(part);
    out.put('{');
  }

  @Override
  public void endStruct() {
    out.put('}');
  }

  @Override
  public void beginArray(Part part) {
    separate();
    name(part);
    out.put('[');
  }

  @Override
  public void endArray() {
    out.put(']');
  }

  @Override
  public void text(Part part, byte[] text, int start, int stop) {
    open(part);
    switch (part.type()) {
      case BOOL, INT64, FLOAT64, JSON -> out.put(text, start, stop);
      default -> quoted(text, start, stop);
    }
  }

  @Override
  public void moment(Part part, long micros) {
    open(part);
    long second = Math.floorDiv(micros, MICROS);
    long day = Math.floorDiv(second, SECONDS_A_DAY);
    long ofDay = Math.floorMod(second, SECONDS_A_DAY);
    out.put('"');
    date(day);
    out.put('T');
    out.putDigits(ofDay / 3600, 2);
    out.put(':');
    out.putDigits(ofDay / 60 % 60, 2);
    out.put(':');
    out.putDigits(ofDay % 60, 2);
    out.put('.');
    out.putDigits(Math.floorMod(micros, MICROS), 6);
    if (part.type() == StandardSQLTypeName.TIMESTAMP) {
      out.put('Z');
    }
    out.put('"');
  }

  @Override
  public void bytes(Part part, byte[] bytes) {
    open(part);
    byte[] encoded = Base64.getEncoder().encode(bytes);
    out.put('"');
    out.put(encoded, 0, encoded.length);
    out.put('"');
  }

  /** Elements of an array have no name, and neither has the column, whose name is its row's. */
  private void open(Part part) {
    separate();
    if (!part.isRepeated()) {
      name(part);
    }
  }

  private void separate() {
    int last = out.last();
    if (last != 0 && last != '{' && last != '[') {
      out.put(',');
    }
  }

  private void name(Part part) {
    if (out.length() > 0) {
      byte[] name = names.computeIfAbsent(part.name(), JsonOutput::named);
      out.put(name, 0, name.length);
    }
  }

  private static byte[] named(String name) {
    return (TextNode.valueOf(name) + ":").getBytes(StandardCharsets.UTF_8);
  }

  /** A day since 1970-01-01, by the calendar that ISO 8601 reckons with. */
  private void date(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    out.putDigits(date.getYear(), 4);
    out.put('-');
    out.putDigits(date.getMonthValue(), 2);
    out.put('-');
    out.putDigits(date.getDayOfMonth(), 2);
  }

  private void quoted(byte[] text, int start, int stop) {
    out.put('"');
    int copied = start;
    for (int i = start; i < stop; i++) {
      byte each = text[i];
      if (each == '"' || each == '\\') {
        out.put(text, copied, i);
        out.put('\\');
        copied = i;
      } else if (each >= 0 && each < ' ') {
        out.put(text, copied, i);
        out.putAscii("\\u00");
        out.put(HEX[each >> 4]);
        out.put(HEX[each & 0xf]);
        copied = i + 1;
      }
    }
    out.put(text, copied, stop);
    out.put('"');
  }
}
