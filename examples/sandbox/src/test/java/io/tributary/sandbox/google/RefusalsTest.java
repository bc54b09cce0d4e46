package io.tributary.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.AdsFault;
import io.tributary.sandbox.option.AdsOptions;
import io.tributary.sandbox.option.AdsOptions.Rule;
import io.tributary.sandbox.option.Fault;
import io.tributary.sandbox.option.SandboxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotas, dates, versions and pages; and whatever goes wrong because it was told to. */
class RefusalsTest {
  private static final long ACCOUNT = 1_000_000_001L;
  private static final String QUERY = "SELECT campaign.id FROM campaign";
  private static final SandboxOptions OPTIONS = SandboxOptions.defaults();
  private static final Sandbox PLAIN = Sandbox.start(OPTIONS);

  @AfterAll
  static void stop() {
    PLAIN.close();
  }

  private static Sandbox with(AdsOptions ads) {
    return Sandbox.start(OPTIONS.withAds(ads));
  }

  @Test
  void everyErrorComesWhenItsTurnHasCome() throws Exception {
    AdsOptions ads = OPTIONS.ads().withMoreAccounts(AdsFault.values().length);
    long account = 1_000_000_101L;
    for (AdsFault fault : AdsFault.values()) {
      ads = ads.withRule(Rule.every(2, fault).ofAccount(account++));
    }
    try (Sandbox sandbox = with(ads)) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      for (Rule rule : ads.rules()) {
        AdsFault fault = rule.fault();
        long victim = rule.account().orElseThrow();

        GoogleClient.Reply first = client.stream(victim, QUERY);
        GoogleClient.Reply second = client.stream(victim, QUERY);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(fault.http());
        assertThat(second.code()).isEqualTo(fault.group() + "." + fault);
        boolean isQuota = fault.name().endsWith("EXHAUSTED");
        assertThat(second.failure().at("/details/quotaErrorDetails").has("retryDelay"))
            .isEqualTo(isQuota);
      }
    }
  }

  @Test
  void anErrorMayBeForOneAccountOrOneResource() throws Exception {
    Rule suspended =
        Rule.every(1, AdsFault.ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT).ofAccount(ACCOUNT);
    Rule denied = Rule.every(1, AdsFault.METRIC_ACCESS_DENIED).from("customer");
    try (Sandbox sandbox = with(OPTIONS.ads().withRule(suspended).withRule(denied))) {
      GoogleClient client = new GoogleClient(sandbox.uri());

      assertThat(client.stream(ACCOUNT, QUERY).status()).isEqualTo(403);
      assertThat(client.stream(1_000_000_002L, QUERY).status()).isEqualTo(200);
      assertThat(client.stream(1_000_000_002L, "SELECT customer.id FROM customer").code())
          .isEqualTo("authorizationError.METRIC_ACCESS_DENIED");
    }
  }

  @Test
  void anErrorMayComeAfterSomeRows() throws Exception {
    Rule late = Rule.every(1, AdsFault.INTERNAL_ERROR).afterRows(3);
    try (Sandbox sandbox = with(OPTIONS.ads().withRule(late))) {
      GoogleClient.Reply reply = new GoogleClient(sandbox.uri()).stream(ACCOUNT, QUERY);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json()).hasSize(2);
      assertThat(reply.json().path(0).path("results")).hasSize(3);
      assertThat(reply.json().at("/1/error/details/0/errors/0/errorCode/internalError").asText())
          .isEqualTo("INTERNAL_ERROR");
    }
  }

  @Test
  void aTruncatedAnswerBreaksOff() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withFaultEvery(Fault.TRUNCATED_BODY, 1))) {
      GoogleClient client = new GoogleClient(sandbox.uri());

      assertThat(catchThrowable(() -> client.stream(ACCOUNT, QUERY).json()))
          .isInstanceOf(IOException.class);
    }
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withFaultEvery(Fault.UNAVAILABLE, 1))) {
      GoogleClient.Reply reply = new GoogleClient(sandbox.uri()).stream(ACCOUNT, QUERY);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.error().path("status").asText()).isEqualTo("UNAVAILABLE");
    }
  }

  @Test
  void theDailyQuotaReturnsOnTheNextDay() throws Exception {
    try (Sandbox sandbox = with(OPTIONS.ads().withDailyOperations(3))) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      for (int i = 0; i < 3; i++) {
        assertThat(client.search(ACCOUNT, QUERY).status()).isEqualTo(200);
      }

      GoogleClient.Reply refused = client.stream(ACCOUNT, QUERY);
      sandbox.advanceTo(sandbox.now().plus(Duration.ofDays(1)));

      assertThat(refused.code()).isEqualTo("quotaError.RESOURCE_EXHAUSTED");
      assertThat(refused.failure().at("/details/quotaErrorDetails/retryDelay").asText())
          .isEqualTo("86400s");
      assertThat(client.stream(ACCOUNT, QUERY).status()).isEqualTo(200);
      assertThat(sandbox.operations().of(ACCOUNT)).isEqualTo(4);
      assertThat(client.get("/sandbox/operations").json().path("total").asInt()).isEqualTo(4);
    }
  }

  @Test
  void pagesAreOneOperationAndHoldEveryRowOnce() throws Exception {
    String query =
        "SELECT ad_group_ad.ad.id, segments.date, segments.device, metrics.impressions FROM"
            + " ad_group_ad WHERE segments.date BETWEEN '2026-01-01' AND '2026-10-31'";
    try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      List<JsonNode> streamed = client.rows(ACCOUNT, query);
      Set<String> paged = new HashSet<>();
      String token = "";
      int pages = 0;
      do {
        ObjectNode body = Json.object().put("query", query).put("pageToken", token);
        JsonNode page = client.call(ACCOUNT, "googleAds:search", body).json();
        page.path("results").forEach(row -> paged.add(row.toString()));
        token = page.path("nextPageToken").asText();
        pages++;
      } while (!token.isEmpty());

      assertThat(streamed.size()).isGreaterThan(10_000);
      assertThat(paged).hasSameSizeAs(streamed);
      assertThat(pages).isEqualTo((streamed.size() + 9_999) / 10_000);
      assertThat(sandbox.operations().of(ACCOUNT)).isEqualTo(2);
      assertThat(client.stream(ACCOUNT, query).json().size()).isEqualTo(pages);
    }
  }

  @Test
  void pageTokensAreForOneQueryAndOneMoment() throws Exception {
    String query =
        "SELECT ad_group_ad.ad.id, segments.date, segments.device, metrics.impressions FROM"
            + " ad_group_ad WHERE segments.date BETWEEN '2026-01-01' AND '2026-10-31'";
    try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      String token = client.search(ACCOUNT, query).json().path("nextPageToken").asText();

      assertThat(token).isNotEmpty();
      assertThat(code(client, QUERY, token)).isEqualTo("requestError.INVALID_PAGE_TOKEN");
      assertThat(code(client, query, "???")).isEqualTo("requestError.INVALID_PAGE_TOKEN");
      sandbox.advanceTo(sandbox.now().plusSeconds(60));
      assertThat(code(client, query, token)).isEqualTo("requestError.EXPIRED_PAGE_TOKEN");
      assertThat(
              client
                  .call(
                      ACCOUNT,
                      "googleAds:search",
                      Json.object().put("query", QUERY).put("pageSize", 100))
                  .code())
          .isEqualTo("requestError.PAGE_SIZE_NOT_SUPPORTED");
    }
  }

  private static String code(GoogleClient client, String query, String token) throws Exception {
    ObjectNode body = Json.object().put("query", query).put("pageToken", token);
    return client.call(ACCOUNT, "googleAds:search", body).code();
  }

  @Test
  void aQueryMayBeValidatedOnly() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      ObjectNode body = Json.object().put("query", QUERY).put("validateOnly", true);

      GoogleClient.Reply right = client.call(ACCOUNT, "googleAds:search", body);
      body.put("query", "SELECT campaign.wrong FROM campaign");
      GoogleClient.Reply wrong = client.call(ACCOUNT, "googleAds:search", body);

      assertThat(right.json().toString()).isEqualTo("{}");
      assertThat(wrong.code()).isEqualTo("queryError.UNRECOGNIZED_FIELD");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "v25|SELECT metrics.clicks FROM campaign WHERE segments.date BETWEEN '2023-08-31' AND '2026-10-01'|dateRangeError.REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED",
        "v23|SELECT metrics.clicks FROM campaign WHERE segments.date BETWEEN '2023-08-31' AND '2026-10-01'|dateRangeError.INVALID_DATE",
        "v25|SELECT metrics.clicks FROM campaign WHERE segments.date BETWEEN '2023-09-01' AND '2026-10-01'|",
        "v25|SELECT segments.month, metrics.clicks FROM campaign WHERE segments.month BETWEEN '2020-01-01' AND '2026-10-01'|",
        "v25|SELECT click_view.gclid FROM click_view|clickViewError.EXPECTED_FILTER_ON_A_SINGLE_DAY",
        "v25|SELECT click_view.gclid FROM click_view WHERE segments.date BETWEEN '2026-10-01' AND '2026-10-02'|clickViewError.EXPECTED_FILTER_ON_A_SINGLE_DAY",
        "v25|SELECT click_view.gclid FROM click_view WHERE segments.date = '2026-08-01'|clickViewError.DATE_TOO_OLD",
        "v25|SELECT change_event.resource_name FROM change_event LIMIT 10|changeEventError.CHANGE_DATE_RANGE_INFINITE",
        "v25|SELECT change_event.resource_name FROM change_event WHERE change_event.change_date_time >= '2026-10-20' LIMIT 10|changeEventError.CHANGE_DATE_RANGE_INFINITE",
        "v25|SELECT change_event.resource_name FROM change_event WHERE change_event.change_date_time BETWEEN '2026-10-20' AND '2026-10-19' LIMIT 10|changeEventError.CHANGE_DATE_RANGE_NEGATIVE",
        "v25|SELECT change_event.resource_name FROM change_event WHERE change_event.change_date_time BETWEEN '2026-09-20' AND '2026-10-19' LIMIT 10|changeEventError.START_DATE_TOO_OLD",
        "v25|SELECT change_event.resource_name FROM change_event WHERE change_event.change_date_time DURING LAST_7_DAYS|changeEventError.LIMIT_NOT_SPECIFIED",
        "v25|SELECT change_event.resource_name FROM change_event WHERE change_event.change_date_time DURING LAST_7_DAYS LIMIT 10001|changeEventError.INVALID_LIMIT_CLAUSE",
        "v25|SELECT change_status.resource_name FROM change_status WHERE change_status.last_change_date_time BETWEEN '2026-07-20' AND '2026-10-19' LIMIT 10|changeStatusError.START_DATE_TOO_OLD",
        "v25|SELECT change_status.resource_name FROM change_status WHERE change_status.last_change_date_time DURING LAST_30_DAYS LIMIT 10|",
        "v20|SELECT campaign.id FROM campaign|requestError.UNSUPPORTED_VERSION",
        "v25|SELECT campaign.video_brand_safety_suitability FROM campaign|queryError.UNRECOGNIZED_FIELD",
        "v23|SELECT campaign.video_brand_safety_suitability FROM campaign|"
      })
  void datesAndVersionsHaveTheirBounds(String version, String query, @Nullable String code)
      throws Exception {
    GoogleClient.Reply reply = new GoogleClient(PLAIN.uri()).at(version).stream(ACCOUNT, query);

    assertThat(reply.code()).isEqualTo(code == null ? "" : code);
  }
}
