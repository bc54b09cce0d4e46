package io.tributary.singer.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * The order of the values of a replication key: numbers as numbers, dates and times as instants
 * whatever their spelling, everything else as text.
 */
public final class BookmarkOrder {
  private static final int DATE_LENGTH = "2026-01-31".length();

  /** A time, with an offset in any of its spellings; without one it is UTC. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .parseLenient()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private BookmarkOrder() {}

  /** Negative, zero or positive, as {@code left} is before, at or after {@code right}. */
  public static int compare(JsonNode left, JsonNode right) {
    if (left.isTextual() && right.isTextual()) {
      return compare(left.textValue(), right.textValue());
    }
    if (isLong(left) && isLong(right)) {
      return Long.compare(left.longValue(), right.longValue());
    }
    Optional<BigDecimal> leftNumber = number(left);
    Optional<BigDecimal> rightNumber = number(right);
    return leftNumber.isPresent() && rightNumber.isPresent()
        ? leftNumber.get().compareTo(rightNumber.get())
        : left.asText().compareTo(right.asText());
  }

  private static int compare(String left, String right) {
    if (areAlike(left, right)) {
      return left.compareTo(right);
    }
    Optional<Instant> leftTime = instant(left);
    Optional<Instant> rightTime = leftTime.isEmpty() ? leftTime : instant(right);
    return leftTime.isPresent() && rightTime.isPresent()
        ? leftTime.get().compareTo(rightTime.get())
        : left.compareTo(right);
  }

  /** Dates, and times of UTC, of the same length order as their text does: no need to read them. */
  private static boolean areAlike(String left, String right) {
    int length = left.length();
    return length == right.length()
        && (length <= DATE_LENGTH
            || (left.charAt(length - 1) == 'Z' && right.charAt(length - 1) == 'Z'));
  }

  private static boolean isLong(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }

  private static Optional<BigDecimal> number(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.decimalValue());
    }
    try {
      return Optional.of(new BigDecimal(value.asText()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The moment that a value names: a date (its beginning in UTC) or a time. */
  public static Optional<Instant> instant(JsonNode value) {
    return value.isTextual() ? instant(value.textValue()) : Optional.empty();
  }

  /** Whether a value is a date without a time. */
  public static boolean isDate(JsonNode value) {
    return value.isTextual()
        && value.textValue().length() == DATE_LENGTH
        && instant(value.textValue()).isPresent();
  }

  private static Optional<Instant> instant(String text) {
    if (text.length() < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return Optional.empty();
    }
    try {
      if (text.length() == DATE_LENGTH) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      String withT = text.charAt(DATE_LENGTH) == ' ' ? text.replaceFirst(" ", "T") : text;
      TemporalAccessor parsed = TIME.parse(withT.replace(" ", ""));
      return Optional.of(
          parsed.isSupported(ChronoField.OFFSET_SECONDS)
              ? Instant.from(parsed)
              : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
