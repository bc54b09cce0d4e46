package io.tributary.singer.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How one vendor's API says no.
 *
 * @param retryable whether sending the same request again may help
 * @param strain which limit of the API the request ran into, if any
 * @param message the vendor's words in the body of an answer; empty if there are none
 * @param requestId the header by which the vendor finds the request again
 */
public record FailureRules(
    Predicate<Failure> retryable,
    Function<Failure, Optional<Strain>> strain,
    Function<JsonNode, String> message,
    String requestId) {

  /**
   * What most APIs mean: 429 and 5xx pass, and so do broken connections of a request that may be
   * repeated.
   */
  public static final FailureRules STANDARD =
      new FailureRules(
          FailureRules::isPassing,
          failure -> failure.status() == 429 ? Optional.of(Strain.GLOBAL_RATE) : Optional.empty(),
          FailureRules::usualMessage,
          "X-Request-Id");

  private static boolean isPassing(Failure failure) {
    if (failure.status() == 429) {
      return true;
    }
    boolean passing =
        switch (failure.kind()) {
          case UNREACHABLE, BROKEN -> true;
          case REFUSED -> failure.status() >= 500;
          case MISDIRECTED, TOO_LARGE, CIRCULAR -> false;
        };
    return passing && failure.answer().request().isRepeatable();
  }

  private static String usualMessage(JsonNode body) {
    JsonNode error = body.path("error");
    return error.isTextual()
        ? error.asText()
        : error.path("message").asText(body.path("message").asText());
  }
}
