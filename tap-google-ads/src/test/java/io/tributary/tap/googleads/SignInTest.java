package io.tributary.tap.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import io.tributary.tap.googleads.fake.Fault;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @BeforeEach
  void oneAccount() {
    ads.reaching(1_000_000_001L);
    ads.account(1_000_000_001L)
        .add("label", "label.resource_name", "customers/1/labels/1", "label.name", "Kings");
  }

  @AfterEach
  void stop() {
    ads.close();
  }

  private AdsRun run() {
    AdsRun run = new AdsRun(ads, folder);
    run.settings().remove(List.of("client_id", "client_secret", "refresh_token"));
    return run;
  }

  private static void readsLabels(AdsRun run) {
    AdsRun.Outcome outcome = run.run("--streams", "labels");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.records("labels")).hasSize(1);
    assertThat(outcome.err()).doesNotContain("never-seen");
  }

  @Test
  void aRefreshTokenGoesInTheBodyAndItsTokenServesTheRun() {
    readsLabels(new AdsRun(ads, folder));

    assertThat(ads.tokenForms())
        .singleElement()
        .isEqualTo(
            "client_id=client&client_secret=secret-never-seen&grant_type=refresh_token"
                + "&refresh_token=refresh-never-seen");
    assertThat(ads.asked())
        .allSatisfy(one -> assertThat(one.path()).doesNotContain("never-seen"))
        .allSatisfy(one -> assertThat(one.developerToken()).isEmpty());
  }

  @Test
  void aDeveloperTokenIsSentIfThereIsOne() {
    AdsRun run = new AdsRun(ads, folder);
    run.settings().put("developer_token", "developer-never-seen");

    readsLabels(run);

    assertThat(ads.asked())
        .allSatisfy(one -> assertThat(one.developerToken()).isEqualTo("developer-never-seen"));
  }

  @Test
  void aTokenThatIsRefusedIsRenewedOnce() {
    ads.failing("label", Fault.error(401, "authenticationError", "OAUTH_TOKEN_EXPIRED"));

    readsLabels(new AdsRun(ads, folder));

    assertThat(ads.tokensGiven()).isEqualTo(2);
  }

  @Test
  void aRevokedRefreshTokenEndsTheRunAndSaysWhatToDo() {
    AdsRun run = new AdsRun(ads, folder);
    run.settings().put("refresh_token", "gone");

    AdsRun.Outcome outcome = run.run("--streams", "labels,campaigns");

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err())
        .contains("invalid_grant, Token has been revoked.")
        .contains("make a new one");
  }

  @Test
  void anAccessTokenIsTakenAsItIs() {
    AdsRun run = run();
    run.settings().put("access_token", "token-1");

    readsLabels(run);

    assertThat(ads.tokensGiven()).isZero();
  }

  @Test
  void aServiceAccountSignsWhoItIsAndAsWhomItAsks() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair pair = generator.generateKeyPair();
    Path file = Files.writeString(folder.resolve("key.json"), serviceAccount(pair).toString());
    AdsRun run = run();
    run.settings()
        .put("service_account_key_file", file.toString())
        .put("impersonated_email", "king@example.com");

    readsLabels(run);

    String form = URLDecoder.decode(ads.tokenForms().get(0), StandardCharsets.UTF_8);
    assertThat(form).contains("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer");
    String[] jwt = form.replaceFirst(".*assertion=([^&]*).*", "$1").split("\\.", -1);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt[2]))).isTrue();
    JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(jwt[1]));
    assertThat(claims.path("iss").asText()).isEqualTo("reader@kingdom.iam.gserviceaccount.com");
    assertThat(claims.path("sub").asText()).isEqualTo("king@example.com");
    assertThat(claims.path("scope").asText()).isEqualTo("https://www.googleapis.com/auth/adwords");
    assertThat(claims.path("aud").asText()).isEqualTo(ads.uri() + "/token");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3_600);
  }

  private static ObjectNode serviceAccount(KeyPair pair) {
    String key = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    return Json.MAPPER
        .createObjectNode()
        .put("type", "service_account")
        .put("client_email", "reader@kingdom.iam.gserviceaccount.com")
        .put(
            "private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
  }

  @Test
  void applicationDefaultCredentialsAreAUsers() throws IOException {
    ObjectNode adc =
        Json.MAPPER
            .createObjectNode()
            .put("type", "authorized_user")
            .put("client_id", "adc-client")
            .put("client_secret", "adc-never-seen")
            .put("refresh_token", "adc-refresh-never-seen");
    Path file = Files.writeString(folder.resolve("adc.json"), adc.toString());
    AdsRun run = run();
    run.settings().put("credentials_file", file.toString());

    readsLabels(run);

    assertThat(ads.tokenForms().get(0)).contains("client_id=adc-client");
  }

  @Test
  void withoutAnyWayToSignInTheSettingsAreWrong() {
    AdsRun.Outcome outcome = run().run("--streams", "labels");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.err()).contains("refresh_token").contains("service_account_key_file");
  }

  @Test
  void aKeyThatIsNoneIsAWrongSetting() {
    AdsRun run = run();
    run.settings()
        .put(
            "service_account_key",
            "{\"client_email\": \"a@b\", \"private_key\": \"key-never-seen\"}");

    AdsRun.Outcome outcome = run.run("--streams", "labels");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("service_account_key: has a private_key that is not an RSA private key")
        .doesNotContain("never-seen");
  }
}
