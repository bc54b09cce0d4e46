package io.tributary.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.SandboxOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How access tokens are got, and what they are good for. */
class TokensTest {
  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final GoogleClient client = new GoogleClient(sandbox.uri());

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static String form(String id, String secret, String refresh) {
    return "grant_type=refresh_token&client_id="
        + id
        + "&client_secret="
        + secret
        + "&refresh_token="
        + URLEncoder.encode(refresh, StandardCharsets.UTF_8);
  }

  private static String good() {
    return form(Tokens.CLIENT_ID, Tokens.CLIENT_SECRET, Tokens.REFRESH_TOKEN);
  }

  private static GoogleClient.Reply asked(GoogleClient asker, String token) throws Exception {
    return asker.post(
        "/v25/customers/1000000006/googleAds:searchStream",
        "application/json",
        "{\"query\": \"SELECT customer.id FROM customer\"}",
        "Authorization",
        "Bearer " + token);
  }

  @Test
  void aRefreshTokenGivesAnAccessToken() throws Exception {
    JsonNode token = client.token(good()).json();

    assertThat(token.path("expires_in").asInt()).isEqualTo(3599);
    assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(asked(client, token.path("access_token").asText()).status()).isEqualTo(200);
    assertThat(asked(client, "ya29.unknown").status()).isEqualTo(401);
    assertThat(asked(client, "ya29.unknown").error().path("status").asText())
        .isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void aWrongClientAndAWrongTokenAreToldApart() throws Exception {
    GoogleClient.Reply client1 =
        client.token(form("x", Tokens.CLIENT_SECRET, Tokens.REFRESH_TOKEN));
    GoogleClient.Reply secret = client.token(form(Tokens.CLIENT_ID, "x", Tokens.REFRESH_TOKEN));
    GoogleClient.Reply refresh = client.token(form(Tokens.CLIENT_ID, Tokens.CLIENT_SECRET, "x"));

    assertThat(client1.status()).isEqualTo(401);
    assertThat(client1.json().path("error").asText()).isEqualTo("invalid_client");
    assertThat(secret.json().path("error").asText()).isEqualTo("invalid_client");
    assertThat(refresh.status()).isEqualTo(400);
    assertThat(refresh.json().path("error").asText()).isEqualTo("invalid_grant");
    assertThat(client.token("grant_type=password").json().path("error").asText())
        .isEqualTo("unsupported_grant_type");
  }

  @Test
  void whatStandsInTheAddressDoesNotCount() throws Exception {
    GoogleClient.Reply reply =
        client.post("/oauth/token?" + good(), "application/x-www-form-urlencoded", "");

    assertThat(reply.json().path("error").asText()).isEqualTo("invalid_request");
  }

  @Test
  void aServiceAccountSignsForItself() throws Exception {
    JsonNode key = Json.parse(sandbox.serviceAccountKey().getBytes(StandardCharsets.UTF_8));
    long now = Instant.now().getEpochSecond();
    ObjectNode claims =
        Json.object()
            .put("iss", key.path("client_email").asText())
            .put("scope", "https://www.googleapis.com/auth/adwords")
            .put("aud", key.path("token_uri").asText())
            .put("iat", now)
            .put("exp", now + 3_600);

    JsonNode token = client.token(assertion(key, claims)).json();

    assertThat(asked(client, token.path("access_token").asText()).status()).isEqualTo(200);
    assertThat(error(key, claims.deepCopy().put("exp", now - 1))).isEqualTo("invalid_grant");
    assertThat(error(key, claims.deepCopy().put("exp", now + 3_602))).isEqualTo("invalid_grant");
    assertThat(error(key, claims.deepCopy().put("iss", "x@y"))).isEqualTo("invalid_grant");
    assertThat(error(key, claims.deepCopy().put("aud", "http://x"))).isEqualTo("invalid_grant");
    assertThat(error(key, claims.deepCopy().put("scope", "openid"))).isEqualTo("invalid_scope");
    String forged = assertion(key, claims);
    assertThat(
            client
                .token(forged.substring(0, forged.length() - 8) + "AAAAAAAA")
                .json()
                .path("error")
                .asText())
        .isEqualTo("invalid_grant");
  }

  private static String error(JsonNode key, ObjectNode claims) throws Exception {
    return client.token(assertion(key, claims)).json().path("error").asText();
  }

  private static String assertion(JsonNode key, ObjectNode claims) throws Exception {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String pem = key.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
    PrivateKey secret =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    String header =
        base64.encodeToString(
            "{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    String text = header + "." + base64.encodeToString(Json.bytes(claims));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(secret);
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
        + text
        + "."
        + base64.encodeToString(signature.sign());
  }

  @Test
  void aTokenRunsOutAfterSoManyRequestsIfItIsToldTo() throws Exception {
    SandboxOptions options = SandboxOptions.defaults();
    try (Sandbox strict = Sandbox.start(options.withAds(options.ads().withTokenUses(2)))) {
      GoogleClient asker = new GoogleClient(strict.uri());
      String token = asker.token(good()).json().path("access_token").asText();

      assertThat(asked(asker, token).status()).isEqualTo(200);
      assertThat(asked(asker, token).status()).isEqualTo(200);
      assertThat(asked(asker, token).code()).isEqualTo("authenticationError.OAUTH_TOKEN_EXPIRED");
    }
  }
}
