package io.tributary.tap.googleads.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days are asked for, and how far the state says that they are read. */
class DaysReadTest {
  private static final String STREAM = "campaign_performance";
  private static final long TOKYO = 1_000_000_003L;

  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @BeforeEach
  void oneAccount() {
    ads.reaching(TOKYO);
    ads.account(TOKYO).with("JPY", "Asia/Tokyo");
  }

  @AfterEach
  void stop() {
    ads.close();
  }

  /** One query after the other, so that their order tells. */
  private AdsRun run(String now) {
    AdsRun run = new AdsRun(ads, folder).at(now);
    run.settings().put("max_concurrency", 1);
    return run;
  }

  private List<String> ranges(String from) {
    return ads.asked(from).stream()
        .filter(one -> one.path().endsWith("searchStream"))
        .map(one -> one.query().replaceFirst(".*segments\\.date (BETWEEN|=) ", ""))
        .map(range -> range.replace("'", "").replace(" AND ", " "))
        .toList();
  }

  private static String date(JsonNode state) {
    return state.at("/bookmarks/" + STREAM + "/customers/" + TOKYO + "/date").asText();
  }

  @ParameterizedTest
  @CsvSource({
    // Tokyo is nine hours ahead, and so a day ahead of New York for most of the time.
    "Asia/Tokyo, 2026-03-10T14:59:59Z, 2026-03-10, 2026-03-09",
    "Asia/Tokyo, 2026-03-10T15:00:00Z, 2026-03-11, 2026-03-10",
    "America/New_York, 2026-03-10T03:59:59Z, 2026-03-09, 2026-03-08",
    "America/New_York, 2026-03-10T04:00:00Z, 2026-03-10, 2026-03-09",
    // The night in which summer time begins, and the one in which it ends.
    "America/New_York, 2026-03-08T04:59:59Z, 2026-03-07, 2026-03-06",
    "America/New_York, 2026-03-08T05:00:00Z, 2026-03-08, 2026-03-07",
    "Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25, 2026-10-24",
    "Europe/Berlin, 2026-10-25T22:59:59Z, 2026-10-25, 2026-10-24",
    "Europe/Berlin, 2026-10-25T23:00:00Z, 2026-10-26, 2026-10-25",
    "Pacific/Kiritimati, 2026-03-10T10:00:00Z, 2026-03-11, 2026-03-10",
  })
  void todayIsWhatItIsWhereTheAccountIs(String zone, String now, String today, String bookmark) {
    ads.account(TOKYO).with("JPY", zone);
    AdsRun run = run(now);
    run.settings().put("start_date", today.substring(0, 8) + "01");

    JsonNode state = run.run("--streams", STREAM).state();

    assertThat(ranges("campaign")).last().asString().endsWith(today);
    assertThat(date(state)).isEqualTo(bookmark);
  }

  @Test
  void aMonthIsOneQueryAndALongTimeIsAMonthEach() {
    AdsRun run = run("2026-03-31T12:00:00Z");

    JsonNode ignored = run.run("--streams", STREAM).state();

    assertThat(ranges("campaign"))
        .containsExactly("2026-01-01 2026-01-30", "2026-01-31 2026-03-01", "2026-03-02 2026-03-31");
  }

  @Test
  void theLastThirtyDaysAreReadAgainByOneQuery() {
    JsonNode state = run("2026-03-31T12:00:00Z").run("--streams", STREAM).state();
    ads.forget();

    AdsRun.Outcome next = run("2026-04-01T12:00:00Z").runFrom(state, "--streams", STREAM);

    assertThat(date(state)).isEqualTo("2026-03-30");
    assertThat(ranges("campaign")).containsExactly("2026-03-01 2026-04-01");
    assertThat(date(next.state())).isEqualTo("2026-03-31");
  }

  @Test
  void nothingIsReadAgainBeforeTheStart() {
    AdsRun run = run("2026-01-10T12:00:00Z");
    JsonNode state = run.run("--streams", STREAM).state();
    ads.forget();

    AdsRun.Outcome ignored = run.runFrom(state, "--streams", STREAM);

    assertThat(ranges("campaign")).containsExactly("2026-01-01 2026-01-10");
  }

  @Test
  void autoReadsAsManyDaysAgainAsTheAccountsConversionsTake() {
    ads.account(TOKYO)
        .add(
            "conversion_action",
            "conversion_action.resource_name",
            "customers/3/conversionActions/1",
            "conversion_action.status",
            "ENABLED",
            "conversion_action.click_through_lookback_window_days",
            60L,
            "conversion_action.view_through_lookback_window_days",
            1L)
        .add(
            "conversion_action",
            "conversion_action.resource_name",
            "customers/3/conversionActions/2",
            "conversion_action.status",
            "REMOVED",
            "conversion_action.click_through_lookback_window_days",
            90L);
    AdsRun run = run("2026-06-30T12:00:00Z");
    run.settings().put("lookback_days", "auto").put("window_days", 1_000);
    JsonNode state = run.run("--streams", STREAM).state();
    ads.forget();

    AdsRun.Outcome ignored = run.runFrom(state, "--streams", STREAM + ",campaign_conversions");

    assertThat(ranges("campaign")).contains("2026-04-28 2026-06-30"); // 63 days before the 30th
    assertThat(ads.asked("conversion_action")).as("asked once for all streams").hasSize(1);
  }

  @Test
  void conversionsMayHaveDaysOfTheirOwn() {
    AdsRun run = run("2026-06-30T12:00:00Z");
    run.settings().put("conversions_lookback_days", 90).put("window_days", 1_000);
    JsonNode state = run.run("--streams", "campaign_conversions").state();
    ads.forget();

    AdsRun.Outcome ignored = run.runFrom(state, "--streams", "campaign_conversions");

    assertThat(ranges("campaign")).containsExactly("2026-04-01 2026-06-30");
  }

  @Test
  void whatGoogleHasForgottenIsNotAskedForAndSaidOnce() {
    AdsRun run = run("2026-03-10T12:00:00Z");
    run.settings().put("start_date", "2020-01-01").put("window_days", 1_000);
    ads.reaching(1_000_000_001L);

    AdsRun.Outcome outcome = run.run("--streams", STREAM + ",account_performance");

    assertThat(ranges("campaign")).first().asString().startsWith("2023-02-01 ");
    assertThat(outcome.err().lines().filter(line -> line.contains("for 37 months")))
        .singleElement()
        .asString()
        .contains("start_date is 2020-01-01")
        .contains("2023-02-01 is where reading begins");
  }

  @Test
  void todayIsLeftOutIfNobodyWantsIt() {
    AdsRun run = run("2026-03-10T12:00:00Z");
    run.settings().put("include_today", false);

    JsonNode state = run.run("--streams", STREAM).state();

    assertThat(ranges("campaign")).last().asString().endsWith("2026-03-09");
    assertThat(date(state)).isEqualTo("2026-03-09");
  }

  @Test
  void theEndIsTheLastDay() {
    AdsRun run = run("2026-03-10T12:00:00Z");
    run.settings().put("end_date", "2026-01-31");

    JsonNode state = run.run("--streams", STREAM).state();

    assertThat(ranges("campaign")).containsExactly("2026-01-01 2026-01-31");
    assertThat(date(state)).isEqualTo("2026-01-31");
  }

  @Test
  void clicksAreAskedForDayByDayOfTheNewestNinety() {
    AdsRun run = run("2026-03-10T12:00:00Z");
    run.settings().put("start_date", "2025-01-01");

    JsonNode state = run.run("--streams", "click_view").state();

    assertThat(ranges("click_view")).hasSize(90).allMatch(day -> day.length() == 10);
    assertThat(ranges("click_view")).first().isEqualTo("2025-12-11");
    assertThat(ranges("click_view")).last().isEqualTo("2026-03-10");
    ads.forget();
    AdsRun.Outcome ignored = run.runFrom(state, "--streams", "click_view");
    assertThat(ranges("click_view")).containsExactly("2026-03-09", "2026-03-10");
  }

  @Test
  void otherSegmentsAreReadFromTheStartAndSaidSo() {
    AdsRun run = run("2026-03-31T12:00:00Z");
    run.settings().put("window_days", 1_000);
    JsonNode state = run.run("--streams", STREAM).state();
    run.settings()
        .putObject("streams")
        .putObject(STREAM)
        .put("preset", STREAM)
        .putArray("fields")
        .add("segments.day_of_week");
    ads.forget();

    AdsRun.Outcome outcome = run.runFrom(state, "--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(ranges("campaign")).containsExactly("2026-01-01 2026-03-31");
    assertThat(outcome.err()).contains("its rows are of other segments");
    assertThat(outcome.state().at("/bookmarks/" + STREAM + "/segments").asText())
        .contains("segments.day_of_week");
  }

  @Test
  void aPlanSaysWhatTheRunWillCostAndWhatADayAllows() {
    ads.reaching(1_000_000_001L);
    AdsRun run = run("2026-03-31T12:00:00Z");
    run.settings().put("daily_operations", 2_880);

    AdsRun.Outcome outcome = run.run("--streams", STREAM + ",campaigns", "--plan");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.cli().out())
        .containsPattern("campaign_performance .*; 6 windows, about 6 requests")
        .containsPattern("campaigns .*; 2 windows, about 2 requests")
        .contains("In all about 8 requests")
        .contains("0.3 % of the 2,880 that a day allows");
    assertThat(ads.asked("campaign")).isEmpty();
  }

  @Test
  void aTrialAsksForOneRowAndWritesNoState() {
    ads.account(TOKYO)
        .add(
            "campaign",
            "campaign.resource_name",
            "customers/3/campaigns/1",
            "segments.date",
            "2026-03-30",
            "metrics.clicks",
            1L);

    AdsRun.Outcome outcome = run("2026-03-31T12:00:00Z").run("--streams", STREAM, "--test");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.records(STREAM)).hasSize(1);
    assertThat(ads.asked("campaign"))
        .singleElement()
        .satisfies(one -> assertThat(one.query()).endsWith(" LIMIT 1"));
    assertThat(outcome.err()).contains("can be read");
  }
}
