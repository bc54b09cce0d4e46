package io.tributary.tap.googleads.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import io.tributary.tap.googleads.fake.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the table of what Google Ads says when it says no. */
class RefusalsTest {
  private static final String STREAM = "campaign_performance";
  private static final long ONE = 1_000_000_001L;
  private static final long TWO = 1_000_000_002L;

  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @BeforeEach
  void twoAccounts() {
    ads.reaching(ONE, TWO);
    for (long id : List.of(ONE, TWO)) {
      for (int day = 1; day <= 9; day++) {
        ads.account(id)
            .add(
                "campaign",
                "campaign.resource_name",
                "customers/" + id + "/campaigns/1",
                "campaign.id",
                1L,
                "segments.date",
                "2026-03-0" + day,
                "metrics.clicks",
                1L);
      }
    }
  }

  @AfterEach
  void stop() {
    ads.close();
  }

  private AdsRun run() {
    AdsRun run = new AdsRun(ads, folder);
    run.settings().put("start_date", "2026-03-01");
    return run;
  }

  private void failing(Fault fault) {
    ads.failing(one -> one.query().contains("FROM campaign ") && one.customer() == ONE, fault);
  }

  private static long rows(AdsRun.Outcome outcome) {
    return outcome.records(STREAM).stream()
        .map(record -> record.path("_row_key").asText())
        .distinct()
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "500, internalError, INTERNAL_ERROR",
    "500, internalError, TRANSIENT_ERROR",
    "504, internalError, DEADLINE_EXCEEDED",
    "400, requestError, EXPIRED_PAGE_TOKEN",
    "429, quotaError, RESOURCE_TEMPORARILY_EXHAUSTED",
  })
  void whatPassesIsAskedAgain(int status, String kind, String code) {
    failing(Fault.error(status, kind, code));
    AdsRun run = run();

    AdsRun.Outcome outcome = run.run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(18);
    assertThat(run.pauses()).hasSize(1).allMatch(p -> p.compareTo(Duration.ofSeconds(5)) <= 0);
    assertThat(ads.asked("campaign")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "502", "503", "504"})
  void soIsWhatAProxySays(int status) {
    failing(Fault.plain(status));

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(18);
  }

  @Test
  void anAnswerThatBreaksOffIsReadAgainAndItsRowsAreTheSame() {
    failing(Fault.cut());

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(18);
  }

  @Test
  void anErrorAfterRowsIsAnError() {
    failing(Fault.error(500, "internalError", "INTERNAL_ERROR").after(3));

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(18);
    assertThat(outcome.records(STREAM)).hasSizeGreaterThan(18);
  }

  @Test
  void anErrorInAnArrayIsOneToo() {
    failing(Fault.error(403, "authorizationError", "CUSTOMER_NOT_ENABLED").inArray());

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(9);
  }

  @Test
  void whatBreaksTwiceIsReadInHalves() {
    failing(Fault.error(500, "internalError", "DEADLINE_EXCEEDED"));
    failing(Fault.error(500, "internalError", "DEADLINE_EXCEEDED"));

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(18);
    assertThat(ads.asked("campaign").stream().filter(one -> one.customer() == ONE))
        .extracting(one -> one.query().replaceFirst(".* WHERE ", ""))
        .containsExactly(
            "segments.date BETWEEN '2026-03-01' AND '2026-03-10'",
            "segments.date BETWEEN '2026-03-01' AND '2026-03-10'",
            "segments.date BETWEEN '2026-03-01' AND '2026-03-05'",
            "segments.date BETWEEN '2026-03-06' AND '2026-03-10'");
  }

  @Test
  void whatTakesTooMuchIsReadInHalvesAtOnce() {
    failing(Fault.error(429, "quotaError", "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION"));

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(18);
    assertThat(ads.asked("campaign").stream().filter(one -> one.customer() == ONE)).hasSize(3);
  }

  @Test
  void whatNeverPassesFailsTheAccountAndNotTheOthers() {
    for (int i = 0; i < 100; i++) {
      failing(Fault.error(500, "internalError", "INTERNAL_ERROR"));
    }
    AdsRun run = run();
    run.settings().put("max_attempts", 3);

    AdsRun.Outcome outcome = run.run("--streams", STREAM);

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err()).contains("account 1000000001: ").contains("INTERNAL_ERROR");
    assertThat(rows(outcome)).isEqualTo(9);
    JsonNode customers = outcome.state().at("/bookmarks/" + STREAM + "/customers");
    assertThat(customers.has(Long.toString(TWO))).isTrue();
    assertThat(customers.has(Long.toString(ONE))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "CUSTOMER_NOT_ENABLED", "CUSTOMER_NOT_FOUND",
    "ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT", "ACCESS_DENIED_FOR_ACCOUNT_TYPE",
    "USER_PERMISSION_DENIED",
  })
  void anAccountThatCannotBeReadIsLeftOut(String code) {
    failing(Fault.error(403, "authorizationError", code));

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(9);
    assertThat(outcome.err()).contains("account 1000000001 is left out").contains(code);
  }

  @Test
  void anAccountThatIsLeftOutDoesNotTakeTheRowsOfOthersForDeleted() {
    ads.account(TWO).add("label", "label.resource_name", "customers/2/labels/1");
    ads.failing(
        one -> one.query().contains("FROM label") && one.customer() == ONE,
        Fault.error(403, "authorizationError", "CUSTOMER_NOT_ENABLED"));
    AdsRun run = run();
    run.settings().put("emit_activate_version_messages", true);

    AdsRun.Outcome outcome = run.run("--streams", "labels");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.messages().get(outcome.messages().size() - 2).path("type").asText())
        .isNotEqualTo("ACTIVATE_VERSION");
    assertThat(outcome.err()).contains("account 1000000001 is left out");
  }

  @Test
  void aNamedAccountThatMayNotBeReadIsAFailure() {
    failing(Fault.error(403, "authorizationError", "USER_PERMISSION_DENIED"));
    AdsRun run = run();
    run.settings().putArray("customer_ids").add(ONE).add(TWO);

    AdsRun.Outcome outcome = run.run("--streams", STREAM);

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err()).contains("set login_customer_id to the manager");
    assertThat(rows(outcome)).isEqualTo(9);
  }

  @Test
  void managersAreLeftOutOfWhatHasMetrics() {
    failing(Fault.error(400, "queryError", "REQUESTED_METRICS_FOR_MANAGER"));

    assertThat(run().run("--streams", STREAM).exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authorizationError | CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION | apply for access",
        "authorizationError | DEVELOPER_TOKEN_NOT_APPROVED | developer_token is not taken",
        "authorizationError | DEVELOPER_TOKEN_OF_A_LATER_VERSION | developer_token is not taken",
        "authorizationError | PROJECT_DISABLED | is not enabled",
        "authorizationError | INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION"
            + " | login_customer_id is not a manager",
        "headerError | INVALID_LOGIN_CUSTOMER_ID | login_customer_id is not the id",
        "authenticationError | NOT_ADS_USER | does not let these credentials in",
        "requestError | UNSUPPORTED_VERSION | api_version is not had any more",
      })
  void whatIsWrongWithTheSettingsEndsTheRunAndSaysWhatToDo(
      String kind, String code, String advice) {
    failing(Fault.error(400, kind, code));

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err()).contains(advice).contains(code).contains("header-request-id");
  }

  @Test
  void metricsThatMayNotBeReadFailTheStream() {
    failing(Fault.error(403, "authorizationError", "METRIC_ACCESS_DENIED"));

    AdsRun.Outcome outcome = run().run("--streams", STREAM + ",labels");

    assertThat(outcome.exit()).isEqualTo(8);
    assertThat(outcome.err()).contains("may not read some of the metrics");
  }

  @Test
  void daysThatAreForgottenFailAndSayWhichSetting() {
    failing(Fault.error(400, "dateRangeError", "REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED"));

    assertThat(run().run("--streams", STREAM).err()).contains("set start_date later");
  }

  @Test
  void aFieldThatNobodyChoseIsStruckAndItsColumnIsEmpty() {
    failing(
        Fault.error(
            400,
            "queryError",
            "UNRECOGNIZED_FIELD",
            "Unrecognized field in the query: 'metrics.engagements'.",
            ""));

    AdsRun.Outcome outcome = run().run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(18);
    assertThat(outcome.err()).contains("does not take metrics.engagements, which is left out");
    assertThat(outcome.records(STREAM)).allMatch(record -> record.path("engagements").isNull());
  }

  @Test
  void aFieldThatAUserChoseIsAFailure() {
    failing(
        Fault.error(
            400,
            "queryError",
            "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
            "metrics.clicks is prohibited",
            ""));
    AdsRun run = run();
    run.settings()
        .putObject("streams")
        .putObject(STREAM)
        .putArray("fields")
        .add("campaign.id")
        .add("segments.date")
        .add("metrics.clicks");

    AdsRun.Outcome outcome = run.run("--streams", STREAM);

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err()).contains("metrics.clicks is prohibited");
  }

  @Test
  void aQuotaThatReturnsSoonIsWaitedFor() {
    failing(Fault.error(429, "quotaError", "RESOURCE_EXHAUSTED", "too many", "600s"));
    AdsRun run = run();

    AdsRun.Outcome outcome = run.run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(rows(outcome)).isEqualTo(18);
    assertThat(run.pauses()).containsExactly(Duration.ofMinutes(10));
  }

  @Test
  void aQuotaThatReturnsLateEndsTheRunWithItsStateAndCodeNine() {
    AdsRun run = run();
    run.settings().put("max_concurrency", 1).put("max_parallel_streams", 1);
    ads.failing(
        one -> one.query().contains("FROM campaign ") && one.customer() == TWO,
        Fault.error(429, "quotaError", "RESOURCE_EXHAUSTED", "too many", "40000s"));

    AdsRun.Outcome outcome = run.run("--streams", STREAM);

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(9);
    assertThat(outcome.err()).contains("returns in 40000 seconds").contains("run again later");
    assertThat(outcome.state().at("/bookmarks/" + STREAM + "/customers/" + ONE + "/date").asText())
        .isEqualTo("2026-03-09");
    assertThat(run.pauses()).isEmpty();
  }

  @Test
  void aQuotaThatIsUsedUpIsNotAskedForAgainByOtherStreams() {
    AdsRun run = run();
    run.settings().put("max_concurrency", 1).put("max_parallel_streams", 1);
    ads.failing("label", Fault.error(429, "quotaError", "RESOURCE_EXHAUSTED"));

    AdsRun.Outcome outcome = run.run("--streams", "labels,campaign_performance");

    assertThat(outcome.exit()).isEqualTo(9);
    assertThat(ads.asked("campaign")).isEmpty();
    assertThat(ads.asked().stream().filter(one -> one.query().contains("FROM ")).count())
        .as("the two accounts, and the one that was refused")
        .isLessThanOrEqualTo(4);
  }

  @Test
  void operationsAreCountedAndBounded() {
    AdsRun run = run();
    run.settings().put("max_operations", 4).put("max_concurrency", 1);

    AdsRun.Outcome outcome = run.run("--streams", STREAM);

    assertThat(outcome.exit()).isEqualTo(9);
    assertThat(outcome.err()).contains("this run has used the 4 operations of max_operations");
    assertThat(ads.asked()).hasSize(4);
  }
}
