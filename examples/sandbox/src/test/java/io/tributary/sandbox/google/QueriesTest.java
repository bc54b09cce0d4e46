package io.tributary.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What queries mean: conditions, order, limits, and what divides rows. */
class QueriesTest {
  private static final long ACCOUNT = 1_000_000_001L;
  private static final String OCTOBER = "segments.date BETWEEN '2026-10-01' AND '2026-10-31'";
  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final GoogleClient client = new GoogleClient(sandbox.uri());

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static List<JsonNode> rows(String query) throws Exception {
    return client.rows(ACCOUNT, query);
  }

  private static long sum(List<JsonNode> rows, String metric) {
    return rows.stream().mapToLong(row -> row.path("metrics").path(metric).asLong()).sum();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "segments.device",
        "segments.ad_network_type",
        "segments.hour",
        "segments.week",
        "segments.day_of_week",
        "segments.device, segments.ad_network_type, segments.hour"
      })
  void howeverRowsAreDividedTheySumUpToTheSame(String segments) throws Exception {
    List<JsonNode> whole =
        rows("SELECT metrics.impressions, metrics.cost_micros FROM customer WHERE " + OCTOBER);
    String range =
        segments.contains("week") && !segments.contains("day")
            ? "segments.date BETWEEN '2026-10-01' AND '2026-10-31'"
            : OCTOBER;
    List<JsonNode> divided =
        rows(
            "SELECT campaign.id, metrics.impressions, metrics.cost_micros, "
                + segments
                + " FROM campaign WHERE "
                + range);

    assertThat(whole).hasSize(1);
    assertThat(divided.size()).isGreaterThan(7);
    assertThat(sum(divided, "impressions")).isEqualTo(sum(whole, "impressions")).isPositive();
    assertThat(sum(divided, "costMicros")).isEqualTo(sum(whole, "costMicros")).isPositive();
  }

  @Test
  void adsKnowNothingOfPerformanceMax() throws Exception {
    long all =
        sum(rows("SELECT metrics.impressions FROM customer WHERE " + OCTOBER), "impressions");
    long ads =
        sum(
            rows("SELECT ad_group_ad.ad.id, metrics.impressions FROM ad_group_ad WHERE " + OCTOBER),
            "impressions");
    long assets =
        sum(
            rows("SELECT asset_group.id, metrics.impressions FROM asset_group WHERE " + OCTOBER),
            "impressions");

    assertThat(assets).isPositive();
    assertThat(ads + assets).isEqualTo(all);
    assertThat(
            rows(
                "SELECT campaign.id, ad_group.id FROM ad_group WHERE campaign.advertising_channel_type = 'PERFORMANCE_MAX'"))
        .isEmpty();
  }

  @Test
  void undividedRowsAreShownWithoutAnythingToCount() throws Exception {
    String removed = " FROM campaign WHERE campaign.status = 'REMOVED' AND " + OCTOBER;
    List<JsonNode> whole =
        rows("SELECT campaign.id, metrics.clicks, metrics.average_cpc" + removed);
    List<JsonNode> divided = rows("SELECT campaign.id, segments.date, metrics.clicks" + removed);

    assertThat(whole).hasSize(1);
    assertThat(whole.get(0).at("/metrics/clicks").asText()).isEqualTo("0");
    assertThat(whole.get(0).at("/metrics").has("averageCpc")).isFalse();
    assertThat(divided).isEmpty();
  }

  @Test
  void anotherMetricMayBringMoreRows() throws Exception {
    String where = " FROM keyword_view WHERE " + OCTOBER;
    List<JsonNode> clicked = rows("SELECT segments.date, metrics.clicks" + where);
    List<JsonNode> seen = rows("SELECT segments.date, metrics.clicks, metrics.impressions" + where);

    assertThat(clicked).allMatch(row -> row.at("/metrics/clicks").asLong() > 0);
    assertThat(seen.size()).isGreaterThan(clicked.size());
    assertThat(sum(seen, "clicks")).isEqualTo(sum(clicked, "clicks"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "campaign.name LIKE 'H%'|1",
        "campaign.name LIKE '%w%'|3",
        "campaign.name NOT LIKE '%a%'|4",
        "campaign.status != 'REMOVED'|7",
        "campaign.status IN ('REMOVED', 'PAUSED')|1",
        "campaign.status NOT IN ('REMOVED')|7",
        "campaign.id > 20000000034|5",
        "campaign.id <= 20000000034|3",
        "campaign.id BETWEEN 20000000033 AND 20000000034|2",
        "campaign.optimization_score IS NULL|1",
        "campaign.optimization_score IS NOT NULL|7",
        "campaign.network_settings.target_google_search = FALSE|2",
        "campaign.name REGEXP_MATCH 'Old .*s'|2",
        "campaign.id >= 20000000034 AND campaign.status = 'ENABLED'|5"
      })
  void conditionsChooseRows(String condition, int count) throws Exception {
    assertThat(rows("SELECT campaign.id, campaign.name FROM campaign WHERE " + condition))
        .hasSize(count);
  }

  @Test
  void rowsAreOrderedAndLimited() throws Exception {
    List<JsonNode> rows =
        rows(
            "SELECT campaign.name, metrics.cost_micros FROM campaign WHERE "
                + OCTOBER
                + " ORDER BY metrics.cost_micros DESC, campaign.name LIMIT 3");

    assertThat(rows).hasSize(3);
    assertThat(rows).extracting(row -> -row.at("/metrics/costMicros").asLong()).isSorted();
  }

  @Test
  void namesOfResourcesAreLeftOutIfTheyAreNotWanted() throws Exception {
    String query = "SELECT campaign.name FROM campaign LIMIT 1";
    JsonNode named = rows(query).get(0).path("campaign");
    JsonNode bare =
        rows(query + " PARAMETERS omit_unselected_resource_names = true").get(0).path("campaign");

    assertThat(named.path("resourceName").asText()).startsWith("customers/1000000001/campaigns/");
    assertThat(bare.has("resourceName")).isFalse();
  }

  @Test
  void lastDaysEndYesterdayInTheAccountsZone() throws Exception {
    List<JsonNode> rows =
        client.rows(
            1_000_000_003L,
            "SELECT segments.date, metrics.impressions FROM customer WHERE segments.date DURING LAST_7_DAYS");

    assertThat(rows)
        .extracting(row -> row.at("/segments/date").asText())
        .containsExactly(
            "2026-10-25",
            "2026-10-26",
            "2026-10-27",
            "2026-10-28",
            "2026-10-29",
            "2026-10-30",
            "2026-10-31");
  }

  @Test
  void theHourThatTheClocksLeaveOutHasNoRows() throws Exception {
    List<JsonNode> rows =
        client.rows(
            1_000_000_002L,
            "SELECT segments.hour, metrics.impressions FROM campaign WHERE segments.date ="
                + " '2026-03-29'");

    assertThat(rows).isNotEmpty().noneMatch(row -> row.at("/segments/hour").asInt(-1) == 2);
  }

  @Test
  void fewTermsAreTypedByManyAndManyByFew() throws Exception {
    Map<String, Long> terms = new TreeMap<>();
    for (JsonNode row :
        rows(
            "SELECT search_term_view.search_term, metrics.impressions FROM search_term_view WHERE"
                + " segments.date BETWEEN '2025-01-01' AND '2026-10-31'")) {
      terms.merge(
          row.at("/searchTermView/searchTerm").asText(),
          row.at("/metrics/impressions").asLong(),
          Long::sum);
    }
    List<Long> counts = terms.values().stream().sorted().toList();
    long all = counts.stream().mapToLong(Long::longValue).sum();
    long top =
        counts.subList(counts.size() - 6, counts.size()).stream().mapToLong(Long::longValue).sum();
    long searched =
        sum(
            rows(
                "SELECT metrics.impressions FROM campaign WHERE segments.date BETWEEN '2025-01-01'"
                    + " AND '2026-10-31' AND campaign.advertising_channel_type = 'SEARCH'"),
            "impressions");

    assertThat(counts.size()).isGreaterThan(60);
    assertThat(top * 2).isGreaterThan(all);
    assertThat(all).isLessThan(searched);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT campaign.wrong FROM campaign|queryError.UNRECOGNIZED_FIELD",
        "SELECT campaign.id FROM campaigns|queryError.BAD_RESOURCE_TYPE_IN_FROM_CLAUSE",
        "SELECT campaign.id|queryError.EXPECTED_FROM",
        "campaign.id FROM campaign|queryError.EXPECTED_SELECT",
        "SELECT campaign.id FROM campaign WHERE|queryError.UNEXPECTED_END_OF_QUERY",
        "SELECT campaign.id FROM campaign LIMIT 1 x|queryError.UNEXPECTED_INPUT",
        "SELECT campaign.id FROM campaign WHERE campaign.id ~ 1|queryError.BAD_SYMBOL",
        "SELECT campaign.id FROM campaign WHERE campaign.id ABOUT 1|queryError.BAD_OPERATOR",
        "SELECT campaign.id FROM campaign WHERE campaign.id IN ()|queryError.PROHIBITED_EMPTY_LIST_IN_CONDITION",
        "SELECT campaign.id FROM campaign LIMIT 0|queryError.LIMIT_VALUE_TOO_LOW",
        "SELECT ad_group.id FROM campaign|queryError.PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE",
        "SELECT metrics.clicks, segments.hour FROM keyword_view|queryError.PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE",
        "SELECT metrics.cost_micros FROM click_view|queryError.PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
        "SELECT campaign.id FROM campaign WHERE segments.device = 'MOBILE'|queryError.EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
        "SELECT campaign.id FROM campaign ORDER BY metrics.clicks|queryError.EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
        "SELECT campaign.id, segments.date FROM campaign|queryError.EXPECTED_FILTERS_ON_DATE_RANGE",
        "SELECT campaign.id, segments.date FROM campaign WHERE segments.date >= '2026-10-01'|queryError.EXPECTED_FILTERS_ON_DATE_RANGE",
        "SELECT campaign.id, segments.month FROM campaign WHERE segments.month = '2026-10-02'|queryError.MISALIGNED_DATE_FOR_FILTER",
        "SELECT campaign.id FROM campaign WHERE segments.date = 'soon'|queryError.INVALID_DATE_FORMAT",
        "SELECT campaign.id FROM campaign WHERE segments.date DURING LAST_CENTURY|queryError.INVALID_VALUE_WITH_DURING_OPERATOR",
        "SELECT campaign.id FROM campaign WHERE segments.date BETWEEN '2026-10-02' AND '2026-10-01'|dateRangeError.START_DATE_AFTER_END_DATE",
        "SELECT segments.conversion_action, metrics.clicks FROM campaign|queryError.PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
        "SELECT campaign.id FROM campaign PARAMETERS x = true|queryError.BAD_PARAMETER_NAME"
      })
  void whatGoogleWouldRefuseIsRefused(String query, String code) throws Exception {
    GoogleClient.Reply reply = client.search(ACCOUNT, query);

    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().isArray()).isFalse();
  }

  @Test
  void managersHaveNoMetrics() throws Exception {
    assertThat(client.search(9_000_000_001L, "SELECT metrics.clicks FROM customer").code())
        .isEqualTo("queryError.REQUESTED_METRICS_FOR_MANAGER");
    assertThat(client.rows(9_000_000_001L, "SELECT campaign.id FROM campaign")).isEmpty();
  }
}
