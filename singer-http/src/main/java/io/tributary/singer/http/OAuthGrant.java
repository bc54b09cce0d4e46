package io.tributary.singer.http;

import io.tributary.singer.config.Secret;
import io.tributary.singer.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What an OAuth 2.0 server gives access tokens for. Prints no secret. */
public final class OAuthGrant {
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final Duration ASSERTION_LASTS = Duration.ofHours(1);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Function<Instant, Map<String, String>> form;
  private final List<Secret> secrets;
  private final String advice;

  private OAuthGrant(
      Function<Instant, Map<String, String>> form, List<Secret> secrets, String advice) {
    this.form = form;
    this.secrets = secrets;
    this.advice = advice;
  }

  /** A user's consent that was given once. The secrets are sent in the body of the request. */
  public static OAuthGrant refreshToken(String clientId, Secret clientSecret, Secret refreshToken) {
    Map<String, String> form =
        new TreeMap<>(
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                clientId,
                "client_secret",
                clientSecret.reveal(),
                "refresh_token",
                refreshToken.reveal()));
    return new OAuthGrant(
        now -> form,
        List.of(clientSecret, refreshToken),
        "the refresh token has ended, was revoked, or is not of this client; make a new one");
  }

  /**
   * An account that is a program's, not a person's: its assertion is signed with its key, as RFC
   * 7523 says.
   *
   * @param email whose account it is
   * @param key its private key, as PEM of PKCS #8
   * @param scope what is asked for
   * @param audience the address of the token endpoint, as the server calls itself
   * @param subject the person to act as, if the server lets this account
   * @throws IllegalArgumentException if {@code key} is not such a key
   */
  public static OAuthGrant serviceAccount(
      String email, Secret key, String scope, String audience, Optional<String> subject) {
    PrivateKey signing = privateKey(key);
    return new OAuthGrant(
        now -> {
          Map<String, Object> claims = new TreeMap<>();
          claims.put("iss", email);
          claims.put("scope", scope);
          claims.put("aud", audience);
          claims.put("iat", now.getEpochSecond());
          claims.put("exp", now.plus(ASSERTION_LASTS).getEpochSecond());
          subject.ifPresent(person -> claims.put("sub", person));
          return new TreeMap<>(
              Map.of("grant_type", JWT_BEARER, "assertion", assertion(claims, signing)));
        },
        List.of(key),
        "the key of the service account was revoked, the clock of this machine is wrong, or the"
            + " account may not act as whom it is told to");
  }

  private static PrivateKey privateKey(Secret pem) {
    String inside = pem.reveal().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(inside);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new IllegalArgumentException("is not an RSA private key in PEM of PKCS #8", e);
    }
  }

  private static String assertion(Map<String, Object> claims, PrivateKey key) {
    String text = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an RSA key that was read can sign", e);
    }
  }

  private static String part(Map<String, Object> json) {
    String text = Json.MAPPER.valueToTree(json).toString();
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The form to send. */
  Map<String, String> form(Instant now) {
    return form.apply(now);
  }

  /** What must not be shown. */
  List<Secret> secrets() {
    return secrets;
  }

  /** What the user should think of when the server refuses. */
  String advice() {
    return advice;
  }

  @Override
  public String toString() {
    return "OAuth grant";
  }
}
