package io.tributary.tap.stripe.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.Request;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.tap.stripe.fake.Scopes;
import io.tributary.tap.stripe.fake.Seen;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DatedReadTest {
  private static final String CHARGES = "/v1/charges";
  private static final Instant NOW = FakeStripe.EPOCH.plus(Duration.ofDays(100));
  private static final JsonSchema SCHEMA =
      JsonSchema.object()
          .property("id", LogicalType.STRING)
          .property("created", LogicalType.TIMESTAMP)
          .property("customer", LogicalType.STRING)
          .property("invoice", LogicalType.STRING);

  private final FakeStripe stripe = new FakeStripe();
  private final Seen seen = new Seen();

  DatedReadTest() {
    stripe.set(NOW);
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  private static Scope scope(Optional<Instant> start) {
    return Scopes.of(new Scope.Dates(start, false, Optional.empty()), Scope.Following.EVENTS);
  }

  private void read(Resource resource, Scope scope, Optional<JsonNode> bookmark) throws Exception {
    read(resource, scope, new ReadRequest(bookmark, Set.of(), Long.MAX_VALUE));
  }

  private void read(Resource resource, Scope scope, ReadRequest request) throws Exception {
    Accounts accounts = new Accounts(stripe.api(10), scope, Accounts.Choice.OWN);
    ListSource.dated(accounts, resource, scope, RecordShape.of(SCHEMA)).read(request, seen);
  }

  private void read() throws Exception {
    read(Resource.transactions(CHARGES), scope(Optional.empty()), Optional.empty());
  }

  private static Instant day(int day) {
    return FakeStripe.EPOCH.plus(Duration.ofDays(day));
  }

  private static JsonNode position(String from, String until) throws Exception {
    return Json.MAPPER.readTree(
        ("{'api_version':'2026-10-28.endive','accounts':{'own':{'created_from':'"
                + from
                + "','created_until':'"
                + until
                + "'}}}")
            .replace('\'', '"'));
  }

  @Test
  void readsWhatFitsAPageWithOneRequest() throws Exception {
    stripe.add(CHARGES, "ch_1", day(1));
    stripe.add(CHARGES, "ch_2", day(99));

    read();

    assertThat(seen.ids()).containsExactlyInAnyOrder("ch_1", "ch_2");
    assertThat(seen.records().get(1).get("created").asText()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(stripe.requests()).containsExactly("/v1/charges?limit=10");
    assertThat(seen.positions())
        .containsExactly(position("1970-01-01T00:00:00Z", "2026-04-10T23:58:00Z"));
  }

  @Test
  void remembersThatThereIsNothing() throws Exception {
    read();

    assertThat(seen.records()).isEmpty();
    assertThat(seen.positions()).hasSize(1);
  }

  @Test
  void readsWindowsOldestFirstAndMovesOnWithEach() throws Exception {
    for (int i = 0; i < 100; i++) {
      stripe.add(CHARGES, "ch_" + i, day(i));
    }
    Scope three = scope(Optional.empty());
    Scope one =
        new Scope(
            three.version(),
            three.dates(),
            three.following(),
            three.timing(),
            new RateLimit.Rates(100, 25, 1));

    read(Resource.transactions(CHARGES), one, Optional.empty());

    assertThat(seen.ids()).hasSize(100).doesNotHaveDuplicates();
    assertThat(seen.positions())
        .hasSizeGreaterThan(3)
        .isSortedAccordingTo(
            java.util.Comparator.comparing(p -> p.at("/accounts/own/created_until").asText()))
        .allSatisfy(
            p ->
                assertThat(p.at("/accounts/own/created_from").asText())
                    .isEqualTo("1970-01-01T00:00:00Z"));
    assertThat(seen.last().at("/accounts/own/created_until").asText())
        .isEqualTo("2026-04-10T23:58:00Z");
  }

  @Test
  void goesByStripesClockAndLeavesOutWhatMayNotBeWholeYet() throws Exception {
    stripe.add(CHARGES, "ch_old", NOW.minusSeconds(121));
    stripe.add(CHARGES, "ch_new", NOW.minusSeconds(119));

    read();

    assertThat(seen.ids()).containsExactly("ch_old");
  }

  @Test
  void beginsALittleBeforeWhereTheLastRunEnded() throws Exception {
    stripe.add(CHARGES, "ch_before", day(50).minus(Duration.ofMinutes(61)));
    stripe.add(CHARGES, "ch_late", day(50).minus(Duration.ofMinutes(59)));
    stripe.add(CHARGES, "ch_new", day(60));

    read(
        Resource.transactions(CHARGES),
        scope(Optional.empty()),
        Optional.of(position("1970-01-01T00:00:00Z", day(50).toString())));

    assertThat(seen.ids()).containsExactlyInAnyOrder("ch_late", "ch_new");
  }

  @Test
  void readsAgainForLongerWhatChangesWithoutAWord() throws Exception {
    stripe.add("/v1/balance_transactions", "txn_pending", day(42));

    read(
        Resource.transactions("/v1/balance_transactions")
            .changing(Resource.Changes.NONE.silentlyFor(Duration.ofDays(10))),
        scope(Optional.empty()),
        Optional.of(position("1970-01-01T00:00:00Z", day(50).toString())));

    assertThat(seen.ids()).containsExactly("txn_pending");
  }

  @Test
  void neverMovesBackwardsWhileItReadsAgain() throws Exception {
    for (int i = 0; i < 30; i++) {
      stripe.add(CHARGES, "ch_" + i, NOW.minus(Duration.ofDays(1)).plusSeconds(i));
    }
    JsonNode before = position("1970-01-01T00:00:00Z", NOW.minusSeconds(120).toString());

    read(
        Resource.transactions(CHARGES)
            .changing(Resource.Changes.NONE.silentlyFor(Duration.ofDays(50))),
        scope(Optional.empty()),
        Optional.of(before));

    assertThat(seen.positions()).isNotEmpty().allSatisfy(p -> assertThat(p).isEqualTo(before));
  }

  @Test
  void startDateCountsForTransactionsOnly() throws Exception {
    stripe.add(CHARGES, "ch_old", day(1));
    stripe.add(CHARGES, "ch_new", day(20));
    stripe.add("/v1/customers", "cus_old", day(1));
    Scope scope = scope(Optional.of(day(10)));

    read(Resource.transactions(CHARGES), scope, Optional.empty());
    read(Resource.catalogue("/v1/customers"), scope, Optional.empty());

    assertThat(seen.ids()).containsExactly("ch_new", "cus_old");
  }

  @Test
  void leavesOutWhatWasCreatedFromTheEndDateOn() throws Exception {
    for (int i = 0; i < 40; i++) {
      stripe.add(CHARGES, "ch_" + i, day(i));
    }
    Scope.Dates dates = new Scope.Dates(Optional.empty(), false, Optional.of(day(20)));
    read(
        Resource.transactions(CHARGES), Scopes.of(dates, Scope.Following.EVENTS), Optional.empty());

    assertThat(seen.ids()).hasSize(20).contains("ch_19").doesNotContain("ch_20");
    assertThat(seen.last().at("/accounts/own/created_until").asText())
        .isEqualTo(day(20).toString());

    seen.records().clear();
    read(Resource.transactions(CHARGES), scope(Optional.empty()), Optional.of(seen.last()));
    assertThat(seen.ids()).hasSize(20).contains("ch_20", "ch_39");
  }

  @Test
  void aWindowThatHoldsTooMuchIsCutAgain() throws Exception {
    for (int i = 0; i < 1_500; i++) {
      stripe.add(CHARGES, "ch_" + i, day(5).plusSeconds(i * 7L / 2));
    }
    for (int i = 0; i < 20; i++) {
      stripe.add(CHARGES, "ch_late_" + i, day(6 + i));
    }

    read();

    assertThat(Set.copyOf(seen.ids())).hasSize(1_520);
    assertThat(seen.ids()).hasSizeLessThan(1_560);
    assertThat(stripe.requests())
        .filteredOn(request -> request.contains("starting_after"))
        .hasSizeLessThan(155);
  }

  @Test
  void anEarlierStartDateBeginsAnew() throws Exception {
    stripe.add(CHARGES, "ch_old", day(1));

    read(
        Resource.transactions(CHARGES),
        scope(Optional.of(day(0))),
        Optional.of(position(day(10).toString(), day(50).toString())));

    assertThat(seen.ids()).containsExactly("ch_old");
    assertThat(seen.last().at("/accounts/own/created_from").asText()).isEqualTo(day(0).toString());
  }

  @Test
  void aLaterStartDateKeepsWhatHasBeenRead() throws Exception {
    stripe.add(CHARGES, "ch_1", day(45));
    stripe.add(CHARGES, "ch_2", day(55));

    read(
        Resource.transactions(CHARGES),
        scope(Optional.of(day(40))),
        Optional.of(position(day(10).toString(), day(50).toString())));

    assertThat(seen.ids()).containsExactly("ch_2");
  }

  @Test
  void beginsAWindowAgainWhenItsCursorIsDeleted() throws Exception {
    for (int i = 0; i < 30; i++) {
      stripe.add(CHARGES, "ch_" + i, day(99).plusSeconds(i));
    }
    stripe.before(2, () -> stripe.remove(CHARGES, "ch_20"));

    read(Resource.transactions(CHARGES), scope(Optional.of(day(98))), Optional.empty());

    assertThat(seen.ids()).hasSizeGreaterThan(30); // the first page came twice
    assertThat(Set.copyOf(seen.ids())).hasSize(30);
    assertThat(seen.positions()).isNotEmpty();
  }

  @Test
  void failsWhenTheCursorIsLostAgain() {
    for (int i = 0; i < 30; i++) {
      stripe.add(CHARGES, "ch_" + i, day(99).plusSeconds(i));
    }
    stripe.before(2, () -> stripe.remove(CHARGES, "ch_20"));
    stripe.before(4, () -> stripe.remove(CHARGES, "ch_19"));

    assertThatThrownBy(
            () ->
                read(Resource.transactions(CHARGES), scope(Optional.of(day(98))), Optional.empty()))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageContaining("No such object");
    assertThat(seen.positions()).isEmpty();
  }

  @Test
  void followsAListThatIsLongerThanItsParentShows() throws Exception {
    stripe.addInvoice("in_few", day(1), 3);
    stripe.addInvoice("in_many", day(2), 37);
    Resource lines =
        Resource.transactions("/v1/invoices")
            .children("lines", "invoice", id -> Request.get("/v1/invoices", id, "lines"));

    read(lines, scope(Optional.empty()), Optional.empty());

    assertThat(seen.ids()).hasSize(40).doesNotHaveDuplicates();
    assertThat(seen.records())
        .filteredOn(line -> line.get("invoice").asText().equals("in_many"))
        .hasSize(37);
    assertThat(stripe.requests())
        .hasSize(4)
        .contains("/v1/invoices/in_many/lines?starting_after=il_in_many_9&limit=10");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404})
  void goesOnInsideAnObjectWhenWhatItShouldGoOnAfterIsGone(int status) throws Exception {
    stripe.addInvoice("in_many", day(1), 37);
    stripe.refuseLostCursorsWith(status);
    stripe.before(1, () -> stripe.remove("/v1/invoices/in_many/lines", "il_in_many_9"));
    Resource lines =
        Resource.transactions("/v1/invoices")
            .children("lines", "invoice", id -> Request.get("/v1/invoices", id, "lines"));

    read(lines, scope(Optional.empty()), Optional.empty());

    assertThat(Set.copyOf(seen.ids())).hasSize(37).contains("il_in_many_36");
  }

  @Test
  void aParentThatIsGoneDoesNotStopTheOthers() throws Exception {
    stripe.addInvoice("in_gone", day(2), 20);
    stripe.addInvoice("in_there", day(1), 2);
    stripe.before(1, () -> stripe.removeList("/v1/invoices/in_gone/lines"));
    Resource lines =
        Resource.transactions("/v1/invoices")
            .children("lines", "invoice", id -> Request.get("/v1/invoices", id, "lines"));

    read(lines, scope(Optional.empty()), Optional.empty());

    assertThat(seen.ids()).hasSize(12).contains("il_in_there_1");
    assertThat(seen.positions()).hasSize(1);
  }

  @Test
  void stopsWhenItHasEnough() throws Exception {
    for (int i = 0; i < 100; i++) {
      stripe.add(CHARGES, "ch_" + i, day(i));
    }

    read(
        Resource.transactions(CHARGES),
        scope(Optional.empty()),
        new ReadRequest(Optional.empty(), Set.of(), 1));

    assertThat(seen.ids()).containsExactly("ch_99");
    assertThat(stripe.requests()).containsExactly("/v1/charges?limit=1");
    assertThat(seen.positions()).isEmpty();
  }

  @Test
  void doesNotAskForTheYearsBeforeThereWasAnything() throws Exception {
    for (int i = 0; i < 50; i++) {
      stripe.add(CHARGES, "ch_" + i, day(90).plusSeconds(3_600L * i));
    }

    read();

    assertThat(seen.ids()).hasSize(50).doesNotHaveDuplicates();
    assertThat(stripe.requests()).hasSizeLessThan(30);
  }

  @Test
  void keepsWhatTheStateHoldsOfOtherAccounts() throws Exception {
    ObjectNode before = (ObjectNode) position("1970-01-01T00:00:00Z", day(50).toString());
    before.withObject("/accounts/acct_1").put("created_until", "2026-01-01T00:00:00Z");
    before.withObject("/accounts/own").put("events_until", "2026-01-01T00:00:00Z");

    read(Resource.transactions(CHARGES), scope(Optional.empty()), Optional.of(before));

    assertThat(seen.last().at("/accounts/acct_1")).isEqualTo(before.at("/accounts/acct_1"));
    assertThat(seen.last().at("/accounts/own/events_until").asText())
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void refusesAStateThatItDidNotWrite() {
    assertThatThrownBy(
            () ->
                read(
                    Resource.transactions(CHARGES),
                    scope(Optional.empty()),
                    Optional.of(Json.MAPPER.readTree("[1]"))))
        .isInstanceOf(SingerException.Config.class);
    assertThatThrownBy(
            () ->
                read(
                    Resource.transactions(CHARGES),
                    scope(Optional.empty()),
                    Optional.of(position("yesterday", "today"))))
        .isInstanceOf(SingerException.Config.class);
  }

  private static final Resource CUSTOMERS =
      Resource.catalogue("/v1/customers")
          .changing(Resource.Changes.of("customer", "customer.updated", "customer.deleted"));

  @Test
  void readsAgainWhatChangedAfterItWasRead() throws Exception {
    stripe.add("/v1/customers", "cus_1", day(1)).put("object", "customer");
    stripe.add("/v1/customers", "cus_2", day(2)).put("object", "customer");
    read(CUSTOMERS, scope(Optional.empty()), Optional.empty());
    JsonNode first = seen.last();
    seen.records().clear();
    stripe.set(NOW.plus(Duration.ofDays(1)));
    stripe.change("/v1/customers", "cus_2", "customer.updated", stripe.now().minusSeconds(3_600));

    read(CUSTOMERS, scope(Optional.empty()), Optional.of(first));

    assertThat(seen.records()).hasSize(1);
    assertThat(seen.records().get(0).get("revision").asInt()).isEqualTo(1);
    assertThat(seen.last().at("/accounts/own/events_until").asText())
        .isEqualTo(stripe.now().minusSeconds(120).toString());
    assertThat(stripe.requests())
        .contains(
            "/v1/events?types[]=customer.updated&types[]=customer.deleted&created[gte]=1775861880"
                + "&limit=10");
  }

  @Test
  void marksWhatWasDeleted() throws Exception {
    stripe.add("/v1/customers", "cus_1", day(1)).put("object", "customer");
    read(CUSTOMERS, scope(Optional.empty()), Optional.empty());
    seen.records().clear();
    stripe.set(NOW.plus(Duration.ofDays(1)));
    stripe.change("/v1/customers", "cus_1", "customer.deleted", stripe.now().minusSeconds(600));

    read(CUSTOMERS, scope(Optional.empty()), Optional.of(seen.last()));

    assertThat(seen.ids()).containsExactly("cus_1");
    assertThat(seen.records().get(0).get("is_deleted").asBoolean()).isTrue();
    assertThat(seen.records().get(0).get("deleted_at").asLong())
        .isEqualTo(stripe.now().minusSeconds(600).getEpochSecond());
  }

  @Test
  void anEventOfAnotherObjectNamesTheOneThatChanged() throws Exception {
    Resource charges =
        Resource.transactions(CHARGES).changing(Resource.Changes.of("charge", "refund.created"));
    stripe.add(CHARGES, "ch_1", day(1)).put("object", "charge");
    read(charges, scope(Optional.empty()), Optional.empty());
    seen.records().clear();
    stripe.set(NOW.plus(Duration.ofDays(1)));
    ObjectNode refund = Json.MAPPER.createObjectNode().put("object", "refund").put("id", "re_1");
    stripe.event("refund.created", refund.put("charge", "ch_1"), NOW.plusSeconds(9));

    read(charges, scope(Optional.empty()), Optional.of(seen.last()));

    assertThat(seen.ids()).containsExactly("ch_1");
  }

  @Test
  void readsEverythingAgainWhenStripeHasForgottenWhatChanged() throws Exception {
    stripe.add("/v1/customers", "cus_1", day(1)).put("object", "customer");
    read(CUSTOMERS, scope(Optional.empty()), Optional.empty());
    seen.records().clear();
    stripe.set(NOW.plus(Duration.ofDays(31)));

    read(CUSTOMERS, scope(Optional.empty()), Optional.of(seen.last()));

    assertThat(seen.ids()).containsExactly("cus_1");
    assertThat(seen.last().at("/accounts/own/events_until").asText())
        .isEqualTo(stripe.now().minusSeconds(120).toString());
  }

  @Test
  void readsNoEventsInAFirstRunOrWhenToldNotTo() throws Exception {
    read(CUSTOMERS, scope(Optional.empty()), Optional.empty());
    assertThat(stripe.requests())
        .filteredOn(request -> request.contains("events"))
        .containsExactly("/v1/events?limit=1"); // whether it may be asked at all

    stripe.forgetRequests();
    read(CUSTOMERS, Scopes.of(Scope.Dates.ALL, Scope.Following.NOTHING), Optional.of(seen.last()));
    assertThat(stripe.requests()).noneMatch(request -> request.contains("events"));
  }
}
