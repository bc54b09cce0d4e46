package io.tributary.sandbox.server;

import io.tributary.sandbox.stripe.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may read what: the keys that are accepted, and the permissions restricted ones lack. */
record Keys(Set<String> accepted, Set<String> restricted) {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  /** The key of an {@code Authorization} header; an unknown one, or none, is refused. */
  String authenticate(@Nullable String authorization) {
    String key = key(authorization);
    if (key.isEmpty()) {
      throw Refusal.of(
          401,
          null,
          "You did not provide an API key. You need to provide your API key in the Authorization"
              + " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See"
              + " https://stripe.com/docs/api#authentication for details, or we can help at"
              + " https://support.stripe.com/.");
    }
    if (!accepted.contains(key)) {
      throw Refusal.of(401, null, "Invalid API Key provided: " + hidden(key));
    }
    return key;
  }

  /** Refuses a restricted key that lacks a permission. */
  void authorize(String key, String permission, String account) {
    if (key.startsWith("rk_") && restricted.contains(permission)) {
      throw Refusal.of(
          403,
          "more_permissions_required",
          "The provided key '"
              + hidden(key)
              + "' does not have the required permissions for this endpoint on account '"
              + account
              + "'. Having the '"
              + permission
              + "' permission would allow this request to continue.");
    }
  }

  private static String key(@Nullable String authorization) {
    if (authorization == null) {
      return "";
    }
    if (authorization.startsWith(BEARER)) {
      return authorization.substring(BEARER.length()).trim();
    }
    if (authorization.startsWith(BASIC)) {
      try {
        byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim());
        return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
      } catch (IllegalArgumentException e) {
        return "";
      }
    }
    return "";
  }

  /** A key as Stripe repeats it: the kind and the last four characters. */
  private static String hidden(String key) {
    int shown = key.startsWith("sk_test_") || key.startsWith("rk_test_") ? 8 : 0;
    int stars = Math.max(0, key.length() - shown - 4);
    return key.substring(0, Math.min(shown, key.length()))
        + "*".repeat(stars)
        + key.substring(Math.min(key.length(), shown + stars));
  }
}
