package io.tributary.target.bigquery.standin.write;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.Cell;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Values of protocol buffers as text that DuckDB reads, if BigQuery takes them for a column. */
final class ProtoCell {
  private ProtoCell() {}

  /**
   * A value as text that is cast to the column's type.
   *
   * @throws IllegalArgumentException with a reason, if the column does not take it
   */
  static String of(Column column, Object value) {
    Type type = column.type();
    if (value instanceof ByteString bytes) {
      return switch (type) {
        case BYTES -> Cell.bytes(column, bytes.toByteArray());
        case NUMERIC -> Cell.of(column, decimal(bytes, 9));
        case BIGNUMERIC -> Cell.of(column, decimal(bytes, 38));
        default -> throw unfit(column, "bytes");
      };
    }
    if (value instanceof String text) {
      return text(column, text);
    }
    if (value instanceof Boolean && type == Type.BOOL) {
      return value.toString();
    }
    if (value instanceof EnumValueDescriptor named && type == Type.STRING) {
      return named.getName();
    }
    if (value instanceof Double || value instanceof Float) {
      return switch (type) {
        case FLOAT64, NUMERIC, BIGNUMERIC -> Cell.of(column, value.toString());
        default -> throw unfit(column, "double");
      };
    }
    if (value instanceof Integer || value instanceof Long) {
      return number(column, ((Number) value).longValue());
    }
    throw unfit(column, value.getClass().getSimpleName());
  }

  private static IllegalArgumentException unfit(Column column, String given) {
    return new IllegalArgumentException(
        "The proto field mismatched with BigQuery field at "
            + column.name()
            + ", the proto field type "
            + given
            + ", BigQuery field type "
            + column.type());
  }

  private static String text(Column column, String text) {
    return switch (column.type()) {
      case STRING, NUMERIC, BIGNUMERIC, DATE, DATETIME, TIME -> Cell.of(column, text);
      case JSON -> json(column, text);
      default -> throw unfit(column, "string");
    };
  }

  private static String json(Column column, String text) {
    try {
      Json.MAPPER.readTree(text);
      return text;
    } catch (IOException e) {
      throw new IllegalArgumentException("Invalid JSON in field " + column.name(), e);
    }
  }

  private static String number(Column column, long value) {
    return switch (column.type()) {
      case INT64, NUMERIC, BIGNUMERIC, FLOAT64 -> Cell.of(column, Long.toString(value));
      case BOOL -> Boolean.toString(value != 0);
      case DATE -> Cell.of(column, LocalDate.ofEpochDay(value).toString());
      case TIMESTAMP -> Cell.micros(value);
      case TIME -> time(value).toString();
      case DATETIME -> dateTime(value).toString();
      default -> throw unfit(column, "int64");
    };
  }

  /** Little-endian, in two's complement. */
  private static String decimal(ByteString bytes, int scale) {
    byte[] reversed = new byte[bytes.size()];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = bytes.byteAt(reversed.length - 1 - i);
    }
    return new BigDecimal(new BigInteger(reversed), scale).toPlainString();
  }

  /** Bits: 5 of hours, 6 of minutes, 6 of seconds, 20 of microseconds. */
  private static LocalTime time(long packed) {
    int seconds = (int) (packed >> 20);
    return LocalTime.of(
        seconds >> 12, (seconds >> 6) & 63, seconds & 63, (int) (packed & 0xFFFFF) * 1000);
  }

  /** Bits above those of a time: 14 of years, 4 of months, 5 of days. */
  private static LocalDateTime dateTime(long packed) {
    long day = packed >> 37;
    return LocalDateTime.of(
        LocalDate.of((int) (day >> 9), (int) (day >> 5) & 15, (int) day & 31),
        time(packed & ((1L << 37) - 1)));
  }
}
