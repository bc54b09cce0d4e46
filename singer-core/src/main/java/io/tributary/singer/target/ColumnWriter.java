package io.tributary.singer.target;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.json.JsonString;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.DateTimeText;
import io.tributary.singer.schema.DecimalText;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.RecordSlots;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Writes one column's values, and says what a batch of them holds.
 *
 * <p>The account of that is its caller's, an array with two places for each column: the most digits
 * before and after the point. So streams of one schema can share their writers.
 */
final class ColumnWriter {
  private static final int LONG_DIGITS = 19;
  private static final int MOST_SHOWN = 40;
  private static final long MICROS = 1_000_000;

  private final String name;
  private final ColumnType type;
  private final int index;
  private final boolean nullable;
  private final boolean base64;

  /** The number of its field in a row. */
  private final int place;

  private ColumnWriter(Field field, ColumnType type, int index) {
    this.name = field.name();
    this.type = type;
    this.index = index;
    this.nullable = field.nullable();
    this.base64 = field.isBase64();
    this.place = RowStamp.FIELDS + index;
  }

  static ColumnWriter of(Field field, int index, boolean isDouble) {
    ColumnType type = isDouble ? field.type().withDoubles() : field.type();
    return new ColumnWriter(field, type, index);
  }

  String name() {
    return name;
  }

  /** The column, of the type that the schema announces. */
  Column announced() {
    return new Column(name, type);
  }

  /** The column, of a type that holds what is in the account. */
  Column column(int[] digits) {
    return new Column(
        name, type.isNumeric() ? type.holding(digits[2 * index], digits[2 * index + 1]) : type);
  }

  /** A key must be there, and be null only where its schema says so. */
  void checkKey(RecordSlots slots) throws BadRecord {
    int kind = slots.kind(index);
    if (kind == RecordSlots.MISSING) {
      throw BadRecord.unfit(name + " is missing, and it is a key property");
    }
    if (kind == RecordSlots.NULL && !nullable) {
      throw BadRecord.unfit(name + " is null, and it is a key property");
    }
  }

  /** Writes the column's value of the record that was read last. */
  void write(RecordSlots slots, int[] digits, RowText row, TextBuffer out) throws BadRecord {
    int kind = slots.kind(index);
    if (kind == RecordSlots.MISSING || kind == RecordSlots.NULL) {
      row.absent(place, out);
      return;
    }
    switch (type.kind()) {
      case STRING -> text(slots, kind, row, out);
      case TIMESTAMP -> timestamp(slots, kind, row, out);
      case BINARY -> binary(slots, kind, row, out);
      case OBJECT, ARRAY, ANY -> {
        int quote = kind == RecordSlots.STRING ? 1 : 0;
        json(slots, slots.start(index) - quote, slots.stop(index) + quote, row, out);
      }
      case INTEGER, DECIMAL, NUMBER, BOOLEAN, DATE, TIME -> {
        row.open(place, out);
        plain(slots, kind, digits, out);
        row.close(place, out);
      }
    }
  }

  /** Writes a value whose characters are the same in every format. */
  private void plain(RecordSlots slots, int kind, int[] digits, TextBuffer out) throws BadRecord {
    switch (type.kind()) {
      case INTEGER -> integer(slots, kind, digits, out);
      case DECIMAL, NUMBER -> number(slots, kind, digits, out);
      case DATE -> date(slots, kind, out);
      case TIME -> time(slots, kind, out);
      default -> {
        require(kind == RecordSlots.BOOLEAN, slots, "a boolean");
        out.put(slots.bytes(), slots.start(index), slots.stop(index));
      }
    }
  }

  private void text(RecordSlots slots, int kind, RowText row, TextBuffer out) throws BadRecord {
    int start = slots.start(index);
    int stop = slots.stop(index);
    if (kind == RecordSlots.STRING) {
      row.string(place, slots.bytes(), start, stop, slots.isEscaped(index), out);
    } else {
      json(slots, start, stop, row, out);
    }
  }

  private void json(RecordSlots slots, int start, int stop, RowText row, TextBuffer out)
      throws BadRecord {
    try {
      row.json(place, slots.bytes(), start, stop, out);
    } catch (Misfit e) {
      throw BadRecord.unfit(String.valueOf(e.in(name).getMessage()));
    }
  }

  private void integer(RecordSlots slots, int kind, int[] digits, TextBuffer out) throws BadRecord {
    byte[] text = slots.bytes();
    int start = slots.start(index);
    int stop = slots.stop(index);
    boolean isNumber = kind == RecordSlots.INTEGER || kind == RecordSlots.NUMBER;
    require(isNumber, slots, "a whole number");
    if (slots.exponent(index) >= 0 || kind == RecordSlots.NUMBER) {
      BigDecimal value = decimal(slots);
      require(
          value.signum() == 0 || value.stripTrailingZeros().scale() <= 0, slots, "a whole number");
      String plain = value.toBigInteger().toString();
      count(plain, digits);
      out.putAscii(plain);
      return;
    }
    if (slots.point(index) >= 0) {
      stop = slots.point(index);
    }
    if (stop - start >= LONG_DIGITS) {
      count(new String(text, start, stop - start, StandardCharsets.US_ASCII), digits);
    }
    out.put(text, start, stop);
  }

  /** A number of 19 digits may fit 64 bits, and then counts as if it had 18. */
  private void count(String plain, int[] digits) {
    int length = plain.startsWith("-") ? plain.length() - 1 : plain.length();
    if (length > LONG_DIGITS || (length == LONG_DIGITS && !isLong(plain))) {
      count(length, 0, digits);
    }
  }

  private void count(int whole, int fraction, int[] digits) {
    digits[2 * index] = Math.max(digits[2 * index], whole);
    digits[2 * index + 1] = Math.max(digits[2 * index + 1], fraction);
  }

  private static boolean isLong(String plain) {
    try {
      Long.parseLong(plain);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void number(RecordSlots slots, int kind, int[] digits, TextBuffer out) throws BadRecord {
    int start = slots.start(index);
    int stop = slots.stop(index);
    byte[] text = slots.bytes();
    boolean isNumber = kind == RecordSlots.INTEGER || kind == RecordSlots.NUMBER;
    if (!isNumber) {
      boolean isDecimal =
          kind == RecordSlots.STRING
              && !slots.isEscaped(index)
              && DecimalText.isDecimal(text, start, stop);
      require(isDecimal, slots, "a number");
      BigDecimal value = decimal(slots);
      count(value, digits);
      out.putAscii(value.toString());
      return;
    }
    if (type.equals(ColumnType.DOUBLE)) {
      requireDouble(slots);
    } else if (slots.exponent(index) >= 0) {
      count(decimal(slots), digits);
    } else {
      count(text, start, stop, slots.point(index), digits);
    }
    out.put(text, start, stop);
  }

  private void count(BigDecimal value, int[] digits) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.signum() != 0) {
      count(plain.precision() - plain.scale(), plain.scale(), digits);
    }
  }

  private void count(byte[] text, int start, int stop, int point, int[] digits) {
    int first = text[start] == '-' ? start + 1 : start;
    int whole = text[first] == '0' ? 0 : (point < 0 ? stop : point) - first;
    int last = stop - 1;
    while (point >= 0 && text[last] == '0') {
      last--;
    }
    count(whole, point < 0 ? 0 : last - point, digits);
  }

  private void requireDouble(RecordSlots slots) throws BadRecord {
    int length = slots.stop(index) - slots.start(index);
    if (slots.exponent(index) >= 0 || length > 300) {
      boolean isFinite = Double.isFinite(decimal(slots).doubleValue());
      require(isFinite, slots, "a number that 64 bits of floating point can come near");
    }
  }

  /** The value of a number, or of a text that is one. */
  private BigDecimal decimal(RecordSlots slots) throws BadRecord {
    int start = slots.start(index);
    int stop = slots.stop(index);
    if (Math.abs(DecimalText.exponent(slots.bytes(), start, stop)) > DecimalText.MAX_EXPONENT) {
      throw BadRecord.unfit(
          name + " is " + shown(slots) + ", whose exponent is beyond " + DecimalText.MAX_EXPONENT);
    }
    return new BigDecimal(
        new String(slots.bytes(), start, stop - start, StandardCharsets.US_ASCII));
  }

  private void timestamp(RecordSlots slots, int kind, RowText row, TextBuffer out)
      throws BadRecord {
    byte[] text = plain(slots, kind, "a date and a time");
    int start = start(slots, text);
    int stop = stop(slots, text);
    long micros = DateTimeText.micros(text, start, stop);
    require(micros != DateTimeText.NONE, slots, "a date and a time");
    row.moment(place, micros, DateTimeText.offset(text, start, stop), out);
  }

  private void date(RecordSlots slots, int kind, TextBuffer out) throws BadRecord {
    byte[] text = plain(slots, kind, "a date");
    int start = start(slots, text);
    int stop = stop(slots, text);
    require(DateTimeText.isDate(text, start, stop), slots, "a date");
    out.put(text, start, stop);
  }

  private void time(RecordSlots slots, int kind, TextBuffer out) throws BadRecord {
    byte[] text = plain(slots, kind, "a time of day");
    long micros = DateTimeText.timeOfDay(text, start(slots, text), stop(slots, text));
    require(micros != DateTimeText.NONE, slots, "a time of day");
    long seconds = micros / MICROS;
    out.putDigits(seconds / 3600, 2);
    out.put(':');
    out.putDigits(seconds / 60 % 60, 2);
    out.put(':');
    out.putDigits(seconds % 60, 2);
    if (micros % MICROS != 0) {
      out.put('.');
      out.putDigits(micros % MICROS, 6);
    }
  }

  private void binary(RecordSlots slots, int kind, RowText row, TextBuffer out) throws BadRecord {
    byte[] text = plain(slots, kind, "bytes");
    int start = start(slots, text);
    int stop = stop(slots, text);
    String digits = new String(text, start, stop - start, StandardCharsets.US_ASCII);
    try {
      byte[] bytes =
          base64 ? Base64.getMimeDecoder().decode(digits) : HexFormat.of().parseHex(digits);
      row.bytes(place, bytes, out);
    } catch (IllegalArgumentException e) {
      throw unfit(slots, base64 ? "bytes in base 64" : "bytes in base 16");
    }
  }

  /** The bytes that hold the text of a string: the record's own, or decoded ones. */
  private byte[] plain(RecordSlots slots, int kind, String wanted) throws BadRecord {
    require(kind == RecordSlots.STRING, slots, wanted);
    if (!slots.isEscaped(index)) {
      return slots.bytes();
    }
    byte[] decoded = new byte[slots.stop(index) - slots.start(index)];
    int length =
        JsonString.decode(slots.bytes(), slots.start(index), slots.stop(index), decoded, 0);
    return Arrays.copyOf(decoded, length);
  }

  private int start(RecordSlots slots, byte[] text) {
    return text == slots.bytes() ? slots.start(index) : 0;
  }

  private int stop(RecordSlots slots, byte[] text) {
    return text == slots.bytes() ? slots.stop(index) : text.length;
  }

  private void require(boolean isFit, RecordSlots slots, String wanted) throws BadRecord {
    if (!isFit) {
      throw unfit(slots, wanted);
    }
  }

  private BadRecord unfit(RecordSlots slots, String wanted) {
    return BadRecord.unfit(name + " is " + shown(slots) + ", not " + wanted);
  }

  /** The value for people: short, and of objects and arrays only what they are. */
  String shown(RecordSlots slots) {
    int kind = slots.kind(index);
    if (kind == RecordSlots.OBJECT || kind == RecordSlots.ARRAY) {
      return kind == RecordSlots.OBJECT ? "an object" : "an array";
    }
    int start = slots.start(index);
    int length = slots.stop(index) - start;
    String text =
        new String(slots.bytes(), start, Math.min(length, 4 * MOST_SHOWN), StandardCharsets.UTF_8);
    String cut = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    return kind == RecordSlots.STRING ? '"' + cut + '"' : cut;
  }
}
