package io.tributary.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.google.Tokens.Refused;
import io.tributary.sandbox.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The one service account: its key is drawn when somebody first asks for it, and what is signed
 * with it is accepted. Safe to use from several threads.
 */
final class ServiceAccount {
  static final String SCOPE = "https://www.googleapis.com/auth/adwords";

  private static final String EMAIL = "tributary@sandbox.iam.gserviceaccount.com";
  private static final int KEY_BITS = 2_048;
  private static final int LONGEST = 3_600;

  private final Clock clock;
  private @Nullable KeyPair pair;

  /** Judges the times of assertions by a clock: clients sign with the time that it really is. */
  ServiceAccount(Clock clock) {
    this.clock = clock;
  }

  private synchronized KeyPair pair() {
    if (pair == null) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        pair = generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    return pair;
  }

  /** The file that Google gives to those who make a service account. */
  ObjectNode keyFile(String tokenUrl) {
    String key =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(pair().getPrivate().getEncoded());
    String frame = "-----%s PRIVATE KEY-----\n";
    return Json.object()
        .put("type", "service_account")
        .put("project_id", "sandbox")
        .put("private_key_id", "1")
        .put("private_key", frame.formatted("BEGIN") + key + "\n" + frame.formatted("END"))
        .put("client_email", EMAIL)
        .put("client_id", "100000000000000000001")
        .put("token_uri", tokenUrl);
  }

  /** Refuses an assertion that is not signed by this account, for this address and now. */
  void check(String assertion, String tokenUrl) {
    String[] parts = assertion.split("\\.", -1);
    if (parts.length != 3 || !isSigned(parts)) {
      throw new Refused(400, "invalid_grant", "Invalid JWT Signature.");
    }
    JsonNode claims = claims(parts[1]);
    long now = clock.instant().getEpochSecond();
    long issued = claims.path("iat").asLong();
    long expires = claims.path("exp").asLong();
    if (!claims.path("iss").asText().equals(EMAIL)) {
      throw new Refused(400, "invalid_grant", "Invalid grant: account not found");
    }
    if (!claims.path("aud").asText().equals(tokenUrl)) {
      throw new Refused(400, "invalid_grant", "Invalid JWT: the audience is not " + tokenUrl + ".");
    }
    if (expires <= now || issued > now + 60 || expires - issued > LONGEST) {
      throw new Refused(
          400,
          "invalid_grant",
          "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable"
              + " timeframe. Check your iat and exp values in the JWT claim.");
    }
    if (!claims.path("scope").asText().equals(SCOPE)) {
      throw new Refused(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
    }
  }

  private boolean isSigned(String[] parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(pair().getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static JsonNode claims(String part) {
    try {
      return Json.parse(Base64.getUrlDecoder().decode(part));
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused(400, "invalid_grant", "Invalid JWT: the claims are not JSON.");
    }
  }
}
