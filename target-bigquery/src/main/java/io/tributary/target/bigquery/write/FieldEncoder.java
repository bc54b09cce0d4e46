package io.tributary.target.bigquery.write;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * How the values of a type are declared and written, decided once a schema. What the API takes as
 * text and keeps exact stays text.
 *
 * @param type how a field of it is declared
 * @param value writes a field of it
 */
record FieldEncoder(FieldDescriptorProto.Type type, Value value) {
  private static final int NUMERIC_SCALE = 9;
  private static final int BIGNUMERIC_SCALE = 38;
  private static final int MICROS = 1_000_000;
  private static final int NANOS = 1_000;

  /** Writes a value as a field. */
  @FunctionalInterface
  interface Value {
    /**
     * Writes it.
     *
     * @param text from {@code start} to {@code stop} the value, as {@code RowFormat.SEPARATED} has
     *     it
     */
    void write(CodedOutputStream out, int number, byte[] text, int start, int stop)
        throws IOException;
  }

  /**
   * The encoder of a column's values, or of each of them if they are repeated. A STRUCT is a
   * message, whose parts have encoders of their own.
   */
  static FieldEncoder of(Field field) {
    return of(field.getType().getStandardType());
  }

  static FieldEncoder of(StandardSQLTypeName type) {
    return switch (type) {
      case BOOL ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_BOOL,
              (out, number, text, start, stop) -> out.writeBool(number, text[start] == 't'));
      case INT64, TIMESTAMP ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_INT64,
              (out, number, text, start, stop) -> out.writeInt64(number, whole(text, start, stop)));
      case FLOAT64 ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_DOUBLE,
              (out, number, text, start, stop) ->
                  out.writeDouble(number, Double.parseDouble(ascii(text, start, stop))));
      case DATE ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_INT32,
              (out, number, text, start, stop) ->
                  out.writeInt32(
                      number, (int) LocalDate.parse(ascii(text, start, stop)).toEpochDay()));
      case DATETIME ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_STRING,
              (out, number, text, start, stop) ->
                  out.writeString(number, clock(whole(text, start, stop))));
      case BYTES ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_BYTES,
              (out, number, text, start, stop) ->
                  out.writeByteArray(number, HexFormat.of().parseHex(ascii(text, start, stop))));
      case NUMERIC -> decimal(NUMERIC_SCALE);
      case BIGNUMERIC -> decimal(BIGNUMERIC_SCALE);
      case STRING, TIME, JSON ->
          new FieldEncoder(FieldDescriptorProto.Type.TYPE_STRING, FieldEncoder::text);
      case STRUCT ->
          new FieldEncoder(FieldDescriptorProto.Type.TYPE_MESSAGE, FieldEncoder::message);
      default -> throw new IllegalArgumentException("nothing writes a " + type);
    };
  }

  private static void text(CodedOutputStream out, int number, byte[] text, int start, int stop)
      throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(stop - start);
    out.writeRawBytes(text, start, stop - start);
  }

  private static void message(CodedOutputStream out, int number, byte[] text, int start, int stop) {
    throw new IllegalArgumentException("a STRUCT is written by its parts, not as text");
  }

  /** Numbers as plain text, without exponents and without zeros that no such column has. */
  private static FieldEncoder decimal(int scale) {
    return new FieldEncoder(
        FieldDescriptorProto.Type.TYPE_STRING,
        (out, number, text, start, stop) -> {
          if (isPlain(text, start, stop, scale)) {
            text(out, number, text, start, stop);
          } else {
            BigDecimal value = new BigDecimal(ascii(text, start, stop)).stripTrailingZeros();
            out.writeString(number, value.toPlainString());
          }
        });
  }

  private static boolean isPlain(byte[] text, int start, int stop, int scale) {
    int point = stop;
    for (int i = start; i < stop; i++) {
      if (text[i] == '.') {
        point = i;
      } else if (text[i] == 'e' || text[i] == 'E') {
        return false;
      }
    }
    return stop - point - 1 <= scale;
  }

  private static long whole(byte[] text, int start, int stop) {
    boolean isNegative = text[start] == '-';
    long value = 0;
    for (int i = isNegative ? start + 1 : start; i < stop; i++) {
      value = value * 10 - (text[i] - '0');
    }
    return isNegative ? value : -value;
  }

  /** The clock of UTC at a moment. */
  static String clock(long micros) {
    return LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS, ZoneOffset.UTC)
        .toString();
  }

  private static String ascii(byte[] text, int start, int stop) {
    return new String(text, start, stop - start, StandardCharsets.ISO_8859_1);
  }
}
