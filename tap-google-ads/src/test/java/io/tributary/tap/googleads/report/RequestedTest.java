package io.tributary.tap.googleads.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that the settings ask for. */
class RequestedTest {
  private static final long ONE = 1_000_000_001L;

  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @BeforeEach
  void someCampaigns() {
    ads.reaching(ONE);
    for (long id = 1; id <= 3; id++) {
      for (String device : List.of("MOBILE", "DESKTOP")) {
        ads.account(ONE)
            .add(
                "campaign",
                "campaign.resource_name",
                "customers/1/campaigns/" + id,
                "campaign.id",
                id,
                "campaign.status",
                id == 3 ? "REMOVED" : "ENABLED",
                "campaign.start_date_time",
                "2026-01-01 00:00:00",
                "segments.date",
                "2026-03-09",
                "segments.month",
                "2026-03-01",
                "segments.device",
                device,
                "metrics.video_trueview_views",
                5L,
                "metrics.clicks",
                id);
      }
    }
  }

  @AfterEach
  void stop() {
    ads.close();
  }

  private AdsRun run() {
    return new AdsRun(ads, folder);
  }

  private AdsRun querying(String query) {
    AdsRun run = run();
    run.settings().putArray("custom_queries").addObject().put("name", "mine").put("query", query);
    return run;
  }

  private static AdsRun.Outcome good(AdsRun run) {
    AdsRun.Outcome outcome = run.run("--streams", "mine");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome;
  }

  private List<String> streamed() {
    return ads.asked("campaign").stream()
        .filter(one -> one.path().endsWith("searchStream"))
        .map(FakeAds.Asked::query)
        .toList();
  }

  @Test
  void aQueryWithADayIsReadByDaysAndKeyedByItsSegments() {
    AdsRun.Outcome outcome =
        good(
            querying(
                "SELECT campaign.id, segments.date, segments.device, metrics.clicks FROM campaign"
                    + " WHERE campaign.status != 'REMOVED' PARAMETERS include_drafts=true"));

    assertThat(outcome.records("mine")).hasSize(4);
    assertThat(outcome.records("mine"))
        .extracting(record -> record.path("_row_key").asText())
        .doesNotHaveDuplicates();
    assertThat(outcome.state().at("/bookmarks/mine/customers/1000000001/date").asText())
        .isEqualTo("2026-03-09");
    assertThat(streamed().get(0))
        .contains("WHERE campaign.status != 'REMOVED' AND segments.date BETWEEN")
        .endsWith(" PARAMETERS include_drafts=true");
  }

  @Test
  void aQueryIsCheckedByGoogleOnceBeforeItIsRun() {
    AdsRun.Outcome ignored =
        good(querying("SELECT campaign.id, segments.date, metrics.clicks FROM campaign"));

    assertThat(ads.asked("campaign").stream().filter(one -> one.body().contains("validateOnly")))
        .hasSize(1);
    assertThat(ads.asked("campaign").get(0).path()).endsWith("googleAds:search");
  }

  @Test
  void aQueryWithDaysOfItsOwnIsReadAsItStands() {
    AdsRun.Outcome outcome =
        good(
            querying(
                "SELECT campaign.id, segments.date, metrics.clicks FROM campaign"
                    + " WHERE segments.date BETWEEN '2026-03-01' AND '2026-03-31'"));

    assertThat(outcome.records("mine")).hasSize(3);
    assertThat(streamed()).hasSize(1);
    assertThat(outcome.cli().out()).contains("\"key_properties\":[\"_row_key\"]");
  }

  @Test
  void aQueryWithoutDaysIsReadInFullByItsKeys() {
    AdsRun run = querying("SELECT campaign.id, campaign.status FROM campaign");
    ((ObjectNode) run.settings().at("/custom_queries/0")).putArray("keys").add("id");

    AdsRun.Outcome outcome = good(run);

    assertThat(outcome.records("mine"))
        .extracting(record -> record.path("id").asLong())
        .containsExactly(1L, 2L, 3L);
    assertThat(outcome.cli().out()).contains("\"key_properties\":[\"id\"]");
  }

  @Test
  void aQueryByMonthBeginsWithAMonth() {
    AdsRun run = querying("SELECT campaign.id, segments.month, metrics.clicks FROM campaign");
    run.settings().put("start_date", "2026-02-17");

    AdsRun.Outcome outcome = good(run);

    assertThat(outcome.records("mine")).hasSize(3);
    assertThat(streamed())
        .singleElement()
        .asString()
        .contains("BETWEEN '2026-02-01' AND '2026-03-10'");
  }

  @Test
  void oldNamesOfFieldsGoOn() {
    AdsRun.Outcome outcome =
        good(
            querying(
                "SELECT campaign.id, campaign.start_date, segments.date, metrics.video_views"
                    + " FROM campaign"));

    assertThat(streamed().get(0)).contains("metrics.video_trueview_views");
    assertThat(outcome.records("mine").get(0).path("campaign_start_date_time").asText())
        .isEqualTo("2026-01-01 00:00:00");
    assertThat(outcome.records("mine").get(0).path("video_trueview_views").asLong()).isEqualTo(10);
  }

  @Test
  void aFieldThatThereIsNotIsNamedBeforeAnythingIsAsked() {
    AdsRun.Outcome outcome =
        querying("SELECT campaign.id, campaign.crown FROM campaign").run("--streams", "mine");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.err()).contains("mine has campaign.crown, which v25 does not have");
    assertThat(ads.asked("campaign")).isEmpty();
  }

  private AdsRun clashing(String how) {
    AdsRun run = run();
    run.settings().put("on_incompatible", how);
    ObjectNode stream = run.settings().putObject("streams").putObject("mine");
    stream.put("from", "campaign");
    stream
        .putArray("fields")
        .add("campaign.id")
        .add("segments.date")
        .add("segments.conversion_action")
        .add("metrics.conversions")
        .add("metrics.clicks");
    return run;
  }

  @Test
  void fieldsThatExcludeEachOtherAreNamedBeforeAnythingIsAsked() {
    AdsRun.Outcome outcome = clashing("fail").run("--streams", "mine");

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err())
        .contains("segments.conversion_action and metrics.clicks")
        .contains("set on_incompatible to drop");
    assertThat(ads.asked("campaign")).isEmpty();
  }

  @Test
  void theLaterOfThemIsLeftOutIfThatIsWanted() {
    AdsRun.Outcome outcome = good(clashing("drop"));

    assertThat(outcome.err()).contains("metrics.clicks is left out");
    assertThat(streamed().get(0)).doesNotContain("metrics.clicks").contains("metrics.conversions");
  }

  @Test
  void anyResourceIsAStreamIfItIsAskedFor() {
    ads.account(ONE)
        .add("ad_parameter", "ad_parameter.resource_name", "customers/1/adParameters/1");
    AdsRun run = run();
    ObjectNode stream = run.settings().putObject("streams").putObject("mine");
    stream.put("from", "ad_parameter").putArray("fields").add("ad_parameter.insertion_text");

    assertThat(good(run).records("mine")).hasSize(1);
  }

  @Test
  void whatOnlyGoogleKnowsOfIsThereWhenItIsAskedAndKeptForADay() throws java.io.IOException {
    AdsRun run = run();
    run.settings().put("live_fields", true);
    ObjectNode stream = run.settings().putObject("streams").putObject("mine");
    stream.put("preset", "campaign_hourly").putArray("fields").add("metrics.brand_new_metric");

    AdsRun.Outcome outcome = run.run("--discover");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.cli().out()).contains("brand_new_metric");
    assertThat(fieldRequests()).isEqualTo(1);
    assertThat(run.run("--discover").cli().out()).isEqualTo(outcome.cli().out());
    assertThat(fieldRequests()).as("kept").isEqualTo(1);
    try (var files = Files.list(folder.resolve("cache"))) {
      assertThat(files).hasSize(1);
    }
    Path kept = folder.resolve("cache").resolve("fields-v25.txt.gz");
    Files.setLastModifiedTime(
        kept,
        java.nio.file.attribute.FileTime.from(java.time.Instant.parse("2026-03-08T00:00:00Z")));
    AdsRun.Outcome ignored = run.run("--discover");
    assertThat(fieldRequests()).as("too old").isEqualTo(2);
  }

  @Test
  void allPresetsGoByWhatGoogleSaysGoesTogether() {
    AdsRun run = run();
    run.settings().put("live_fields", true).put("start_date", "2026-03-10");

    AdsRun.Outcome outcome = run.run();

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).doesNotContain("failed");
  }

  private long fieldRequests() {
    return ads.asked().stream().filter(one -> one.path().contains("googleAdsFields")).count();
  }

  @Test
  void withoutGooglesAnswerTheShippedFieldsCountAndItIsSaid() {
    for (int i = 0; i < 8; i++) {
      ads.failing(
          one -> one.path().contains("googleAdsFields"),
          io.tributary.tap.googleads.fake.Fault.plain(500));
    }
    AdsRun run = run();
    run.settings().put("live_fields", true);

    AdsRun.Outcome outcome = run.run("--streams", "campaigns");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("the fields are those that the tap was shipped with");
  }

  @Test
  void changesComeByTheirTimeAndTheNextRunGoesOn() {
    for (int i = 10; i < 60; i++) {
      ads.account(ONE)
          .add(
              "change_event",
              "change_event.resource_name",
              "customers/1/changeEvents/" + i,
              "change_event.change_date_time",
              "2026-03-09 10:" + i + ":00.000000");
    }
    AdsRun run = run();

    AdsRun.Outcome outcome = run.run("--streams", "change_events");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.records("change_events")).hasSize(50);
    assertThat(ads.asked("change_event").get(0).query())
        .contains("change_event.change_date_time >= '2026-02-09 00:00:00'")
        .endsWith("ORDER BY change_event.change_date_time ASC LIMIT 10000");
    JsonNode state = outcome.state();
    assertThat(state.at("/bookmarks/change_events/customers/1000000001/until").asText())
        .isEqualTo("2026-03-10 11:00:00");
    ads.forget();
    AdsRun.Outcome next = run.runFrom(state, "--streams", "change_events");
    assertThat(next.records("change_events")).isEmpty();
    assertThat(ads.asked("change_event").get(0).query()).contains(">= '2026-03-10 09:00:00'");
  }

  @Test
  void moreChangesThanGoogleGivesAtOnceAreAskedForFromTheLastOne() {
    for (int i = 0; i < 25_000; i++) {
      String time = "2026-03-09 %02d:%02d:%02d".formatted(i / 3_600, i / 60 % 60, i / 2 * 2 % 60);
      ads.account(ONE)
          .add(
              "change_status",
              "change_status.resource_name",
              "customers/1/changeStatus/" + i,
              "change_status.last_change_date_time",
              time);
    }

    AdsRun.Outcome outcome = run().run("--streams", "change_status");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.records("change_status"))
        .extracting(record -> record.path("resource_name").asText())
        .hasSize(25_000)
        .doesNotHaveDuplicates();
    assertThat(ads.asked("change_status")).hasSize(3);
  }

  @Test
  void tooManyChangesInOneMomentAreNotLeftOutInSilence() {
    for (int i = 0; i < 10_000; i++) {
      ads.account(ONE)
          .add(
              "change_status",
              "change_status.resource_name",
              "customers/1/changeStatus/" + i,
              "change_status.last_change_date_time",
              "2026-03-09 10:00:00");
    }

    AdsRun.Outcome outcome = run().run("--streams", "change_status");

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err()).contains("more than 10,000 changes at 2026-03-09 10:00:00");
  }
}
