package io.tributary.target.bigquery.nested;

import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.JsonString;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.schema.DateTimeText;
import io.tributary.singer.schema.DecimalText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Reads single values, and refuses those that their type in BigQuery does not hold exactly. */
final class Scalars {
  private static final int NUMERIC_WHOLE = 29;
  private static final int NUMERIC_FRACTION = 9;
  private static final int BIGNUMERIC_DIGITS = 38;
  private static final int LONG_DIGITS = 18;
  private static final long MICROS = 1_000_000;

  private static final String INT64 = "a whole number that INT64 holds";
  private static final String NUMERIC =
      "a number of at most 29 digits before the point and 9 after it, which NUMERIC holds";
  private static final String BIGNUMERIC =
      "a number of at most 38 digits before the point and 38 after it, which BIGNUMERIC holds";

  private final JsonCursor cursor;
  private final TextBuffer scratch = new TextBuffer();
  private byte[] decoded = new byte[64];

  /** The text of the value that was read last. */
  private byte[] text = decoded;

  private int start;
  private int stop;

  Scalars(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads the value that is next, which is not null, and tells it. */
  void read(Part part, NestedOutput out) throws Misfit {
    int first = cursor.peek();
    int from = cursor.at();
    boolean isNumber = first == '-' || (first >= '0' && first <= '9');
    if (first == '"') {
      cursor.string();
      plain();
    } else {
      cursor.value();
      text = cursor.bytes();
      start = from;
      stop = cursor.at();
    }
    switch (part.type()) {
      case STRING -> out.text(part, text, start, stop);
      case BOOL -> {
        require(first == 't' || first == 'f', "true or false");
        out.text(part, text, start, stop);
      }
      case INT64 -> whole(part, isNumber, isNumber || first == '"', out);
      case NUMERIC, BIGNUMERIC -> decimal(part, isNumber, isNumber || first == '"', out);
      case FLOAT64 -> {
        boolean isDecimal = isNumber || (first == '"' && DecimalText.isDecimal(text, start, stop));
        require(isDecimal && isFinite(), "a number that FLOAT64 comes near");
        out.text(part, text, start, stop);
      }
      case DATE -> {
        require(first == '"' && DateTimeText.isDate(text, start, stop), "a date");
        out.text(part, text, start, stop);
      }
      case TIME -> time(part, first == '"', out);
      case TIMESTAMP, DATETIME -> {
        long micros = first == '"' ? DateTimeText.micros(text, start, stop) : DateTimeText.NONE;
        require(micros != DateTimeText.NONE, "a date and a time");
        out.moment(part, micros);
      }
      case BYTES -> bytes(part, first == '"', out);
      default -> throw new Misfit("", "of a type that is written, but of " + part.type());
    }
  }

  /** Finds the text that a string means. */
  private void plain() {
    text = cursor.bytes();
    start = cursor.start();
    stop = cursor.stop();
    if (cursor.isEscaped()) {
      if (decoded.length < stop - start) {
        decoded = new byte[stop - start];
      }
      stop = JsonString.decode(text, start, stop, decoded, 0);
      text = decoded;
      start = 0;
    }
  }

  private void whole(Part part, boolean isNumber, boolean mayBe, NestedOutput out) throws Misfit {
    if (isNumber && stop - start <= LONG_DIGITS && cursor.point() < 0 && cursor.exponent() < 0) {
      out.text(part, text, start, stop);
      return;
    }
    require(mayBe && DecimalText.isDecimal(text, start, stop), INT64);
    BigDecimal value = value(INT64);
    boolean isWhole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    require(isWhole && value.toBigInteger().bitLength() <= 63, INT64);
    told(part, value.toBigInteger().toString(), out);
  }

  private void decimal(Part part, boolean isNumber, boolean mayBe, NestedOutput out) throws Misfit {
    boolean isNumeric = part.type() == StandardSQLTypeName.NUMERIC;
    int fraction = isNumeric ? NUMERIC_FRACTION : BIGNUMERIC_DIGITS;
    int whole = isNumeric ? NUMERIC_WHOLE : BIGNUMERIC_DIGITS;
    if (isNumber && cursor.exponent() < 0) {
      int point = cursor.point() < 0 ? stop : cursor.point();
      if (point - start <= whole && stop - point <= fraction) {
        out.text(part, text, start, stop);
        return;
      }
    }
    String why = isNumeric ? NUMERIC : BIGNUMERIC;
    require(mayBe && DecimalText.isDecimal(text, start, stop), why);
    BigDecimal value = value(why);
    BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    boolean fits = shortest.scale() <= fraction && shortest.precision() - shortest.scale() <= whole;
    require(fits, why);
    told(part, value.scale() > fraction ? shortest.toPlainString() : value.toPlainString(), out);
  }

  private BigDecimal value(String why) throws Misfit {
    require(
        Math.abs(DecimalText.exponent(text, start, stop)) <= DecimalText.MAX_EXPONENT
            && stop - start <= DecimalText.MAX_EXPONENT,
        why);
    return new BigDecimal(new String(text, start, stop - start, StandardCharsets.US_ASCII));
  }

  private void told(Part part, String digits, NestedOutput out) {
    scratch.clear();
    scratch.putAscii(digits);
    out.text(part, scratch.bytes(), 0, scratch.length());
  }

  private boolean isFinite() {
    boolean isSmall = stop - start < 300 && DecimalText.exponent(text, start, stop) == 0;
    return isSmall
        || Double.isFinite(
            Double.parseDouble(new String(text, start, stop - start, StandardCharsets.US_ASCII)));
  }

  private void time(Part part, boolean isText, NestedOutput out) throws Misfit {
    long micros = isText ? DateTimeText.timeOfDay(text, start, stop) : DateTimeText.NONE;
    require(micros != DateTimeText.NONE, "a time of day");
    long second = micros / MICROS;
    scratch.clear();
    scratch.putDigits(second / 3600, 2);
    scratch.put(':');
    scratch.putDigits(second / 60 % 60, 2);
    scratch.put(':');
    scratch.putDigits(second % 60, 2);
    if (micros % MICROS != 0) {
      scratch.put('.');
      scratch.putDigits(micros % MICROS, 6);
    }
    out.text(part, scratch.bytes(), 0, scratch.length());
  }

  private void bytes(Part part, boolean isText, NestedOutput out) throws Misfit {
    String why = part.isBase64() ? "bytes in base 64" : "bytes in base 16";
    require(isText, why);
    String digits = new String(text, start, stop - start, StandardCharsets.US_ASCII);
    byte[] bytes;
    try {
      bytes =
          part.isBase64()
              ? Base64.getMimeDecoder().decode(digits)
              : HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw new Misfit("", why);
    }
    out.bytes(part, bytes);
  }

  private static void require(boolean isFit, String why) throws Misfit {
    if (!isFit) {
      throw new Misfit("", why);
    }
  }
}
