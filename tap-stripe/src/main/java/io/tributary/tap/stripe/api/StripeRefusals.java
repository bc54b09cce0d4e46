package io.tributary.tap.stripe.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Failure;
import io.tributary.singer.http.FailureRules;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Strain;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How Stripe says no: what passes, what it ran into, and what to tell the user. */
public final class StripeRefusals {
  /** What tap-stripe sends are reads only, so that a repetition never does harm. */
  public static final FailureRules RULES =
      new FailureRules(
          StripeRefusals::isPassing,
          StripeRefusals::strain,
          body -> body.path("error").path("message").asText(),
          "Request-Id");

  private static final Pattern PERMISSION = Pattern.compile("'(rak_\\w+)'");

  private static final Pattern NOT_SET_UP =
      Pattern.compile(
          "\\bnot (yet |been )?(set up|activated|enabled|onboarded)\\b", Pattern.CASE_INSENSITIVE);

  private StripeRefusals() {}

  /** In the order of Stripe's own clients, which leave 429 to their callers. */
  private static boolean isPassing(Failure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, BROKEN -> true;
      case MISDIRECTED, TOO_LARGE, CIRCULAR -> false;
      case REFUSED ->
          failure
              .answer()
              .headers()
              .value("Stripe-Should-Retry")
              .flatMap(StripeRefusals::advice)
              .orElseGet(() -> isPassing(failure.status(), code(failure)));
    };
  }

  private static Optional<Boolean> advice(String header) {
    return switch (header) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static boolean isPassing(int status, String code) {
    return status == 409 || isLimit(status, code) || status >= 500;
  }

  private static boolean isLimit(int status, String code) {
    return status == 429 || (status == 400 && code.equals("rate_limit"));
  }

  private static Optional<Strain> strain(Failure failure) {
    String code = code(failure);
    if (!isLimit(failure.status(), code) || code.equals("lock_timeout")) {
      return Optional.empty();
    }
    return switch (failure.answer().headers().value("Stripe-Rate-Limited-Reason").orElse("")) {
      case "global-rate" -> Optional.of(Strain.GLOBAL_RATE);
      case "global-concurrency" -> Optional.of(Strain.GLOBAL_CONCURRENCY);
      case "endpoint-concurrency" -> Optional.of(Strain.ENDPOINT_CONCURRENCY);
      case "resource-specific" -> Optional.empty();
      default -> Optional.of(Strain.ENDPOINT_RATE);
    };
  }

  private static String code(Failure failure) {
    return error(failure).path("code").asText();
  }

  private static JsonNode error(Failure failure) {
    return failure.answer().body().path("error");
  }

  /** Whether the object that a list should go on after has been deleted meanwhile. */
  public static boolean isLostCursor(HttpException refusal) {
    Failure failure = refusal.failure();
    return (failure.status() == 400 || failure.status() == 404)
        && code(failure).equals("resource_missing")
        && error(failure).path("param").asText("starting_after").equals("starting_after");
  }

  /** Whether the object asked for does not exist, or not any more. */
  public static boolean isMissing(HttpException refusal) {
    return refusal.failure().status() == 404;
  }

  /** Whether the key may not read this. */
  public static boolean isForbidden(HttpException refusal) {
    return refusal.failure().status() == 403;
  }

  /** Whether the account has never been set up for what this is of. */
  public static boolean isNotSetUp(HttpException refusal) {
    Failure failure = refusal.failure();
    return failure.status() == 400
        && NOT_SET_UP.matcher(error(failure).path("message").asText()).find();
  }

  /** The failure of a stream, said so that the user knows what to do. */
  public static SingerException explained(HttpException refusal) {
    return explained(refusal, Optional.empty());
  }

  /**
   * The failure of a stream, said so that the user knows what to do.
   *
   * @param known the permission that the request takes as far as is known
   */
  public static SingerException explained(HttpException refusal, Optional<String> known) {
    Failure failure = refusal.failure();
    String said = String.valueOf(refusal.getMessage());
    return switch (failure.status()) {
      case 401 ->
          new SingerException.NoAccess("api_key is not valid, or not any more; " + said, refusal);
      case 403 ->
          new SingerException.Source(
              "the key " + permission(failure, known) + "; " + said, refusal);
      default ->
          new SingerException.Source(
              (isNotSetUp(refusal) ? "the account is not set up for it; " : "") + said, refusal);
    };
  }

  /** Stripe may name several, each of which would do, and most of which do much more. */
  private static String permission(Failure failure, Optional<String> known) {
    String message = error(failure).path("message").asText();
    List<String> named = PERMISSION.matcher(message).results().map(each -> each.group(1)).toList();
    if (named.size() == 1) {
      return "lacks the permission " + named.get(0);
    }
    if (!named.isEmpty()) {
      return "lacks the permission "
          + known.filter(named::contains).orElseGet(() -> String.join(" or ", named));
    }
    if (code(failure).equals("account_invalid")) {
      return "may not read this account";
    }
    return "may not read this"
        + known
            .filter(permission -> message.contains("permission"))
            .map(permission -> ", which takes the permission " + permission)
            .orElse("");
  }
}
