package io.tributary.tap.googleads.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import io.tributary.tap.googleads.fake.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  private static final long TOP = 9_000_000_001L;
  private static final long BELOW = 9_000_000_002L;
  private static final long ONE = 1_000_000_001L;
  private static final long TWO = 1_000_000_002L;
  private static final long OWN = 1_000_000_006L;

  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    ads.close();
  }

  private void advertise(long... ids) {
    for (long id : ids) {
      ads.account(id)
          .add(
              "campaign",
              "campaign.resource_name",
              "customers/" + id + "/campaigns/1",
              "campaign.id",
              id * 10,
              "segments.date",
              "2026-03-09",
              "metrics.clicks",
              1L);
    }
  }

  private void tree() {
    ads.reaching(TOP, OWN);
    ads.account(TOP).managing(BELOW, ONE);
    ads.account(BELOW).managing(TWO, TOP); // a circle
    advertise(ONE, TWO, OWN);
  }

  private AdsRun run() {
    return new AdsRun(ads, folder);
  }

  private static List<Long> accounts(AdsRun.Outcome outcome) {
    return outcome.records("campaign_performance").stream()
        .map(record -> record.path("customer_id").longValue())
        .sorted()
        .toList();
  }

  private Map<Long, String> logins() {
    Map<Long, String> logins = new TreeMap<>();
    ads.asked("campaign").forEach(one -> logins.put(one.customer(), one.login()));
    return logins;
  }

  @Test
  void theWholeTreeIsReadHoweverDeepAndThroughTheRightManager() {
    tree();

    AdsRun.Outcome outcome = run().run("--streams", "campaign_performance");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(accounts(outcome)).containsExactly(ONE, TWO, OWN);
    assertThat(logins())
        .isEqualTo(Map.of(ONE, Long.toString(TOP), TWO, Long.toString(TOP), OWN, ""));
  }

  @Test
  void namedAccountsAreReadThroughTheManagerThatIsFound() {
    tree();
    AdsRun run = run();
    run.settings().putArray("customer_ids").add("100-000-0002").add(Long.toString(OWN));

    AdsRun.Outcome outcome = run.run("--streams", "campaign_performance");

    assertThat(accounts(outcome)).containsExactly(TWO, OWN);
    assertThat(logins()).containsEntry(TWO, Long.toString(TOP)).containsEntry(OWN, "");
  }

  @Test
  void aNamedManagerStandsForAllThatItManages() {
    tree();
    AdsRun run = run();
    run.settings().put("customer_ids", Long.toString(BELOW)).put("login_customer_id", TOP);

    AdsRun.Outcome outcome = run.run("--streams", "campaign_performance");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(accounts(outcome)).contains(TWO).doesNotContain(OWN);
    assertThat(ads.asked()).noneMatch(one -> one.path().contains("listAccessible"));
  }

  @Test
  void pairsOfOtherTapsAreTaken() {
    tree();
    AdsRun run = run();
    run.settings()
        .put(
            "login_customer_ids",
            "[{\"customerId\": \"" + TWO + "\", \"loginCustomerId\": \"" + TOP + "\"}]");

    AdsRun.Outcome outcome = run.run("--streams", "campaign_performance");

    assertThat(accounts(outcome)).containsExactly(TWO);
    assertThat(logins()).isEqualTo(Map.of(TWO, Long.toString(TOP)));
    assertThat(ads.asked()).noneMatch(one -> one.path().contains("listAccessible"));
  }

  @Test
  void cancelledAndHiddenAccountsAreLeftOutByName() {
    tree();
    ads.account(ONE).as("CANCELED");
    ads.account(TWO).hiding();

    AdsRun.Outcome outcome = run().run("--streams", "campaign_performance");

    assertThat(accounts(outcome)).containsExactly(OWN);
    assertThat(outcome.err())
        .contains("account 1000000001 is left out: it is CANCELED")
        .contains("account 1000000002 is left out: it is hidden");

    AdsRun run = run();
    run.settings().put("include_hidden", true).put("customer_status_filter", "ENABLED,CANCELED");
    assertThat(accounts(run.run("--streams", "campaign_performance")))
        .containsExactly(ONE, TWO, OWN);
  }

  @Test
  void anAccountThatCannotBeReadKeepsItsStateAndTheOthersGoOn() {
    tree();
    AdsRun run = run();
    JsonNode before = run.run("--streams", "campaign_performance").state();
    ads.failing(
        one -> one.query().endsWith("'2026-03-12'") && one.customer() == ONE,
        Fault.error(403, "authorizationError", "CUSTOMER_NOT_ENABLED"));

    AdsRun.Outcome later =
        run.at("2026-03-12T15:00:00Z").runFrom(before, "--streams", "campaign_performance");

    assertThat(later.exit()).as(later.err()).isZero();
    JsonNode customers = later.state().at("/bookmarks/campaign_performance/customers");
    assertThat(customers.path(Long.toString(ONE)).path("date").asText()).isEqualTo("2026-03-09");
    assertThat(customers.path(Long.toString(TWO)).path("date").asText()).isEqualTo("2026-03-11");
    assertThat(later.err()).contains("account 1000000001 is left out, its state stays");
  }

  @Test
  void anAccountThatIsGoneFromTheTreeKeepsItsState() {
    tree();
    AdsRun run = run();
    JsonNode before = run.run("--streams", "campaign_performance").state();
    ads.account(ONE).as("CANCELED");

    JsonNode later =
        run.at("2026-03-12T15:00:00Z").runFrom(before, "--streams", "campaign_performance").state();

    assertThat(later.at("/bookmarks/campaign_performance/customers/1000000001/date").asText())
        .isEqualTo("2026-03-09");
  }

  @Test
  void theRootThatCannotBeReadIsLeftOut() {
    tree();
    ads.account(OWN).refusing("CUSTOMER_NOT_ENABLED");

    AdsRun.Outcome outcome = run().run("--streams", "campaign_performance");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(accounts(outcome)).containsExactly(ONE, TWO);
  }

  @Test
  void aNamedAccountThatMayNotBeReadFails() {
    tree();
    ads.account(OWN).refusing("USER_PERMISSION_DENIED");
    AdsRun run = run();
    run.settings().put("customer_ids", Long.toString(OWN));

    AdsRun.Outcome outcome = run.run("--streams", "campaign_performance");

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err()).contains("set login_customer_id to the manager");
  }

  @Test
  void noAccountAtAllIsAFailure() {
    ads.reaching(ONE);
    ads.account(ONE).as("CANCELED");

    AdsRun.Outcome outcome = run().run("--streams", "campaign_performance");

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err()).contains("reach no account that is to be read");
  }

  @Test
  void streamsOfManagersAreReadOfThem() {
    tree();

    AdsRun.Outcome outcome = run().run("--streams", "customer_clients");

    assertThat(outcome.records("customer_clients"))
        .extracting(record -> record.path("customer_id").longValue())
        .contains(TOP, BELOW)
        .doesNotContain(ONE);
  }
}
