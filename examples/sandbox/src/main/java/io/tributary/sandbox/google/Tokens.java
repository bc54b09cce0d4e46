package io.tributary.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.http.Answer;
import io.tributary.sandbox.http.Asked;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.AdsFault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Issues access tokens at {@code /oauth/token} and knows them again. Safe to use from several
 * threads.
 */
public final class Tokens {
  public static final String CLIENT_ID = "sandbox.apps.googleusercontent.com";
  public static final String CLIENT_SECRET = "sandbox-client-secret";
  public static final String REFRESH_TOKEN = "1//sandbox-refresh-token";

  /** A token that is good from the beginning and for any number of requests. */
  public static final String ACCESS_TOKEN = "ya29.sandbox-access-token";

  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final int LIFE_SECONDS = 3_599;

  private final int uses;
  private final ServiceAccount serviceAccount;
  private final AtomicInteger issued = new AtomicInteger();
  private final Map<String, AtomicInteger> used = new ConcurrentHashMap<>();

  /** Issues tokens that are good for so many requests each; for any number if it is 0. */
  Tokens(int uses, ServiceAccount serviceAccount) {
    this.uses = uses;
    this.serviceAccount = serviceAccount;
  }

  /** A grant that is refused, as OAuth says it. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;

    Refused(int status, String error, String description) {
      super(description);
      this.status = status;
      this.error = error;
    }
  }

  /** Answers a request for a token; what stands in the address does not count. */
  Answer issue(Asked asked, Map<String, String> headers) {
    try {
      if (!asked.method().equals("POST")) {
        throw new Refused(405, "invalid_request", "Use POST.");
      }
      grant(form(asked.body()), asked);
      String token = "ya29.sandbox-" + issued.incrementAndGet();
      used.put(token, new AtomicInteger());
      ObjectNode body = Json.object().put("access_token", token).put("expires_in", LIFE_SECONDS);
      body.put("scope", ServiceAccount.SCOPE).put("token_type", "Bearer");
      return Answer.of(200, Json.bytes(body), headers, Optional.empty());
    } catch (Refused e) {
      ObjectNode body = Json.object().put("error", e.error);
      body.put("error_description", e.getMessage());
      return Answer.of(e.status, Json.bytes(body), headers, Optional.empty());
    }
  }

  private void grant(Map<String, String> form, Asked asked) {
    switch (form.getOrDefault("grant_type", "")) {
      case "refresh_token" -> refresh(form);
      case JWT_BEARER ->
          serviceAccount.check(
              form.getOrDefault("assertion", ""),
              "http://" + asked.header("Host").orElse("127.0.0.1") + asked.path());
      case "" ->
          throw new Refused(400, "invalid_request", "Required parameter is missing: grant_type");
      default -> throw new Refused(400, "unsupported_grant_type", "Invalid grant_type");
    }
  }

  private static void refresh(Map<String, String> form) {
    if (!CLIENT_ID.equals(form.get("client_id"))) {
      throw new Refused(401, "invalid_client", "The OAuth client was not found.");
    }
    if (!CLIENT_SECRET.equals(form.get("client_secret"))) {
      throw new Refused(401, "invalid_client", "Unauthorized");
    }
    if (!REFRESH_TOKEN.equals(form.get("refresh_token"))) {
      throw new Refused(400, "invalid_grant", "Token has been expired or revoked.");
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        form.put(decoded(parts[0]), decoded(parts[1]));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "invalid_request", "The form is not encoded as one.");
    }
  }

  /** Refuses a request whose token is unknown or used up. */
  void authenticate(Asked asked) {
    String header = asked.header("Authorization").orElse("");
    if (!header.startsWith("Bearer ")) {
      throw Failure.plain(
          401,
          "UNAUTHENTICATED",
          "Request is missing required authentication credential. Expected OAuth 2 access token,"
              + " login cookie or other valid authentication credential.");
    }
    String token = header.substring("Bearer ".length()).trim();
    if (token.equals(ACCESS_TOKEN)) {
      return;
    }
    AtomicInteger count = used.get(token);
    if (count == null) {
      throw Failure.plain(
          401,
          "UNAUTHENTICATED",
          "Request had invalid authentication credentials. Expected OAuth 2 access token, login"
              + " cookie or other valid authentication credential.");
    }
    if (uses > 0 && count.incrementAndGet() > uses) {
      throw Failure.of(AdsFault.OAUTH_TOKEN_EXPIRED, "The OAuth access token has expired.");
    }
  }
}
