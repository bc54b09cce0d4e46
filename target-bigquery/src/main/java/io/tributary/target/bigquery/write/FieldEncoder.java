package io.tributary.target.bigquery.write;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * How the values of a column are declared and written, decided once a schema. What the API takes as
 * text and keeps exact stays text.
 *
 * <p>A column with columns in it, or with several values, is written by {@link PartEncoder}.
 *
 * @param type how the column's field is declared
 * @param value writes the field, its number included
 */
record FieldEncoder(FieldDescriptorProto.Type type, Value value) {
  private static final int NUMERIC_SCALE = 9;
  private static final int BIGNUMERIC_SCALE = 38;

  /** Writes a value as a field. */
  @FunctionalInterface
  interface Value {
    /**
     * Writes it.
     *
     * @param text the value, as {@code RowFormat.SEPARATED} has it, as far as {@code length}
     */
    void write(CodedOutputStream out, int number, byte[] text, int length) throws IOException;
  }

  static FieldEncoder of(Field field) {
    return of(field.getName(), field.getType().getStandardType());
  }

  /** How the values of a type are written. */
  static FieldEncoder of(String name, StandardSQLTypeName type) {
    return switch (type) {
      case BOOL ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_BOOL,
              (out, number, text, length) -> out.writeBool(number, text[0] == 't'));
      case INT64, TIMESTAMP ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_INT64,
              (out, number, text, length) -> out.writeInt64(number, whole(text, length)));
      case FLOAT64 ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_DOUBLE,
              (out, number, text, length) ->
                  out.writeDouble(number, Double.parseDouble(ascii(text, length))));
      case DATE ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_INT32,
              (out, number, text, length) -> out.writeInt32(number, day(text, length)));
      case BYTES ->
          new FieldEncoder(
              FieldDescriptorProto.Type.TYPE_BYTES,
              (out, number, text, length) ->
                  out.writeByteArray(number, HexFormat.of().parseHex(ascii(text, length))));
      case NUMERIC -> decimal(NUMERIC_SCALE);
      case BIGNUMERIC -> decimal(BIGNUMERIC_SCALE);
      case STRING, TIME, DATETIME, JSON, STRUCT ->
          new FieldEncoder(FieldDescriptorProto.Type.TYPE_STRING, FieldEncoder::text);
      default ->
          throw new IllegalArgumentException(
              "no values of " + type + " are written, and " + name + " is");
    };
  }

  private static void text(CodedOutputStream out, int number, byte[] text, int length)
      throws IOException {
    out.writeTag(number, com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(length);
    out.writeRawBytes(text, 0, length);
  }

  /** Numbers as plain text, without exponents and without zeros that no such column has. */
  private static FieldEncoder decimal(int scale) {
    return new FieldEncoder(
        FieldDescriptorProto.Type.TYPE_STRING,
        (out, number, text, length) -> {
          if (isPlain(text, length, scale)) {
            text(out, number, text, length);
          } else {
            BigDecimal value = new BigDecimal(ascii(text, length)).stripTrailingZeros();
            out.writeString(number, value.toPlainString());
          }
        });
  }

  private static boolean isPlain(byte[] text, int length, int scale) {
    int point = length;
    for (int i = 0; i < length; i++) {
      if (text[i] == '.') {
        point = i;
      } else if (text[i] == 'e' || text[i] == 'E') {
        return false;
      }
    }
    return length - point - 1 <= scale;
  }

  private static long whole(byte[] text, int length) {
    boolean isNegative = text[0] == '-';
    long value = 0;
    for (int i = isNegative ? 1 : 0; i < length; i++) {
      value = value * 10 - (text[i] - '0');
    }
    return isNegative ? value : -value;
  }

  private static int day(byte[] text, int length) {
    return (int) LocalDate.parse(ascii(text, length)).toEpochDay();
  }

  private static String ascii(byte[] text, int length) {
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }
}
