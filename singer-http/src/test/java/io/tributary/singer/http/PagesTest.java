package io.tributary.singer.http;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PagesTest {
  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final Request FIRST = Request.get("/v1/things").with("after", "0");

  /** Pages 0 to {@code last}, the last leading on to {@code then}; below 0 is the end. */
  private static List<Integer> read(int last, int then) throws Exception {
    for (int i = 0; i <= last; i++) {
      int next = i == last ? then : i + 1;
      server.stubFor(
          get(urlPathEqualTo("/v1/things"))
              .withQueryParam("after", equalTo(Integer.toString(i)))
              .willReturn(okJson("{\"page\":" + i + ",\"next\":" + next + "}")));
    }
    List<Integer> seen = new ArrayList<>();
    new Pages(HttpApi.at(URI.create(server.baseUrl())), PagesTest::next)
        .read(FIRST, page -> seen.add(page.body().get("page").intValue()));
    return seen;
  }

  private static Optional<Request> next(Answer page) {
    int next = page.body().get("next").intValue();
    return next < 0
        ? Optional.empty()
        : Optional.of(page.request().with("after", Integer.toString(next)));
  }

  @Test
  void readsEveryPageInOrder() throws Exception {
    assertThat(read(3, -1)).containsExactly(0, 1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 6})
  void failsWhenAPageComesAgain(int back) {
    assertThatThrownBy(() -> read(6, back))
        .isInstanceOf(HttpException.class)
        .hasMessage("GET /v1/things leads back to a page that was read before");
  }

  @Test
  void aPageByItsAddressIsAskedOfTheSameApi() throws Exception {
    HttpApi api = HttpApi.at(URI.create("https://api.example/base"));
    Answer page = new Answer(FIRST, 200, Headers.NONE, MissingNode.getInstance());

    Request next = api.linked(page, "/base/v2/things?page=a%2Bb&limit=2");

    assertThat(next.path()).isEqualTo("/v2/things");
    assertThat(next.parameters())
        .containsExactly(new Request.Pair("page", "a+b"), new Request.Pair("limit", "2"));
    assertThat(next.endpoint()).isEqualTo(FIRST.endpoint());
    assertThat(api.linked(page, "https://api.example/base/v2/things").path())
        .isEqualTo("/v2/things");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/base/v2",
        "http://api.example/base/v2",
        "https://api.example:444/base/v2",
        "//evil.example/base/v2",
        "/elsewhere/v2"
      })
  void aPageOfAnotherApiIsNotAskedFor(String address) {
    HttpApi api = HttpApi.at(URI.create("https://api.example/base"));
    Answer page = new Answer(FIRST, 200, Headers.NONE, MissingNode.getInstance());

    assertThatThrownBy(() -> api.linked(page, address))
        .hasMessage("GET /v1/things names a next page that is not of this API");
  }
}
