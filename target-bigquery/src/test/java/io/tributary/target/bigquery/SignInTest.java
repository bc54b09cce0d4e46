package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.FakeApi;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service account that Google does not let in. */
final class SignInTest {
  private static final String REFUSED =
      """
      POST /token

      400
      Content-Type: application/json
      Date: %s

      {"error": "invalid_grant", "error_description": "%s"}
      """;
  private static final String TIME =
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.";

  @TempDir private Path folder;

  @Test
  void saysThatTheClockIsWrong() {
    assertThat(refusal(TIME, Duration.ofHours(1).plusSeconds(30)))
        .contains("the clock of this machine is 60 minutes behind Google's; set it right");
    assertThat(refusal(TIME, Duration.ofDays(-1).minusSeconds(30)))
        .contains("the clock of this machine is 1440 minutes ahead of Google's; set it right");
  }

  @Test
  void saysWhatIsWrongWithTheKey() {
    assertThat(refusal("Invalid JWT Signature.", Duration.ZERO))
        .contains("BigQuery does not accept the credentials")
        .contains("Invalid JWT Signature")
        .doesNotContain("clock");
  }

  /**
   * Runs with a key that Google refuses, and gives the one sentence that it ends with.
   *
   * @param skew how far Google's clock is ahead
   */
  private String refusal(String words, Duration skew) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(skew));
    try (FakeApi google = FakeApi.answering(REFUSED.formatted(date, words));
        Trial trial = new Trial(folder)) {
      ObjectNode settings = Json.MAPPER.createObjectNode().put("credentials", "default");
      settings.put("credentials_json", key(google.address() + "/token"));
      // It is not reached, and secrets go nowhere by http.
      settings.put("api_endpoint", "https://127.0.0.1:9");

      String sentence = trial.refusal(settings.toString(), Trial.KEYED + Trial.state(1));

      assertThat(google.requests()).as("what is refused is not asked again").hasSize(1);
      return sentence;
    }
  }

  private static String key(String address) {
    byte[] secret;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      secret = generator.generateKeyPair().getPrivate().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    return Json.MAPPER
        .createObjectNode()
        .put("type", "service_account")
        .put("project_id", "standin")
        .put("private_key_id", "0123456789")
        .put(
            "private_key",
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret)
                + "\n-----END PRIVATE KEY-----\n")
        .put("client_email", "loader@standin.iam.gserviceaccount.com")
        .put("client_id", "1")
        .put("token_uri", address)
        .toString();
  }
}
