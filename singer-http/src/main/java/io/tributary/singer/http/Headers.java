package io.tributary.singer.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of an answer.
 *
 * @param values by name; upper and lower case mean the same. The last of several wins
 */
public record Headers(Map<String, String> values) {
  static final Headers NONE = new Headers(Map.of());

  public Headers {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(values);
    values = Collections.unmodifiableMap(sorted);
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The server's clock, which is the one that its data goes by. */
  public Optional<Instant> date() {
    return value("Date").flatMap(Headers::httpDate);
  }

  /** How long the server asks to be left alone, said in seconds or as a date. */
  public Optional<Duration> retryAfter() {
    return value("Retry-After")
        .flatMap(
            text ->
                text.matches("\\d{1,9}")
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                    : httpDate(text).flatMap(this::until));
  }

  private Optional<Duration> until(Instant moment) {
    return date()
        .map(now -> Duration.between(now, moment))
        .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
  }

  private static Optional<Instant> httpDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
