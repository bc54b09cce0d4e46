package io.tributary.target.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.Cli;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver sends of each way to sign in. */
final class SignInTest {
  @TempDir private Path folder;
  private Trial trial = new Trial(Path.of("/nowhere"));

  @BeforeEach
  void startEmpty() {
    trial.close();
    trial = new Trial(folder);
  }

  @AfterEach
  void stop() {
    trial.close();
  }

  @Test
  void sendsThePassword() {
    JsonNode login = login("{}");

    assertThat(login.path("LOGIN_NAME").asText()).isEqualTo("LOADER");
    assertThat(login.path("PASSWORD").asText()).isEqualTo("never-shown");
  }

  @Test
  void asksToRememberTheSecondFactor() {
    JsonNode login = login("{'authenticator': 'password_mfa'}");

    assertThat(login.path("CLIENT_ENVIRONMENT").path("authenticator").asText())
        .isEqualTo("USERNAME_PASSWORD_MFA");
    assertThat(login.path("EXT_AUTHN_DUO_METHOD").asText()).isEqualTo("push");
    assertThat(login.path("PASSWORD").asText()).isEqualTo("never-shown");
    assertThat(login.path("SESSION_PARAMETERS").path("CLIENT_REQUEST_MFA_TOKEN").asBoolean())
        .isTrue();
  }

  @Test
  void sendsAProgrammaticAccessToken() {
    JsonNode login = login("{'token': 'pat-never-shown'}");

    assertThat(login.path("AUTHENTICATOR").asText()).isEqualTo("PROGRAMMATIC_ACCESS_TOKEN");
    assertThat(login.path("LOGIN_NAME").asText()).isEqualTo("LOADER");
    assertThat(login.path("TOKEN").asText()).isEqualTo("pat-never-shown");
    assertThat(login.path("PASSWORD").asText()).isEmpty();
  }

  @Test
  void sendsAnOauthToken() {
    JsonNode login = login("{'token': 'oauth-never-shown', 'authenticator': 'oauth'}");

    assertThat(login.path("AUTHENTICATOR").asText()).isEqualTo("OAUTH");
    assertThat(login.path("TOKEN").asText()).isEqualTo("oauth-never-shown");
    assertThat(login.path("PASSWORD").asText()).isEmpty();
  }

  @Test
  void getsATokenByTheCredentialsOfAClient() {
    String url = "http://127.0.0.1:%d/oauth/token-request".formatted(trial.snowflake.port());

    JsonNode login =
        login(
            "{'oauth_client_id': 'c', 'oauth_client_secret': 's-never-shown',"
                + " 'oauth_token_request_url': '%s', 'authenticator': 'oauth_client_credentials',"
                    .formatted(url)
                + " 'role': 'LOADER'}");

    JsonNode asked = arrived("TOKEN");
    assertThat(asked.path("form").asText())
        .contains("grant_type=client_credentials")
        .contains("scope=session%3Arole%3ALOADER");
    assertThat(asked.path("authorization").asText())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("c:s-never-shown".getBytes(StandardCharsets.UTF_8)));
    assertThat(login.path("AUTHENTICATOR").asText()).isEqualTo("OAUTH");
    assertThat(login.path("TOKEN").asText()).isEqualTo("handed-out");
  }

  @Test
  void signsATokenByThePrivateKey() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String key =
        Base64.getEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded());

    JsonNode login = login("{'private_key': '%s'}".formatted(key));

    assertThat(login.path("AUTHENTICATOR").asText()).isEqualTo("SNOWFLAKE_JWT");
    String claims = login.path("TOKEN").asText().split("\\.", -1)[1];
    JsonNode claimed = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(claims));
    assertThat(claimed.path("sub").asText()).isEqualTo("STANDIN.LOADER");
    assertThat(claimed.path("iss").asText()).startsWith("STANDIN.LOADER.SHA256:");
  }

  @Test
  void asksForThePageThatTheBrowserIsToShow() {
    Cli.Outcome outcome = trial.load("{'authenticator': 'externalbrowser'}", Trial.KEYED);

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.err()).contains("signing in at 127.0.0.1");
    JsonNode asked = arrived("AUTHENTICATOR");
    assertThat(asked.path("AUTHENTICATOR").asText()).isEqualTo("EXTERNALBROWSER");
    assertThat(asked.path("BROWSER_MODE_REDIRECT_PORT").asInt()).isPositive();
  }

  private JsonNode login(String settings) {
    Cli.Outcome outcome = trial.load(settings, Trial.KEYED);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode login = arrived("LOGIN");
    assertThat(login.path("CLIENT_ENVIRONMENT").toString()).doesNotContain("never-shown");
    return login;
  }

  private JsonNode arrived(String beginning) {
    return trial.snowflake.arrivals().stream()
        .filter(arrival -> arrival.sql().startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .data();
  }
}
