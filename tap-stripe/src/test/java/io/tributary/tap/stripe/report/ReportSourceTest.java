package io.tributary.tap.stripe.report;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tributary.singer.config.Secret;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Auth;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.RetryPolicy;
import io.tributary.singer.http.Ticker;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.StripeRefusals;
import io.tributary.tap.stripe.fake.Scopes;
import io.tributary.tap.stripe.fake.Seen;
import io.tributary.tap.stripe.stream.Scope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ReportSourceTest {
  private static final String RUNS = "/v1/reporting/report_runs";
  private static final ReportSettings.Wanted ACTIVITY =
      new ReportSettings.Wanted("balance_change_from_activity.itemized.6", null, "Asia/Tokyo");
  private static final long FROM = Instant.parse("2026-09-01T00:00:00Z").getEpochSecond();
  private static final long UNTIL = Instant.parse("2026-10-15T00:00:00Z").getEpochSecond();

  @RegisterExtension
  static final WireMockExtension stripe =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final List<Duration> pauses = new ArrayList<>();
  private final Seen seen = new Seen();

  private final Ticker ticker =
      new Ticker() {
        @Override
        public long nanos() {
          return 0;
        }

        @Override
        public void sleep(Duration pause) {
          pauses.add(pause);
        }
      };

  @BeforeEach
  void offerAReport() {
    stripe.stubFor(
        get(urlPathEqualTo("/v1/reporting/report_types/" + ACTIVITY.kind()))
            .willReturn(
                okJson(
                    "{\"data_available_start\":%d,\"data_available_end\":%d}"
                        .formatted(FROM, UNTIL))));
    stripe.stubFor(post(urlPathEqualTo(RUNS)).willReturn(okJson(run("pending", ""))));
  }

  private static String run(String status, String url) {
    return "{\"id\":\"frr_1\",\"status\":\"%s\",\"error\":\"too much\",\"result\":{\"url\":\"%s\"}}"
        .formatted(status, url);
  }

  private void isMade(String url) {
    stripe.stubFor(
        get(urlPathEqualTo(RUNS + "/frr_1"))
            .inScenario("run")
            .willReturn(okJson(run("pending", "")))
            .willSetStateTo("made"));
    stripe.stubFor(
        get(urlPathEqualTo(RUNS + "/frr_1"))
            .inScenario("run")
            .whenScenarioStateIs("made")
            .willReturn(okJson(run("succeeded", url))));
  }

  private void read() throws Exception {
    HttpApi http =
        HttpApi.at(URI.create(stripe.baseUrl()))
            .with(Auth.bearer(new Secret("rk_test_1")))
            .withRetries(new RetryPolicy(3, Duration.ZERO, Duration.ZERO), StripeRefusals.RULES);
    StripeApi api = new StripeApi(http, 100);
    Scope scope = Scopes.plain();
    Accounts accounts = new Accounts(api, scope, Accounts.Choice.OWN);
    accounts
        .each(
            account ->
                new ReportSource(
                    account, ACTIVITY, List.of("created_utc", "net", "description"), scope, ticker))
        .read(new ReadRequest(Optional.empty(), Set.of(), Long.MAX_VALUE), seen);
  }

  @Test
  void runsAReportAndReadsItsRows() throws Exception {
    isMade(stripe.baseUrl() + "/v1/files/file_1/contents");
    stripe.stubFor(
        get(urlPathEqualTo("/v1/files/file_1/contents"))
            .willReturn(
                aResponse()
                    .withBody(
                        """
                        created_utc,net,description
                        2026-09-02 03:04:05,-12.50,"a ""big"" one, indeed"\r
                        2026-09-03 00:00:00,7.00,
                        """)));

    read();

    assertThat(seen.records()).hasSize(4); // two reports of 30 days at the most
    assertThat(seen.records().get(0).toString())
        .isEqualTo(
            "{\"report_interval_start\":\"2026-09-01T00:00:00Z\",\"report_row\":0,"
                + "\"created_utc\":\"2026-09-02T03:04:05Z\",\"net\":\"-12.50\","
                + "\"description\":\"a \\\"big\\\" one, indeed\"}");
    assertThat(seen.records().get(1).has("description")).isFalse();
    assertThat(seen.last().at("/accounts/own/created_until").asText())
        .isEqualTo("2026-10-15T00:00:00Z");
    assertThat(pauses).hasSizeGreaterThan(1);
    stripe.verify(
        1,
        postRequestedFor(urlPathEqualTo(RUNS))
            .withHeader("Idempotency-Key", matching("[0-9a-f-]{36}"))
            .withHeader("Content-Type", containing("application/x-www-form-urlencoded"))
            .withFormParam("report_type", equalTo(ACTIVITY.kind()))
            .withFormParam("parameters[timezone]", equalTo("Asia/Tokyo"))
            .withFormParam("parameters[interval_start]", equalTo(Long.toString(FROM)))
            .withFormParam("parameters[interval_end]", equalTo(Long.toString(FROM + 30 * 86_400))));
  }

  @Test
  void neverTakesTheKeyToAnotherHost() {
    isMade("https://elsewhere.example.com/v1/files/file_1/contents");

    assertThatThrownBy(this::read)
        .isInstanceOf(SingerException.Source.class)
        .hasMessageContaining("not of this API");
    assertThat(seen.records()).isEmpty();
  }

  @Test
  void saysWhyAReportCouldNotBeMade() {
    stripe.stubFor(get(urlPathEqualTo(RUNS + "/frr_1")).willReturn(okJson(run("failed", ""))));

    assertThatThrownBy(this::read)
        .isInstanceOf(SingerException.Source.class)
        .hasMessage("Stripe could not make the report frr_1: too much");
    stripe.verify(0, getRequestedFor(urlPathEqualTo("/v1/files/file_1/contents")));
  }
}
