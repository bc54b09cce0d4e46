package io.tributary.tap.googleads.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tributary.singer.http.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Google Ads says when it says no.
 *
 * @param status the HTTP status; 0 if there was no answer
 * @param kind the kind of error, such as {@code quotaError}; empty if it is not Google Ads that
 *     says it
 * @param code the error, such as {@code RESOURCE_EXHAUSTED}; the status of the answer if there is
 *     none of its own
 * @param message Google's words; may be empty
 * @param trigger the value that it is about; may be empty
 * @param pause how long Google asks to be left alone
 */
public record AdsError(
    int status,
    String kind,
    String code,
    String message,
    String trigger,
    Optional<Duration> pause) {

  private static final Set<String> LOST_ACCOUNT =
      Set.of(
          "CUSTOMER_NOT_ENABLED",
          "CUSTOMER_NOT_FOUND",
          "ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT",
          "ACCESS_DENIED_FOR_ACCOUNT_TYPE");

  private static final Set<String> OF_THE_SETTINGS =
      Set.of(
          "INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION",
          "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION",
          "PROJECT_DISABLED",
          "MISSING_TOS",
          "UNSUPPORTED_VERSION");

  private static final Map<String, Reaction> QUOTAS =
      Map.of(
          "RESOURCE_EXHAUSTED", Reaction.QUOTA,
          "EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION", Reaction.QUOTA,
          "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION", Reaction.SHRINK,
          "RESOURCE_TEMPORARILY_EXHAUSTED", Reaction.WAIT,
          "ACCESS_PROHIBITED", Reaction.END);

  /** What a request failed with. */
  static AdsError of(Failure failure) {
    JsonNode error =
        failure.cause() instanceof RowCutter.Broken broken
            ? broken.error()
            : error(failure.answer().body());
    int status = error.path("code").asInt(failure.status());
    for (JsonNode detail : error.path("details")) {
      JsonNode first = detail.path("errors").path(0);
      if (!first.isMissingNode()) {
        return of(status, first);
      }
    }
    return new AdsError(
        status,
        "",
        error.path("status").asText(),
        error.path("message").asText(),
        "",
        Optional.empty());
  }

  /** The error in a body, which may be wrapped in an array. */
  static JsonNode error(JsonNode body) {
    JsonNode object = body.isArray() ? body.path(0) : body;
    return object.isObject() ? object.path("error") : MissingNode.getInstance();
  }

  private static AdsError of(int status, JsonNode error) {
    Map.Entry<String, JsonNode> code =
        error.path("errorCode").properties().stream()
            .findFirst()
            .orElse(Map.entry("", MissingNode.getInstance()));
    return new AdsError(
        status,
        code.getKey(),
        code.getValue().asText(),
        error.path("message").asText(),
        error.path("trigger").path("stringValue").asText(),
        pause(error.path("details").path("quotaErrorDetails").path("retryDelay").asText()));
  }

  /** As protocol buffers write a duration: {@code 900s}. */
  private static Optional<Duration> pause(String text) {
    return text.matches("\\d{1,9}(\\.\\d{1,9})?s")
        ? Optional.of(Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT)))
        : Optional.empty();
  }

  /** What to do about it, if it is an answer. */
  public Reaction reaction() {
    return switch (kind) {
      case "quotaError" -> QUOTAS.getOrDefault(code, Reaction.FAIL);
      case "authenticationError", "headerError" ->
          code.equals("CUSTOMER_NOT_FOUND") ? Reaction.SKIP_ACCOUNT : Reaction.END;
      case "authorizationError" -> authorization();
      case "internalError" -> Reaction.RETRY;
      case "requestError" ->
          switch (code) {
            case "EXPIRED_PAGE_TOKEN", "INVALID_PAGE_TOKEN" -> Reaction.RETRY;
            case "UNSUPPORTED_VERSION" -> Reaction.END;
            default -> Reaction.FAIL;
          };
      case "queryError" -> query();
      case "" -> byStatus();
      default -> status >= 500 ? Reaction.RETRY : Reaction.FAIL;
    };
  }

  private Reaction authorization() {
    if (LOST_ACCOUNT.contains(code)) {
      return Reaction.SKIP_ACCOUNT;
    }
    if (OF_THE_SETTINGS.contains(code) || code.startsWith("DEVELOPER_TOKEN_")) {
      return Reaction.END;
    }
    return code.equals("USER_PERMISSION_DENIED") ? Reaction.DENIED : Reaction.FAIL;
  }

  private Reaction query() {
    if (code.equals("REQUESTED_METRICS_FOR_MANAGER")) {
      return Reaction.MANAGER;
    }
    return code.equals("UNRECOGNIZED_FIELD") || code.startsWith("PROHIBITED_")
        ? Reaction.FIELD
        : Reaction.FAIL;
  }

  private Reaction byStatus() {
    if (status == 401) {
      return Reaction.END;
    }
    if (status == 429) {
      return Reaction.WAIT;
    }
    return status >= 500 || status == 0 ? Reaction.RETRY : Reaction.FAIL;
  }

  @Override
  public String toString() {
    String name = kind.isEmpty() ? code : kind + "." + code;
    return message.isEmpty() ? name : name + ", " + message;
  }
}
