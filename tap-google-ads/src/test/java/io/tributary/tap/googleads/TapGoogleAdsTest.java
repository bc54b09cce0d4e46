package io.tributary.tap.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapGoogleAdsTest {
  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    ads.close();
  }

  @Test
  void aReportIsReadOfEveryAccountOfTheTree() {
    ads.reaching(9_000_000_001L);
    ads.account(9_000_000_001L).managing(9_000_000_002L);
    ads.account(9_000_000_002L).managing(1_000_000_001L, 1_000_000_002L);
    for (long id : List.of(1_000_000_001L, 1_000_000_002L)) {
      ads.account(id)
          .add(
              "campaign",
              "campaign.resource_name",
              "customers/" + id + "/campaigns/7",
              "campaign.id",
              7L,
              "campaign.name",
              "Tournament",
              "segments.date",
              "2026-03-09",
              "segments.device",
              "MOBILE",
              "metrics.clicks",
              12L,
              "metrics.cost_micros",
              3_450_000L,
              "metrics.conversions",
              1.5);
    }

    AdsRun.Outcome outcome = new AdsRun(ads, folder).run("--streams", "campaign_performance");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    List<JsonNode> records = outcome.records("campaign_performance");
    assertThat(records).hasSize(2);
    JsonNode first = records.get(0);
    assertThat(first.path("campaign_id").longValue()).isEqualTo(7);
    assertThat(first.path("cost_micros").longValue()).isEqualTo(3_450_000L);
    assertThat(first.path("conversions").decimalValue()).isEqualByComparingTo("1.5");
    assertThat(first.path("average_cpc").isNull()).isTrue();
    assertThat(first.path("date").asText()).isEqualTo("2026-03-09");
    assertThat(first.path("customer_currency_code").asText()).isEqualTo("USD");
    assertThat(first.path("_row_key").asText()).hasSize(64);
    assertThat(
            outcome
                .state()
                .at("/bookmarks/campaign_performance/customers/1000000001/date")
                .asText())
        .isEqualTo("2026-03-09");
    assertThat(ads.asked("campaign"))
        .allSatisfy(one -> assertThat(one.login()).isEqualTo("9000000001"));
  }
}
