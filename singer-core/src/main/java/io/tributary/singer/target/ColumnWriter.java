package io.tributary.singer.target;

import io.tributary.singer.connector.Column;
import io.tributary.singer.json.JsonString;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.DateTimeText;
import io.tributary.singer.schema.DecimalText;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.LogicalType;
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
  private final SeparatedText fields;

  private ColumnWriter(Field field, ColumnType type, int index, SeparatedText fields) {
    this.name = field.name();
    this.type = type;
    this.index = index;
    this.nullable = field.nullable();
    this.base64 = field.isBase64();
    this.fields = fields;
  }

  static ColumnWriter of(Field field, int index, boolean isDouble, SeparatedText fields) {
    boolean isPlainNumber = field.type().kind() == LogicalType.NUMBER;
    ColumnType type = isPlainNumber && isDouble ? ColumnType.DOUBLE : field.type();
    return new ColumnWriter(field, type, index, fields);
  }

  String name() {
    return name;
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
  void write(RecordSlots slots, int[] digits, RowBuffer out) throws BadRecord {
    int kind = slots.kind(index);
    if (kind == RecordSlots.MISSING || kind == RecordSlots.NULL) {
      return;
    }
    switch (type.kind()) {
      case STRING -> text(slots, kind, out);
      case INTEGER -> integer(slots, kind, digits, out);
      case DECIMAL, NUMBER -> number(slots, kind, digits, out);
      case BOOLEAN -> {
        require(kind == RecordSlots.BOOLEAN, slots, "a boolean");
        out.put(slots.bytes(), slots.start(index), slots.stop(index));
      }
      case TIMESTAMP -> timestamp(slots, kind, out);
      case DATE -> date(slots, kind, out);
      case TIME -> time(slots, kind, out);
      case BINARY -> binary(slots, kind, out);
      case OBJECT, ARRAY, ANY -> json(slots, kind, out);
    }
  }

  private void text(RecordSlots slots, int kind, RowBuffer out) {
    int start = slots.start(index);
    int stop = slots.stop(index);
    if (kind == RecordSlots.STRING) {
      fields.string(slots.bytes(), start, stop, slots.isEscaped(index), out);
    } else {
      fields.json(slots.bytes(), start, stop, out);
    }
  }

  private void json(RecordSlots slots, int kind, RowBuffer out) {
    int quote = kind == RecordSlots.STRING ? 1 : 0;
    fields.json(slots.bytes(), slots.start(index) - quote, slots.stop(index) + quote, out);
  }

  private void integer(RecordSlots slots, int kind, int[] digits, RowBuffer out) throws BadRecord {
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

  private void number(RecordSlots slots, int kind, int[] digits, RowBuffer out) throws BadRecord {
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

  private void timestamp(RecordSlots slots, int kind, RowBuffer out) throws BadRecord {
    byte[] text = plain(slots, kind, "a date and a time");
    int start = start(slots, text);
    int stop = stop(slots, text);
    long micros = DateTimeText.micros(text, start, stop);
    require(micros != DateTimeText.NONE, slots, "a date and a time");
    fields.moment(micros, DateTimeText.offset(text, start, stop), out);
  }

  private void date(RecordSlots slots, int kind, RowBuffer out) throws BadRecord {
    byte[] text = plain(slots, kind, "a date");
    int start = start(slots, text);
    int stop = stop(slots, text);
    require(DateTimeText.isDate(text, start, stop), slots, "a date");
    out.put(text, start, stop);
  }

  private void time(RecordSlots slots, int kind, RowBuffer out) throws BadRecord {
    byte[] text = plain(slots, kind, "a time of day");
    long micros = DateTimeText.timeOfDay(text, start(slots, text), stop(slots, text));
    require(micros != DateTimeText.NONE, slots, "a time of day");
    long seconds = micros / MICROS;
    twoDigits(seconds / 3600, out);
    out.put((byte) ':');
    twoDigits(seconds / 60 % 60, out);
    out.put((byte) ':');
    twoDigits(seconds % 60, out);
    long rest = micros % MICROS;
    if (rest != 0) {
      out.put((byte) '.');
      for (long weight = MICROS / 10; weight > 0; weight /= 10) {
        out.put((byte) ('0' + rest / weight % 10));
      }
    }
  }

  private static void twoDigits(long value, RowBuffer out) {
    out.put((byte) ('0' + value / 10));
    out.put((byte) ('0' + value % 10));
  }

  private void binary(RecordSlots slots, int kind, RowBuffer out) throws BadRecord {
    byte[] text = plain(slots, kind, "bytes");
    int start = start(slots, text);
    int stop = stop(slots, text);
    String digits = new String(text, start, stop - start, StandardCharsets.US_ASCII);
    try {
      byte[] bytes =
          base64 ? Base64.getMimeDecoder().decode(digits) : HexFormat.of().parseHex(digits);
      byte[] hex = HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
      fields.string(hex, 0, hex.length, false, out);
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
