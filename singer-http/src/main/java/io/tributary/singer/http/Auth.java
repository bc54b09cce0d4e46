package io.tributary.singer.http;

import io.tributary.singer.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a request says who sends it. Prints as nothing but the header's name. */
public final class Auth {
  private static final String AUTHORIZATION = "Authorization";
  private static final String HIDDEN = "****";

  private final String header;
  private final String value;
  private final List<String> secrets;
  private final @Nullable OAuthTokens tokens;

  private Auth(String header, String value, List<String> secrets) {
    this(header, value, secrets, null);
  }

  private Auth(String header, String value, List<String> secrets, @Nullable OAuthTokens tokens) {
    if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("the credentials hold a character that no header can");
    }
    this.header = header;
    this.value = value;
    this.secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
    this.tokens = tokens;
  }

  /** No credentials. */
  public static Auth none() {
    return new Auth(AUTHORIZATION, "", List.of());
  }

  /** {@code Authorization: Bearer …}. */
  public static Auth bearer(Secret token) {
    return new Auth(AUTHORIZATION, "Bearer " + token.reveal(), List.of(token.reveal()));
  }

  /** {@code Authorization: Basic …}. */
  public static Auth basic(String user, Secret password) {
    byte[] pair = (user + ':' + password.reveal()).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(pair);
    return new Auth(AUTHORIZATION, "Basic " + encoded, List.of(password.reveal(), encoded));
  }

  /** A header of the vendor's own. */
  public static Auth header(String name, Secret key) {
    return new Auth(name, key.reveal(), List.of(key.reveal()));
  }

  /**
   * {@code Authorization: Bearer …} with tokens that end and are renewed: also once when the API
   * refuses one before its time.
   */
  public static Auth tokens(OAuthTokens tokens) {
    return new Auth(AUTHORIZATION, "", List.of(), tokens);
  }

  /** The credentials as they are now. */
  Auth current() throws IOException, InterruptedException {
    return tokens == null ? this : bearer(tokens.token());
  }

  /** Whether others may be had, now that the API did not take {@code refused}. */
  boolean canRenew(Auth refused) {
    if (tokens == null || refused.secrets.isEmpty()) {
      return false;
    }
    tokens.refused(new Secret(refused.secrets.get(0)));
    return true;
  }

  String header() {
    return header;
  }

  /** What the header says; empty if there is nothing to say. */
  String value() {
    return value;
  }

  /** {@code text} without the credentials, should an API repeat them in its answer. */
  String hiddenIn(String text) {
    String clean = tokens == null ? text : tokens.hiddenIn(text);
    for (String secret : secrets) {
      clean = clean.replace(secret, HIDDEN);
    }
    return clean;
  }

  @Override
  public String toString() {
    return header + ": " + HIDDEN;
  }
}
