package io.tributary.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.Client;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.sandbox.world.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How what was said of a day changes later, and how the two halves agree. */
class HistoriesTest {
  private static final long ISLANDS = 1_000_000_006L;
  private static final long WEST = 1_000_000_001L;
  private static final String FINEST =
      "SELECT ad_group_ad.ad.id, segments.date, segments.device, segments.ad_network_type,"
          + " metrics.impressions, metrics.clicks, metrics.conversions, metrics.conversions_value"
          + " FROM ad_group_ad WHERE segments.date BETWEEN ";

  private static String days(String first, String last) {
    return "'" + first + "' AND '" + last + "'";
  }

  private static Map<String, JsonNode> byKey(List<JsonNode> rows) {
    Map<String, JsonNode> byKey = new HashMap<>();
    for (JsonNode row : rows) {
      byKey.put(row.at("/adGroupAd/ad/id").asText() + row.path("segments"), row.path("metrics"));
    }
    return byKey;
  }

  @Test
  void aDayIsToldDifferentlyLaterAndThenNoMore() throws Exception {
    SandboxOptions options = SandboxOptions.defaults().withSize(Size.M);
    try (Sandbox sandbox = Sandbox.start(options)) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      String query = FINEST + days("2026-10-01", "2026-10-31");
      Map<String, JsonNode> before = byKey(client.rows(WEST, query));
      String settled = FINEST + days("2026-05-01", "2026-05-31");
      List<JsonNode> old = client.rows(WEST, settled);

      sandbox.advanceTo(sandbox.now().plus(Duration.ofDays(3)));
      Map<String, JsonNode> after = byKey(client.rows(WEST, query));

      Set<String> gone = new HashSet<>(before.keySet());
      gone.removeAll(after.keySet());
      assertThat(gone).as("visits of machines").isNotEmpty();
      Set<String> more = new HashSet<>();
      after.forEach(
          (key, metrics) -> {
            double then = before.getOrDefault(key, metrics).path("conversions").asDouble();
            if (metrics.path("conversions").asDouble() > then) {
              more.add(key);
            }
          });
      assertThat(more).as("late conversions").isNotEmpty();
      assertThat(client.rows(WEST, settled)).as("a settled month").isEqualTo(old);
    }
  }

  @Test
  void clicksAreThereBeforeAnythingComesOfThem() throws Exception {
    SandboxOptions options = SandboxOptions.defaults().withSize(Size.M);
    try (Sandbox sandbox = Sandbox.start(options)) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      String query =
          "SELECT click_view.gclid, metrics.clicks FROM click_view WHERE segments.date ="
              + " '2026-10-20'";
      List<JsonNode> before = client.rows(WEST, query);

      sandbox.advanceTo(sandbox.now().plus(Duration.ofDays(30)));

      assertThat(client.rows(WEST, query)).isEqualTo(before);
      assertThat(before)
          .extracting(row -> row.at("/clickView/gclid").asText())
          .doesNotHaveDuplicates();
      assertThat(
              client.rows(
                  WEST,
                  "SELECT campaign.id, metrics.clicks FROM campaign WHERE segments.date ="
                      + " '2026-10-20'"))
          .extracting(row -> row.at("/metrics/clicks").asInt())
          .satisfies(
              clicks ->
                  assertThat(clicks.stream().mapToInt(each -> each).sum())
                      .isEqualTo(before.size()));
    }
  }

  @Test
  void whatStripeKnowsOfCustomersWithAClickIsWhatGoogleCounts() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withSize(Size.M))) {
      Client stripe = new Client(sandbox.uri());
      Set<String> clicks = new HashSet<>();
      for (JsonNode customer : stripe.all("/v1/customers")) {
        String click = customer.at("/metadata/gclid").asText();
        String country = customer.at("/address/country").asText();
        long created = customer.path("created").asLong();
        boolean isRecent = created > Instant.parse("2026-09-15T00:00:00Z").getEpochSecond();
        if (!click.isEmpty() && isRecent && country.equals("GB")) {
          clicks.add(click);
        }
      }
      GoogleClient google = new GoogleClient(sandbox.uri());
      Set<String> seen = new HashSet<>();
      for (int back = 0; back <= 80; back++) {
        String day = LocalDate.of(2026, 11, 1).minusDays(back).toString();
        google
            .rows(
                ISLANDS,
                "SELECT click_view.gclid FROM click_view WHERE segments.date = '" + day + "'")
            .forEach(row -> seen.add(row.at("/clickView/gclid").asText()));
      }

      assertThat(clicks).isNotEmpty();
      assertThat(seen).containsAll(clicks);
    }
  }

  @Test
  void conversionsByActionSumUpToAllOfThem() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withSize(Size.M))) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      String where =
          " FROM campaign WHERE segments.date BETWEEN " + days("2026-01-01", "2026-10-31");
      List<JsonNode> acted =
          client.rows(
              WEST,
              "SELECT campaign.id, segments.conversion_action, segments.conversion_action_name,"
                  + " metrics.all_conversions, metrics.conversions, metrics.conversions_value,"
                  + " metrics.conversions_by_conversion_date"
                  + where);
      List<JsonNode> whole =
          client.rows(
              WEST,
              "SELECT campaign.id, metrics.all_conversions, metrics.conversions,"
                  + " metrics.conversions_value, metrics.conversions_by_conversion_date"
                  + where);

      assertThat(acted)
          .extracting(row -> row.at("/segments/conversionActionName").asText())
          .contains("Sign-up", "Tribute", "Letter ordered");
      for (String metric :
          List.of(
              "allConversions", "conversions", "conversionsValue", "conversionsByConversionDate")) {
        assertThat(sum(acted, metric)).as(metric).isEqualByComparingTo(sum(whole, metric));
        assertThat(sum(whole, metric)).as(metric).isPositive();
      }
    }
  }

  private static BigDecimal sum(List<JsonNode> rows, String metric) {
    return rows.stream()
        .map(row -> row.at("/metrics/" + metric).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void campaignsAreRenamedAndRemovedWhileTimePasses() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      String query = "SELECT campaign.id, campaign.name, campaign.status FROM campaign";
      List<JsonNode> before = client.rows(WEST, query);

      sandbox.advanceTo(sandbox.now().plus(Duration.ofDays(7)));
      List<JsonNode> after = client.rows(WEST, query);

      List<String> changes = new ArrayList<>();
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i).at("/campaign/id")).isEqualTo(before.get(i).at("/campaign/id"));
        for (String field : List.of("name", "status")) {
          String old = before.get(i).path("campaign").path(field).asText();
          String now = after.get(i).path("campaign").path(field).asText();
          if (!old.equals(now)) {
            changes.add(old + " > " + now);
          }
        }
      }
      assertThat(changes)
          .containsExactly(
              "New Settlers (first edition) > New Settlers (second edition)", "ENABLED > REMOVED");
      assertThat(
              client.rows(
                  WEST,
                  "SELECT change_event.change_date_time, change_event.changed_fields,"
                      + " change_event.new_resource FROM change_event WHERE"
                      + " change_event.change_date_time BETWEEN '2026-11-01' AND '2026-11-08' AND"
                      + " change_event.change_resource_type = 'CAMPAIGN' ORDER BY"
                      + " change_event.change_date_time LIMIT 10000"))
          .extracting(row -> row.at("/changeEvent/newResource/campaign").toString())
          .containsExactly(
              "{\"name\":\"New Settlers (second edition)\"}", "{\"status\":\"REMOVED\"}");
    }
  }

  @Test
  void todayGrowsByTheHour() throws Exception {
    Instant morning = Instant.parse("2026-11-01T10:00:00Z");
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withNow(morning))) {
      GoogleClient client = new GoogleClient(sandbox.uri());
      String query =
          "SELECT segments.hour, metrics.impressions FROM customer WHERE segments.date DURING TODAY";
      List<JsonNode> before = client.rows(ISLANDS, query);

      sandbox.advanceTo(morning.plus(Duration.ofHours(6)));

      assertThat(before).isNotEmpty().allMatch(row -> row.at("/segments/hour").asInt() < 10);
      assertThat(client.rows(ISLANDS, query).size()).isGreaterThan(before.size());
    }
  }
}
