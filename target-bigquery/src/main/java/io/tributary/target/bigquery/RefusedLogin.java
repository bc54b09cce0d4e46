package io.tributary.target.bigquery;

import com.google.api.client.http.HttpResponseException;
import com.google.cloud.bigquery.BigQueryException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Whether Google lets nobody in, and whether that is for the clock of this machine: a service
 * account signs what it asks for with the time, and Google refuses a time that is some minutes off,
 * without a word of whose clock is wrong (<a
 * href="https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth">signing
 * in as a service account</a>).
 */
final class RefusedLogin {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHENTICATED = 401;
  private static final int SERVER = 500;
  private static final Duration TOLERATED = Duration.ofMinutes(2);

  private RefusedLogin() {}

  /** Whether a request failed for who made it: BigQuery says so, or whoever hands out tokens. */
  static boolean isMeant(BigQueryException e) {
    return e.getCode() == UNAUTHENTICATED
        || (e.getCode() <= 0
            && answer(e)
                .map(HttpResponseException::getStatusCode)
                .filter(status -> status >= BAD_REQUEST && status < SERVER)
                .isPresent());
  }

  /** What is wrong, with Google's words for it. */
  static String sentence(Throwable e, String words) {
    return "BigQuery does not accept the credentials, or not any longer: "
        + clock(e).map(clock -> clock + " (" + words + ")").orElse(words);
  }

  /** What to do about the clock, if the answer shows that it is wrong. */
  private static Optional<String> clock(Throwable e) {
    Optional<Duration> lead =
        answer(e).map(it -> it.getHeaders().getDate()).flatMap(it -> lead(it));
    return lead.filter(it -> it.abs().compareTo(TOLERATED) > 0)
        .map(
            it ->
                "the clock of this machine is "
                    + it.abs().toMinutes()
                    + " minutes "
                    + (it.isNegative() ? "behind" : "ahead of")
                    + " Google's; set it right");
  }

  /** How far the clock of this machine is ahead of a date. */
  private static Optional<Duration> lead(String date) {
    try {
      Instant there = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      return Optional.of(Duration.between(there, Instant.now()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<HttpResponseException> answer(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpResponseException answer) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }
}
