package io.tributary.target.bigquery.standin.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values as text that DuckDB reads, once they have been found to be in BigQuery's ranges. */
public final class Cell {
  private static final BigDecimal LARGEST_NUMERIC =
      new BigDecimal("99999999999999999999999999999.999999999");
  private static final BigDecimal LARGEST_BIGNUMERIC =
      new BigDecimal(BigInteger.TWO.pow(255), 38).subtract(new BigDecimal(BigInteger.ONE, 38));
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}");
  private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d{1,6})?");
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d{1,2}-\\d{1,2}([T ]\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d{1,6})?)?)? ?"
              + "(Z|UTC|[+-]\\d{1,2}(:\\d{2})?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SECONDS = Pattern.compile("-?\\d+(\\.\\d{1,6})?([eE]\\+?\\d+)?");
  private static final DateTimeFormatter DAYS =
      DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Cell() {}

  /**
   * A value as text that is cast to the column's type.
   *
   * @throws IllegalArgumentException with a reason, if the column does not take it
   */
  public static String of(Column column, String text) {
    return switch (column.type()) {
      case INT64 -> whole(text);
      case NUMERIC, BIGNUMERIC -> decimal(column, text);
      case FLOAT64 -> real(text);
      case BOOL -> bool(text);
      case STRING -> sized(column, text, text.codePointCount(0, text.length()));
      case BYTES -> bytes(column, Base64.getMimeDecoder().decode(base64(text)));
      case DATE -> date(text);
      case DATETIME -> moment(text, false);
      case TIME -> time(text);
      case TIMESTAMP -> moment(text, true);
      case JSON -> text;
      case STRUCT -> throw new IllegalArgumentException("is a record");
    };
  }

  private static String base64(String text) {
    String plain = text.replace('-', '+').replace('_', '/');
    if (!plain.matches("[A-Za-z0-9+/\\s]*={0,2}")) {
      throw new IllegalArgumentException("Could not decode base64 string to bytes");
    }
    return plain;
  }

  /** Bytes as DuckDB spells them. */
  public static String bytes(Column column, byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 4);
    for (byte one : bytes) {
      text.append("\\x").append(HEX.toHexDigits(one));
    }
    return sized(column, text.toString(), bytes.length);
  }

  private static String sized(Column column, String text, int length) {
    if (column.length() > 0 && length > column.length()) {
      throw new IllegalArgumentException(
          "Field %s: %s(%d) has maximum length %d but got a value with length %d"
              .formatted(column.name(), column.type(), column.length(), column.length(), length));
    }
    return text;
  }

  private static String whole(String text) {
    BigInteger value =
        WHOLE.matcher(text).matches() ? new BigInteger(text) : BigInteger.TWO.pow(64);
    if (value.bitLength() > 63) {
      throw new IllegalArgumentException(
          "Could not convert value 'string_value: \"" + text + "\"' to integer");
    }
    return value.toString();
  }

  private static String decimal(Column column, String text) {
    boolean isBig = column.type() == Type.BIGNUMERIC;
    int scale = column.precision() > 0 ? column.scale() : isBig ? 38 : 9;
    BigDecimal value;
    try {
      value = new BigDecimal(text.strip());
      // A hostile exponent is a value out of range, and no reason to make digits.
      if (Math.abs((long) value.precision() - value.scale()) > 100) {
        throw new NumberFormatException();
      }
      value = value.setScale(scale, RoundingMode.HALF_UP);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Invalid " + column.type() + " value: " + text, e);
    }
    BigDecimal largest =
        column.precision() > 0
            ? BigDecimal.TEN.pow(column.precision() - scale)
            : isBig ? LARGEST_BIGNUMERIC : LARGEST_NUMERIC;
    int compared = value.abs().compareTo(largest);
    // The bound of a precision is the first number that is too large.
    if (compared > 0 || (compared == 0 && column.precision() > 0)) {
      throw new IllegalArgumentException("Invalid " + column.type() + " value: " + text);
    }
    return isBig ? plain(value) : value.toPlainString();
  }

  /** A decimal, spelled in the one way that compares. */
  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String real(String text) {
    String folded = text.strip().toLowerCase(Locale.ROOT);
    return switch (folded) {
      case "nan" -> "NaN";
      case "inf", "+inf", "infinity", "+infinity" -> "Infinity";
      case "-inf", "-infinity" -> "-Infinity";
      default -> {
        double value;
        try {
          value = Double.parseDouble(folded);
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(
              "Could not convert value 'string_value: \"" + text + "\"' to double", e);
        }
        if (Double.isInfinite(value)) {
          throw new IllegalArgumentException("Double value out of range: " + text);
        }
        yield Double.toString(value);
      }
    };
  }

  private static String bool(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (!folded.equals("true") && !folded.equals("false")) {
      throw new IllegalArgumentException(
          "Could not convert value 'string_value: \"" + text + "\"' to boolean");
    }
    return folded;
  }

  private static String date(String text) {
    if (!DAY.matcher(text).matches()) {
      throw unparsed(text, "date");
    }
    try {
      return day(text).toString();
    } catch (DateTimeException e) {
      throw unparsed(text, "date");
    }
  }

  private static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text, DAYS);
    if (day.getYear() < 1) {
      throw new DateTimeException("before the year 1");
    }
    return day;
  }

  private static String time(String text) {
    if (!CLOCK.matcher(text).matches()) {
      throw unparsed(text, "time");
    }
    try {
      return clock(text).toString();
    } catch (DateTimeException e) {
      throw unparsed(text, "time");
    }
  }

  private static LocalTime clock(String text) {
    String[] parts = text.split("[:.]", -1);
    int nanos = parts.length < 4 ? 0 : Integer.parseInt((parts[3] + "00000000").substring(0, 9));
    int seconds = parts.length < 3 ? 0 : Integer.parseInt(parts[2]);
    return LocalTime.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), seconds, nanos);
  }

  private static String moment(String text, boolean isZoned) {
    String kind = isZoned ? "timestamp" : "datetime";
    try {
      if (isZoned && SECONDS.matcher(text).matches()) {
        return micros(new BigDecimal(text).movePointRight(6).longValueExact());
      }
      if (!MOMENT.matcher(text).matches()) {
        throw unparsed(text, kind);
      }
      int end = zone(text);
      String zone = text.substring(end).strip();
      if (!isZoned && !zone.isEmpty()) {
        throw unparsed(text, kind);
      }
      String[] parts = text.substring(0, end).strip().split("[Tt ]", 2);
      LocalDateTime at =
          LocalDateTime.of(day(parts[0]), parts.length < 2 ? LocalTime.MIDNIGHT : clock(parts[1]));
      if (!isZoned) {
        return at.toString();
      }
      return instant(at.atOffset(offset(zone)).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      throw unparsed(text, kind);
    }
  }

  private static int zone(String text) {
    int i = Math.min(text.length(), 8);
    while (i < text.length() && "zZuU+-".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private static ZoneOffset offset(String zone) {
    if (zone.isEmpty() || zone.equalsIgnoreCase("Z") || zone.equalsIgnoreCase("UTC")) {
      return ZoneOffset.UTC;
    }
    String[] parts = zone.substring(1).split(":", -1);
    int minutes = Integer.parseInt(parts[0]) * 60;
    minutes += parts.length < 2 ? 0 : Integer.parseInt(parts[1]);
    return ZoneOffset.ofTotalSeconds((zone.charAt(0) == '-' ? -60 : 60) * minutes);
  }

  /** A moment, from microseconds since 1970. */
  public static String micros(long micros) {
    return instant(
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L));
  }

  private static String instant(Instant at) {
    OffsetDateTime there = at.atOffset(ZoneOffset.UTC);
    if (there.getYear() < 1 || there.getYear() > 9999) {
      throw new DateTimeException("not in the years 1 to 9999");
    }
    return there.toString();
  }

  private static IllegalArgumentException unparsed(String text, String kind) {
    return new IllegalArgumentException(
        "Couldn't convert value to " + kind + ": Could not parse '" + text + "' as a " + kind);
  }
}
