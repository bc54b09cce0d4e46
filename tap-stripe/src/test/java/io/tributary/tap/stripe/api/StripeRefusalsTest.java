package io.tributary.tap.stripe.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tributary.singer.config.Secret;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.Auth;
import io.tributary.singer.http.Failure;
import io.tributary.singer.http.Headers;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.Request;
import io.tributary.singer.http.RetryPolicy;
import io.tributary.singer.http.Strain;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.fake.Scopes;
import io.tributary.tap.stripe.fake.Seen;
import io.tributary.tap.stripe.read.ListSource;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which Stripe fails, as its documentation and its own clients list them. */
@Timeout(60)
class StripeRefusalsTest {
  private static final String KEY = "rk_test_not_for_the_log";
  private static final String EMPTY = "{\"object\":\"list\",\"data\":[],\"has_more\":false}";

  @RegisterExtension
  static final WireMockExtension stripe =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static void read() throws Exception {
    HttpApi http =
        HttpApi.at(URI.create(stripe.baseUrl()))
            .with(Auth.bearer(new Secret(KEY)))
            .withTimeout(Duration.ofMillis(1_000))
            .withLimit(RateLimit.none())
            .withRetries(
                new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5)),
                StripeRefusals.RULES);
    Scope scope = Scopes.plain();
    ListSource.dated(
            new Accounts(new StripeApi(http, 100), scope, Accounts.Choice.OWN),
            Resource.transactions("/v1/charges"),
            scope,
            RecordShape.of(JsonSchema.object()))
        .read(ReadRequest.all(Set.of()), new Seen());
  }

  private static ResponseDefinitionBuilder error(int status, String error) {
    return okJson("{\"error\":{" + error + "}}")
        .withStatus(status)
        .withHeader("Request-Id", "req_1");
  }

  private static Stream<Arguments> whatPasses() {
    return Stream.of(
        Arguments.of("timeout", okJson(EMPTY).withFixedDelay(3_000)),
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("empty", aResponse().withFault(Fault.EMPTY_RESPONSE)),
        Arguments.of(
            "truncated", aResponse().withHeader("Content-Length", "900").withBody("{\"data\":[")),
        Arguments.of("409", error(409, "\"code\":\"lock_timeout\"")),
        Arguments.of("429", error(429, "\"code\":\"rate_limit\"")),
        Arguments.of("429 lock", error(429, "\"code\":\"lock_timeout\"")),
        Arguments.of("429 global", limited("global-rate")),
        Arguments.of("429 endpoint", limited("endpoint-rate")),
        Arguments.of("429 global concurrency", limited("global-concurrency")),
        Arguments.of("429 endpoint concurrency", limited("endpoint-concurrency")),
        Arguments.of("429 resource", limited("resource-specific")),
        Arguments.of("400 limit", error(400, "\"code\":\"rate_limit\"")),
        Arguments.of("500", error(500, "\"type\":\"api_error\"")),
        Arguments.of("503", error(503, "\"type\":\"api_error\"")),
        Arguments.of("500 advised", advised(500, true)),
        Arguments.of("402 advised", advised(402, true)));
  }

  private static Stream<Arguments> whatStays() {
    return Stream.of(
        Arguments.of(400, error(400, "\"message\":\"Unknown parameter.\"")),
        Arguments.of(401, error(401, "\"message\":\"Invalid API Key provided.\"")),
        Arguments.of(403, error(403, "\"message\":\"No.\"")),
        Arguments.of(404, error(404, "\"message\":\"Unrecognized request URL.\"")),
        Arguments.of(500, advised(500, false)),
        Arguments.of(503, advised(503, false)),
        Arguments.of(409, advised(409, false)),
        Arguments.of(429, advised(429, false)));
  }

  private static ResponseDefinitionBuilder limited(String reason) {
    return error(429, "\"code\":\"rate_limit\"").withHeader("Stripe-Rate-Limited-Reason", reason);
  }

  private static ResponseDefinitionBuilder advised(int status, boolean retry) {
    return error(status, "\"message\":\"Advised.\"")
        .withHeader("Stripe-Should-Retry", Boolean.toString(retry));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatPasses")
  void triesAgainWhatPasses(String what, ResponseDefinitionBuilder first) throws Exception {
    stripe.stubFor(
        get(urlPathEqualTo("/v1/charges"))
            .inScenario(what)
            .willReturn(first)
            .willSetStateTo("over"));
    stripe.stubFor(
        get(urlPathEqualTo("/v1/charges"))
            .inScenario(what)
            .whenScenarioStateIs("over")
            .willReturn(okJson(EMPTY).withHeader("Date", "Sun, 22 Nov 2026 19:00:00 GMT")));

    read();

    stripe.verify(
        2,
        getRequestedFor(urlPathEqualTo("/v1/charges"))
            .withHeader("Authorization", equalTo("Bearer " + KEY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatStays")
  void failsTheStreamAtOnceOverWhatStays(int status, ResponseDefinitionBuilder answer) {
    stripe.stubFor(get(urlPathEqualTo("/v1/charges")).willReturn(answer));

    SingerException failure = catchThrowableOfType(SingerException.class, StripeRefusalsTest::read);

    assertThat(failure)
        .hasMessageContaining("GET /v1/charges answered " + status + " after 1 attempt: ")
        .hasMessageEndingWith(" (request req_1)")
        .hasMessageNotContaining(KEY);
    stripe.verify(1, getRequestedFor(urlPathEqualTo("/v1/charges")));
  }

  @Test
  void namesThePermissionThatIsMissing() {
    stripe.stubFor(
        get(urlPathEqualTo("/v1/charges"))
            .willReturn(
                error(
                    403,
                    "\"message\":\"The provided key 'rk_test_*' does not have the required"
                        + " permissions for this endpoint on account 'acct_1'. Having the"
                        + " 'rak_charge_read' permission would allow this request to"
                        + " continue.\"")));

    assertThat(catchThrowableOfType(SingerException.Source.class, StripeRefusalsTest::read))
        .hasMessageStartingWith(
            "the key lacks the permission rak_charge_read; GET /v1/charges answered 403");
  }

  @Test
  void namesTheOneOfSeveralPermissionsThatTheListTakes() {
    stripe.stubFor(
        get(urlPathEqualTo("/v1/charges"))
            .willReturn(
                error(
                    403,
                    "\"message\":\"The provided key 'rk_test_*' does not have the required"
                        + " permissions for this endpoint. Having the 'rak_everything_read',"
                        + " 'rak_charge_read' permissions would allow this request to"
                        + " continue.\"")));

    assertThat(catchThrowableOfType(SingerException.Source.class, StripeRefusalsTest::read))
        .hasMessageStartingWith("the key lacks the permission rak_charge_read; GET /v1/charges");
  }

  @Test
  void namesThePermissionThatIsKnownIfStripeNamesNone() {
    stripe.stubFor(
        get(urlPathEqualTo("/v1/charges"))
            .willReturn(error(403, "\"message\":\"It lacks permissions.\"")));

    assertThat(catchThrowableOfType(SingerException.Source.class, StripeRefusalsTest::read))
        .hasMessage(
            "the key may not read this, which takes the permission rak_charge_read; GET /v1/charges"
                + " answered 403 after 1 attempt: It lacks permissions. (request req_1)");
  }

  @Test
  void saysThatTheKeyIsNotValid() {
    stripe.stubFor(
        get(urlPathEqualTo("/v1/charges"))
            .willReturn(error(401, "\"message\":\"Invalid API Key provided: " + KEY + "\"")));

    assertThat(catchThrowableOfType(SingerException.NoAccess.class, StripeRefusalsTest::read))
        .hasMessage(
            "api_key is not valid, or not any more; GET /v1/charges answered 401 after 1 attempt:"
                + " Invalid API Key provided: **** (request req_1)");
  }

  @Test
  void givesUpInTheEndAndSaysHowOftenItTried() {
    stripe.stubFor(
        get(urlPathEqualTo("/v1/charges")).willReturn(error(503, "\"message\":\"Busy.\"")));

    assertThat(catchThrowableOfType(SingerException.Source.class, StripeRefusalsTest::read))
        .hasMessage("GET /v1/charges answered 503 after 3 attempts: Busy. (request req_1)");
  }

  @ParameterizedTest
  @CsvSource({
    "429, global-rate, rate_limit, GLOBAL_RATE",
    "429, endpoint-rate, rate_limit, ENDPOINT_RATE",
    "429, global-concurrency, rate_limit, GLOBAL_CONCURRENCY",
    "429, endpoint-concurrency, rate_limit, ENDPOINT_CONCURRENCY",
    "429, resource-specific, rate_limit,",
    "429, a-new-reason, rate_limit, ENDPOINT_RATE",
    "429, , lock_timeout,",
    "400, , rate_limit, ENDPOINT_RATE",
    "400, , parameter_unknown,",
    "500, global-rate, ,",
  })
  void slowsDownWhereStripeSaysSo(int status, String reason, String code, Strain expected) {
    var body = Json.MAPPER.createObjectNode();
    body.putObject("error").put("code", code == null ? "" : code);
    Headers headers =
        new Headers(reason == null ? Map.of() : Map.of("Stripe-Rate-Limited-Reason", reason));
    Answer answer = new Answer(Request.get("/v1/charges"), status, headers, body);

    assertThat(
            StripeRefusals.RULES
                .strain()
                .apply(new Failure(Failure.Kind.REFUSED, answer, "", null)))
        .isEqualTo(Optional.ofNullable(expected));
  }
}
