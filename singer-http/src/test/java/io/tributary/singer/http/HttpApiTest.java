package io.tributary.singer.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tributary.singer.config.Secret;
import io.tributary.singer.json.Json;
import io.tributary.singer.log.Console;
import io.tributary.singer.log.LogFormat;
import io.tributary.singer.log.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpApiTest {
  private static final String KEY = "sk_test_deep_and_secret";

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @RegisterExtension
  static final WireMockExtension stranger =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static HttpApi api() {
    return api(3);
  }

  private static HttpApi api(int attempts) {
    return HttpApi.at(URI.create(server.baseUrl()))
        .with(Auth.bearer(new Secret(KEY)))
        .withTimeout(Duration.ofSeconds(5))
        .withRetries(
            new RetryPolicy(attempts, Duration.ofMillis(2), Duration.ofSeconds(1)),
            FailureRules.STANDARD);
  }

  private static HttpException failure(HttpApi api, Request request) {
    HttpException failure = catchThrowableOfType(HttpException.class, () -> api.send(request));
    assertThat(failure.toString()).doesNotContain(KEY).doesNotContain("hidden=1");
    return failure;
  }

  private static MappingBuilder things() {
    return get(urlPathEqualTo("/v1/things"));
  }

  /** Answers badly once, and well from then on. */
  private static void failsOnce(ResponseDefinitionBuilder first) {
    server.stubFor(things().inScenario("once").willReturn(first).willSetStateTo("over"));
    server.stubFor(
        things().inScenario("once").whenScenarioStateIs("over").willReturn(okJson("{\"ok\":1}")));
  }

  @Test
  void sendsWhatWasAskedAndReadsExactly() throws Exception {
    server.stubFor(
        get(urlEqualTo(
                "/v1/invoices/in%2F1%20x/lines?created%5Bgte%5D=1&expand%5B%5D=a&expand%5B%5D=b"))
            .willReturn(
                okJson("{\"rate\":1.10,\"big\":123456789012345678901234567890}")
                    .withHeader("Date", "Sun, 22 Nov 2026 19:00:00 GMT")));

    Answer answer =
        api()
            .withHeader("Stripe-Version", "2026-10-28.endive")
            .send(
                Request.get("/v1/invoices", "in/1 x", "lines")
                    .with("created[gte]", "0")
                    .with("created[gte]", "1")
                    .adding("expand[]", "a")
                    .adding("expand[]", "b")
                    .withHeader("Stripe-Account", "acct_1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("rate").decimalValue()).isEqualTo(new BigDecimal("1.10"));
    assertThat(answer.body().get("big").bigIntegerValue()).hasToString("1234567890".repeat(3));
    assertThat(answer.headers().date()).contains(Instant.parse("2026-11-22T19:00:00Z"));
    server.verify(
        getRequestedFor(urlPathEqualTo("/v1/invoices/in%2F1%20x/lines"))
            .withHeader("Authorization", equalTo("Bearer " + KEY))
            .withHeader("Stripe-Version", equalTo("2026-10-28.endive"))
            .withHeader("Stripe-Account", equalTo("acct_1")));
  }

  @Test
  void keepsThePathOfItsAddress() throws Exception {
    server.stubFor(get(urlEqualTo("/mirror/v1/things")).willReturn(okJson("{}")));

    for (String base : new String[] {"/mirror", "/mirror/"}) {
      HttpApi api = HttpApi.at(URI.create(server.baseUrl() + base));
      assertThat(api.send(Request.get("/v1/things")).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void triesAgainWhatPasses(int status) throws Exception {
    failsOnce(aResponse().withStatus(status).withHeader("Retry-After", "0"));

    assertThat(api().send(Request.get("/v1/things")).body().get("ok").intValue()).isEqualTo(1);

    server.verify(2, getRequestedFor(urlPathEqualTo("/v1/things")));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409})
  void givesUpAtOnceOnWhatStays(int status) {
    server.stubFor(
        things()
            .willReturn(
                okJson("{\"error\":{\"message\":\"No, " + KEY + ", no.\"}}")
                    .withStatus(status)
                    .withHeader("X-Request-Id", "req_7")));

    HttpException failure = failure(api(), Request.get("/v1/things").with("hidden", "1"));

    assertThat(failure)
        .hasMessage(
            "GET /v1/things answered "
                + status
                + " after 1 attempt: No, ****, no. (request req_7)");
    assertThat(failure.failure().status()).isEqualTo(status);
    server.verify(1, getRequestedFor(urlPathEqualTo("/v1/things")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK"})
  void triesAgainWhenTheConnectionBreaks(Fault fault) throws Exception {
    failsOnce(aResponse().withFault(fault));

    assertThat(api().send(Request.get("/v1/things")).body().get("ok").intValue()).isEqualTo(1);
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    HttpApi api =
        HttpApi.at(URI.create("http://127.0.0.1:" + port))
            .with(Auth.bearer(new Secret(KEY)))
            .withRetries(new RetryPolicy(3, Duration.ZERO, Duration.ZERO), FailureRules.STANDARD);

    HttpException failure = failure(api, Request.get("/v1/things").with("hidden", "1"));

    assertThat(failure).hasMessageMatching("GET /v1/things got no answer after 3 attempts: .+");
    assertThat(failure.failure().kind()).isEqualTo(Failure.Kind.UNREACHABLE);
  }

  @Test
  void saysThatTheAnswerTookTooLong() {
    server.stubFor(things().willReturn(okJson("{}").withFixedDelay(3_000)));

    HttpException failure =
        failure(api(2).withTimeout(Duration.ofMillis(200)), Request.get("/v1/things"));

    assertThat(failure).hasMessage("GET /v1/things got no answer after 2 attempts: timed out");
  }

  @Test
  void boundsAnAnswerThatDrips() {
    server.stubFor(
        things()
            .willReturn(okJson("[" + "1,".repeat(99) + "1]").withChunkedDribbleDelay(50, 10_000)));

    HttpException failure =
        failure(api(1).withTimeout(Duration.ofMillis(400)), Request.get("/v1/things"));

    assertThat(failure).hasMessage("GET /v1/things answered 200 after 1 attempt: timed out");
    assertThat(failure.failure().kind()).isEqualTo(Failure.Kind.BROKEN);
  }

  @Test
  void triesAgainWhenTheBodyBreaksOff() throws Exception {
    failsOnce(aResponse().withHeader("Content-Length", "1000").withBody("{\"data\":[1,2"));

    assertThat(api().send(Request.get("/v1/things")).body().get("ok").intValue()).isEqualTo(1);
  }

  @Test
  void triesAgainWhenTheBodyIsNotJson() {
    server.stubFor(things().willReturn(aResponse().withBody("{\"token\": " + KEY + "}")));

    HttpException failure = failure(api(), Request.get("/v1/things"));

    assertThat(failure)
        .hasMessageMatching(
            "GET /v1/things answered 200 after 3 attempts: not whole JSON at byte \\d+");
  }

  @Test
  void acceptsAnErrorWithoutJson() {
    server.stubFor(things().willReturn(aResponse().withStatus(502).withBody("<html>Bad gateway")));

    assertThat(failure(api(2), Request.get("/v1/things")))
        .hasMessage("GET /v1/things answered 502 after 2 attempts");
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() {
    server.stubFor(things().willReturn(okJson("[" + "1,".repeat(2_000) + "1]")));

    HttpException failure = failure(api().withLargestAnswer(1_000), Request.get("/v1/things"));

    assertThat(failure)
        .hasMessage("GET /v1/things answered 200 after 1 attempt: more than 1000 bytes");
    server.verify(1, getRequestedFor(urlPathEqualTo("/v1/things")));
  }

  @Test
  void followsARedirectOnTheSameHost() throws Exception {
    server.stubFor(
        get("/old").willReturn(aResponse().withStatus(308).withHeader("Location", "/v1/things")));
    server.stubFor(things().willReturn(okJson("{\"ok\":1}")));

    assertThat(api().send(Request.get("/old")).body().get("ok").intValue()).isEqualTo(1);
  }

  @Test
  void neverCarriesTheKeyToAnotherHost() {
    stranger.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    server.stubFor(
        things()
            .willReturn(
                aResponse()
                    .withStatus(302)
                    .withHeader("Location", stranger.baseUrl().replace("localhost", "127.0.0.1"))));

    HttpException failure = failure(api(), Request.get("/v1/things"));

    assertThat(failure)
        .hasMessage(
            "GET /v1/things answered 302 after 1 attempt: it points to another host, 127.0.0.1,"
                + " which is not followed");
    assertThat(stranger.getAllServeEvents()).isEmpty();
  }

  @Test
  void endsARedirectThatGoesInCircles() {
    server.stubFor(
        things().willReturn(aResponse().withStatus(302).withHeader("Location", "/v1/things")));

    assertThat(failure(api(), Request.get("/v1/things")))
        .hasMessageContaining("it points on and on");
  }

  @Test
  void sendsABodyButNotTwiceWhenItMayHaveArrived() {
    server.stubFor(post("/v1/runs").willReturn(aResponse().withStatus(500)));
    var body = Json.MAPPER.createObjectNode().put("type", "x");

    assertThat(failure(api(), Request.post(body, "/v1/runs")))
        .hasMessage("POST /v1/runs answered 500 after 1 attempt");
    server.verify(
        1,
        postRequestedFor(urlEqualTo("/v1/runs")).withRequestBody(equalToJson("{\"type\":\"x\"}")));

    failure(api(), Request.post(body, "/v1/runs").withHeader("Idempotency-Key", "k"));
    server.verify(4, postRequestedFor(urlEqualTo("/v1/runs")));
  }

  @Test
  void goesThroughAProxy() throws Exception {
    stranger.stubFor(any(anyUrl()).willReturn(okJson("{\"proxy\":1}")));
    HttpApi api =
        HttpApi.unprotectedAt(URI.create("http://api.example.test"))
            .withProxy(URI.create(stranger.baseUrl()));

    assertThat(api.send(Request.get("/v1/things")).body().get("proxy").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://api.stripe.com", "ftp://x", "http://localhost.evil.com", "https://x/?a=b"})
  void refusesAnAddressThatWouldShowTheKey(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpApi.at(URI.create(address)))
        .withMessageStartingWith("is not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.stripe.com",
        "http://127.0.0.1:1",
        "http://localhost:1",
        "http://[::1]:1"
      })
  void acceptsHttpsAndThisMachine(String address) {
    assertThat(HttpApi.at(URI.create(address))).isNotNull();
  }

  @Test
  void stopsWhenInterruptedBetweenAttempts() throws Exception {
    server.stubFor(things().willReturn(aResponse().withStatus(500)));

    assertStopsWhenInterrupted(
        api()
            .withRetries(
                new RetryPolicy(9, Duration.ofHours(1), Duration.ofHours(1)),
                FailureRules.STANDARD));
  }

  @Test
  void stopsWhenInterruptedWhileItWaitsForAnAnswer() throws Exception {
    server.stubFor(things().willReturn(okJson("{}").withFixedDelay(20_000)));

    assertStopsWhenInterrupted(api().withTimeout(Duration.ofMinutes(1)));
  }

  private static void assertStopsWhenInterrupted(HttpApi api) throws InterruptedException {
    AtomicBoolean stopped = new AtomicBoolean();
    Thread reader =
        new Thread(
            () ->
                stopped.set(
                    catchThrowableOfType(
                            InterruptedException.class, () -> api.send(Request.get("/v1/things")))
                        != null));

    reader.start();
    Thread.sleep(500);
    reader.interrupt();
    reader.join(5_000);

    assertThat(stopped).isTrue();
  }

  @Test
  void refusesAKeyThatNoHeaderCanHold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Auth.bearer(new Secret("sk_test\nx")))
        .withMessageNotContaining("sk_test");
    assertThat(Auth.header("X-Key", new Secret(KEY)).toString()).isEqualTo("X-Key: ****");
    assertThat(Auth.basic("u", new Secret("p")).value()).isEqualTo("Basic dTpw");
  }

  @Test
  void timesEachRequestAndCountsThemInSingersWords() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, "tap-demo", LogFormat.TEXT, false, Redaction.NONE);
    console.install();
    failsOnce(aResponse().withStatus(503));

    api().send(Request.get("/v1/things").with("page", "hidden"));
    console.counters();
    console.counters();

    String tags = "\"tags\":{\"endpoint\":\"GET /v1/things\"";
    assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("METRIC")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "INFO METRIC: \\{\"type\":\"timer\",\"metric\":\"http_request_duration\","
                            + "\"value\":[\\d.E-]+,.*")
                    .endsWith(tags + ",\"http_status_code\":503,\"status\":\"failed\"}}"),
            line ->
                assertThat(line)
                    .endsWith(tags + ",\"http_status_code\":200,\"status\":\"succeeded\"}}"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "INFO METRIC: {\"type\":\"counter\",\"metric\":\"http_request_count\","
                            + "\"value\":2,"
                            + tags
                            + "}}"));
  }
}
