package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FakeApiTest {
  private static final String FIRST =
      "GET /v1/things?a=1&b=x%20y\n\n200\nX-Request: r1\n\n{\"n\":1}";
  private static final String SECOND = "GET /v1/things?a=1&b=x%20y\n\n429\nRetry-After: 1\n\n{}";

  @Test
  void answersAsTheExchangeSaysWhateverTheOrderOfTheParameters() throws Exception {
    try (FakeApi api = FakeApi.answering(FIRST)) {
      HttpResponse<String> answer = get(api, "/v1/things?b=x+y&a=1");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("X-Request")).contains("r1");
      assertThat(answer.body()).isEqualTo("{\"n\":1}");
      assertThat(api.requests()).containsExactly("GET /v1/things?b=x+y&a=1");
    }
  }

  @Test
  void answersTheSameRequestOneAfterTheOther() throws Exception {
    try (FakeApi api = FakeApi.answering(FIRST, SECOND)) {
      assertThat(get(api, "/v1/things?a=1&b=x+y").statusCode()).isEqualTo(200);
      assertThat(get(api, "/v1/things?a=1&b=x+y").statusCode()).isEqualTo(429);
      assertThat(get(api, "/v1/things?a=1&b=x+y").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void failsWithTheExchangeToAdd() throws Exception {
    FakeApi api = FakeApi.answering(FIRST);

    HttpResponse<String> answer = get(api, "/v1/things?a=1&b=x+y&limit=2");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThatThrownBy(api::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GET /v1/things?a=1&b=x+y&limit=2\n\n200\n");
  }

  @Test
  void asksForTheHeadersThatTheExchangeNames() throws Exception {
    FakeApi api = FakeApi.answering("GET /v1/me\nAuthorization: Bearer k\n\n200\n\n{}");

    assertThat(get(api, "/v1/me").statusCode()).isEqualTo(404);
    assertThatThrownBy(api::close).isInstanceOf(AssertionError.class);
  }

  @Test
  void replaysAFolder(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("1.http"), FIRST);
    Files.writeString(folder.resolve("2.http"), SECOND);
    Files.writeString(folder.resolve("README.md"), "not an exchange");

    try (FakeApi api = FakeApi.replaying(folder)) {
      assertThat(get(api, "/v1/things?a=1&b=x+y").body()).isEqualTo("{\"n\":1}");
      assertThat(get(api, "/v1/things?a=1&b=x+y").statusCode()).isEqualTo(429);
    }
  }

  private static HttpResponse<String> get(FakeApi api, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api.address() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
