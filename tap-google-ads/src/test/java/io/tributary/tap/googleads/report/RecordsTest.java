package io.tributary.tap.googleads.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAccount;
import io.tributary.tap.googleads.fake.FakeAds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records look like. */
class RecordsTest {
  private static final long ONE = 1_000_000_001L;

  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @BeforeEach
  void oneAccount() {
    ads.reaching(ONE);
  }

  @AfterEach
  void stop() {
    ads.close();
  }

  private FakeAccount campaign(String name, String device, Object... more) {
    FakeAccount account = ads.account(ONE);
    account.add(
        "campaign",
        "campaign.resource_name",
        "customers/1/campaigns/7",
        "campaign.id",
        7L,
        "campaign.name",
        name,
        "segments.date",
        "2026-03-09",
        "segments.device",
        device);
    List<java.util.Map<String, Object>> rows = account.rows("campaign");
    for (int i = 0; i < more.length; i += 2) {
      rows.get(rows.size() - 1).put((String) more[i], more[i + 1]);
    }
    return account;
  }

  private JsonNode only(AdsRun run, String stream) {
    AdsRun.Outcome outcome = run.run("--streams", stream);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.records(stream)).hasSize(1);
    return outcome.records(stream).get(0);
  }

  private AdsRun run() {
    return new AdsRun(ads, folder);
  }

  @Test
  void numbersAreNumbersWhateverTheirJsonIs() {
    campaign(
        "A",
        "MOBILE",
        "metrics.impressions",
        9_223_372_036_854_775_807L,
        "metrics.clicks",
        0L,
        "metrics.conversions",
        0.1,
        "metrics.ctr",
        Double.NaN,
        "metrics.average_cpc",
        Double.POSITIVE_INFINITY);

    JsonNode record = only(run(), "campaign_performance");

    assertThat(record.path("impressions").isIntegralNumber()).isTrue();
    assertThat(record.path("impressions").asText()).isEqualTo("9223372036854775807");
    assertThat(record.path("clicks").isIntegralNumber()).isTrue();
    assertThat(record.path("clicks").asLong()).as("zero is not nothing").isZero();
    assertThat(record.path("conversions").asText()).isEqualTo("0.1");
    assertThat(record.get("ctr").isNull()).isTrue();
    assertThat(record.get("average_cpc").isNull()).isTrue();
    assertThat(record.get("average_cpm").isNull()).as("what is absent is null").isTrue();
  }

  @Test
  void wordsThatNobodyKnowsYetPass() {
    campaign("A", "HOLOGRAM", "metrics.clicks", 1L);

    assertThat(only(run(), "campaign_performance").path("device").asText()).isEqualTo("HOLOGRAM");
  }

  @Test
  void moneyComesAsItIsAskedFor() {
    campaign("A", "MOBILE", "metrics.cost_micros", 1_230_001L, "metrics.average_cpc", 1_500_000.5);

    JsonNode raw = only(run(), "campaign_performance");
    assertThat(raw.path("cost_micros").asLong()).isEqualTo(1_230_001);
    assertThat(raw.has("cost")).isFalse();

    AdsRun decimal = run();
    decimal.settings().put("micros", "decimal");
    JsonNode amount = only(decimal, "campaign_performance");
    assertThat(amount.path("cost").asText()).isEqualTo("1.230001");
    assertThat(amount.path("average_cpc_decimal").asText()).isEqualTo("1.5000005");
    assertThat(amount.has("cost_micros")).isFalse();

    AdsRun both = run();
    both.settings().put("micros", "both");
    JsonNode two = only(both, "campaign_performance");
    assertThat(two.path("cost_micros").asLong()).isEqualTo(1_230_001);
    assertThat(two.path("cost").asText()).isEqualTo("1.230001");
    assertThat(two.path("average_cpc").decimalValue()).isEqualByComparingTo("1500000.5");
  }

  @Test
  void listsAndObjectsAreThemselvesAndAbsentListsAreEmpty() throws IOException {
    ads.account(ONE)
        .add(
            "ad_group_ad",
            "ad_group_ad.resource_name",
            "customers/1/adGroupAds/5~6",
            "ad_group_ad.ad.id",
            6L,
            "ad_group.id",
            5L,
            "ad_group_ad.ad.final_urls",
            Json.MAPPER.readTree("[\"https://king.example\"]"),
            "ad_group_ad.ad.responsive_search_ad.headlines",
            Json.MAPPER.readTree("[{\"text\": \"Gold\", \"assetId\": \"12\"}]"));

    JsonNode record = only(run(), "ads");

    assertThat(record.path("ad_id").asLong()).isEqualTo(6);
    assertThat(record.path("ad_group_id").asLong()).isEqualTo(5);
    assertThat(record.path("ad_final_urls").path(0).asText()).isEqualTo("https://king.example");
    assertThat(record.at("/ad_responsive_search_ad_headlines/0/text").asText()).isEqualTo("Gold");
    assertThat(record.get("ad_final_mobile_urls").isArray()).isTrue();
    assertThat(record.get("ad_final_mobile_urls")).isEmpty();
  }

  @Test
  void aFieldMaskIsText() {
    ads.account(ONE)
        .add(
            "change_event",
            "change_event.resource_name",
            "customers/1/changeEvents/1",
            "change_event.change_date_time",
            "2026-03-09 10:00:00.123456",
            "change_event.changed_fields",
            "campaign.name,campaign.status");

    assertThat(only(run(), "change_events").path("changed_fields").asText())
        .isEqualTo("campaign.name,campaign.status");
  }

  @Test
  void aRenamedCampaignKeepsTheKeysOfItsRows() {
    campaign("Old", "MOBILE", "metrics.clicks", 1L);
    campaign("Old", "DESKTOP", "metrics.clicks", 2L);
    List<String> before = keys();
    ads.account(ONE).rows("campaign").forEach(row -> row.put("campaign.name", "New"));

    assertThat(keys()).containsExactlyElementsOf(before).hasSize(2).doesNotHaveDuplicates();
  }

  private List<String> keys() {
    return run().run("--streams", "campaign_performance").records("campaign_performance").stream()
        .map(record -> record.path("_row_key").asText())
        .sorted()
        .toList();
  }

  @Test
  void segmentsAloneTellTheRowsOfAWholeAccountApart() {
    for (String item : List.of("crown", "orb")) {
      for (long campaign = 1; campaign <= 2; campaign++) {
        ads.account(ONE)
            .add(
                "shopping_performance_view",
                "shopping_performance_view.resource_name",
                "customers/1/shoppingPerformanceView",
                "campaign.resource_name",
                "customers/1/campaigns/" + campaign,
                "campaign.id",
                campaign,
                "segments.date",
                "2026-03-09",
                "segments.product_item_id",
                item + campaign,
                "metrics.clicks",
                1L);
      }
    }

    AdsRun.Outcome outcome = run().run("--streams", "shopping_performance");

    assertThat(outcome.records("shopping_performance"))
        .extracting(record -> record.path("_row_key").asText())
        .hasSize(4)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyRowSaysWhoseItIsAndByWhichReadingItCame() {
    campaign("A", "MOBILE", "metrics.clicks", 1L);
    ads.account(ONE).with("EUR", "Europe/Berlin");

    JsonNode record = only(run(), "campaign_performance");

    assertThat(record.path("customer_id").asLong()).isEqualTo(ONE);
    assertThat(record.path("customer_currency_code").asText()).isEqualTo("EUR");
    assertThat(record.path("customer_time_zone").asText()).isEqualTo("Europe/Berlin");
    assertThat(record.path("_synced_at").asText()).startsWith("2026-03-10T15:00:00");
    assertThat(record.path("_synced_from").asText()).isEqualTo("2026-01-01");
    assertThat(record.path("_synced_until").asText()).isEqualTo("2026-03-10");
  }

  @Test
  void aColumnThatNobodyWantsIsNotAskedFor() throws IOException {
    campaign("A", "MOBILE", "metrics.clicks", 1L);
    AdsRun run = run();
    JsonNode catalog = Json.MAPPER.readTree(run.run("--discover").cli().out());
    for (JsonNode stream : catalog.path("streams")) {
      for (JsonNode metadata : stream.path("metadata")) {
        String column = metadata.path("breadcrumb").path(1).asText();
        if (!column.isEmpty()) {
          ((com.fasterxml.jackson.databind.node.ObjectNode) metadata.path("metadata"))
              .put("selected", column.equals("campaign_id") || column.equals("clicks"));
        }
      }
    }
    Path file = folder.resolve("catalog.json");
    java.nio.file.Files.writeString(file, catalog.toString());

    AdsRun.Outcome outcome =
        run.run("--catalog", file.toString(), "--streams", "campaign_performance");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(ads.asked("campaign").get(0).query())
        .startsWith(
            "SELECT campaign.resource_name, segments.date, campaign.id, metrics.clicks FROM");
    assertThat(outcome.records("campaign_performance").get(0).path("clicks").asLong()).isEqualTo(1);
  }

  @Test
  void figuresThatDoNotAddUpSaySo() throws IOException {
    JsonNode catalog = Json.MAPPER.readTree(run().run("--discover").cli().out());
    for (JsonNode stream : catalog.path("streams")) {
      if (stream.path("tap_stream_id").asText().equals("campaign_performance")) {
        JsonNode columns = stream.at("/schema/properties");
        assertThat(columns.at("/search_impression_share/x-additive").isBoolean()).isTrue();
        assertThat(columns.path("clicks").has("x-additive")).isFalse();
        assertThat(columns.at("/date/format").asText()).isEqualTo("date");
      }
    }
  }
}
