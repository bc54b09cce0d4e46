package io.tributary.tap.stripe.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Request;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.api.Window;
import io.tributary.tap.stripe.change.EventJournal;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.tap.stripe.fake.Scopes;
import io.tributary.tap.stripe.fake.Seen;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Hydrate;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has changed since the last run, of several lists at once. */
@Timeout(60)
class ChangesTest {
  private static final String VERSION = "2026-10-28.endive";
  private static final Instant FIRST = FakeStripe.EPOCH.plus(Duration.ofDays(100));

  private final FakeStripe stripe = new FakeStripe();
  private final Map<Resource, JsonNode> states = new LinkedHashMap<>();
  private Seen seen = new Seen();

  ChangesTest() {
    stripe.set(FIRST);
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  private static Resource list(String object) {
    return Resource.catalogue("/v1/" + object + "s")
        .changing(
            Resource.Changes.of(object, object + ".updated", object + ".deleted", "paint.dried"));
  }

  private static final Resource CUSTOMERS = list("customer");

  private static final Resource ITEMS =
      Resource.catalogue("/v1/subscriptions")
          .changing(
              Resource.Changes.of(
                  "subscription", "customer.subscription.updated", "subscription.deleted"))
          .children(
              "items",
              "subscription",
              id -> Request.get("/v1/subscription_items").with("subscription", id));

  private static final Resource MOVEMENTS =
      Resource.transactions("/v1/balance_transactions")
          .changing(Resource.Changes.NONE.silentlyFor(Duration.ofDays(10)));

  private static Scope scope(Scope.Following following) {
    return Scopes.of(Scope.Dates.ALL, following);
  }

  private static Scope hydrating(Hydrate how) {
    return scope(new Scope.Following(true, how, Duration.ZERO, Duration.ZERO));
  }

  /** One run over some lists, as a tap's runner would make it. */
  private void run(Scope scope, Resource... resources) throws Exception {
    seen = new Seen();
    stripe.forgetRequests();
    Accounts accounts = new Accounts(stripe.api(10), scope, Accounts.Choice.OWN);
    List<ListSource> sources = new ArrayList<>();
    for (Resource resource : resources) {
      sources.add(ListSource.dated(accounts, resource, scope, RecordShape.of(JsonSchema.object())));
      sources.get(sources.size() - 1).prepare(request(resource));
    }
    for (int i = 0; i < resources.length; i++) {
      sources.get(i).read(request(resources[i]), seen);
      states.put(resources[i], seen.last());
    }
  }

  private ReadRequest request(Resource resource) {
    return new ReadRequest(Optional.ofNullable(states.get(resource)), Set.of(), Long.MAX_VALUE);
  }

  private void later(Duration time) {
    stripe.set(stripe.now().plus(time));
  }

  private List<String> asked(String part) {
    return stripe.requests().stream().filter(request -> request.contains(part)).toList();
  }

  private void customer(String id) {
    stripe.add("/v1/customers", id, FakeStripe.EPOCH).put("object", "customer");
  }

  @Test
  void oneReadingOfTheEventsServesManyLists() throws Exception {
    Resource[] lists =
        Stream.of("customer", "product", "price", "coupon", "plan", "payout")
            .map(ChangesTest::list)
            .toArray(Resource[]::new);
    for (Resource list : lists) {
      String object = list.changes().object();
      stripe.add(list.path(), object + "_1", FakeStripe.EPOCH).put("object", object);
    }
    run(scope(Scope.Following.EVENTS), lists);
    later(Duration.ofDays(1));
    for (Resource list : lists) {
      String object = list.changes().object();
      stripe.change(list.path(), object + "_1", object + ".updated", FIRST.plusSeconds(60));
    }

    run(scope(Scope.Following.EVENTS), lists);

    assertThat(seen.ids()).hasSize(6);
    assertThat(asked("/v1/events")).hasSize(1).noneMatch(request -> request.contains("types"));
  }

  /** What is loaded may be there for good although its own stream came to no state that counts. */
  @Test
  void whatAFirstRunLeftThereThatWasCutShortIsMarkedWhenItIsDeleted() throws Exception {
    customer("customer_1");
    customer("customer_2");
    run(scope(Scope.Following.EVENTS), CUSTOMERS);
    states.put(CUSTOMERS, seen.positions().get(0));
    later(Duration.ofDays(1));
    stripe.change("/v1/customers", "customer_1", "customer.deleted", FIRST.plusSeconds(60));

    run(scope(Scope.Following.EVENTS), CUSTOMERS);

    assertThat(seen.ids()).containsExactlyInAnyOrder("customer_1", "customer_2");
    assertThat(seen.record("customer_1").path("is_deleted").asBoolean()).isTrue();
  }

  @Test
  void fewListsAskForTheirTypesTwentyAtATime() throws Exception {
    String[] types = new String[45];
    for (int i = 0; i < types.length; i++) {
      types[i] = "customer.changed_" + i;
    }
    Resource customers =
        Resource.catalogue("/v1/customers").changing(Resource.Changes.of("customer", types));
    customer("cus_1");
    run(scope(Scope.Following.EVENTS), customers);
    later(Duration.ofDays(1));
    stripe.change("/v1/customers", "cus_1", "customer.changed_44", FIRST.plusSeconds(60));

    run(scope(Scope.Following.EVENTS), customers);

    assertThat(seen.ids()).containsExactly("cus_1");
    assertThat(asked("/v1/events"))
        .hasSize(3)
        .allSatisfy(request -> assertThat(request.split("types\\[\\]", -1).length).isLessThan(22));
  }

  @Test
  void aListThatWasReadLongAgoHasOlderEventsReadForItself() throws Exception {
    customer("cus_1");
    stripe.add("/v1/products", "prod_1", FakeStripe.EPOCH).put("object", "product");
    run(scope(Scope.Following.EVENTS), list("product"));
    later(Duration.ofDays(10));
    stripe.change("/v1/products", "prod_1", "product.updated", FIRST.plusSeconds(60));
    run(scope(Scope.Following.EVENTS), CUSTOMERS);
    later(Duration.ofDays(1));
    stripe.change("/v1/customers", "cus_1", "customer.updated", stripe.now().minusSeconds(900));

    run(scope(Scope.Following.EVENTS), CUSTOMERS, list("product"));

    assertThat(seen.ids()).containsExactly("cus_1", "prod_1");
    assertThat(asked("/v1/events")).hasSize(2);
    assertThat(asked("/v1/events").get(1)).contains("product.updated").doesNotContain("customer");
  }

  @Test
  void readsNoEventsForAListThatBeginsAnewAnyway() throws Exception {
    customer("cus_1");
    stripe.add("/v1/products", "prod_1", FakeStripe.EPOCH).put("object", "product");
    run(scope(Scope.Following.EVENTS), list("product"));
    later(Duration.ofDays(40));
    run(scope(Scope.Following.EVENTS), CUSTOMERS);
    later(Duration.ofDays(1));

    run(scope(Scope.Following.EVENTS), CUSTOMERS, list("product"));

    assertThat(seen.ids()).containsExactly("prod_1");
    assertThat(asked("/v1/events?types")).hasSize(1);
  }

  @Test
  void aListThatNobodyExpectedIsReadAllTheSame() throws Exception {
    customer("cus_1");
    run(scope(Scope.Following.EVENTS), CUSTOMERS);
    later(Duration.ofDays(1));
    stripe.change("/v1/customers", "cus_1", "customer.updated", FIRST.plusSeconds(60));
    Scope scope = scope(Scope.Following.EVENTS);
    Seen alone = new Seen();

    ListSource.dated(
            new Accounts(stripe.api(10), scope, Accounts.Choice.OWN),
            CUSTOMERS,
            scope,
            RecordShape.of(JsonSchema.object()))
        .read(request(CUSTOMERS), alone);

    assertThat(alone.ids()).containsExactly("cus_1");
  }

  @Test
  void whatIsRefusedToOneListIsNotAskedAgain() throws Exception {
    customer("cus_1");
    run(scope(Scope.Following.EVENTS), CUSTOMERS);
    stripe.forbid("/v1/events", "rak_event_read");
    later(Duration.ofDays(1));
    stripe.forgetRequests();
    Scope scope = scope(Scope.Following.EVENTS);
    Accounts accounts = new Accounts(stripe.api(10), scope, Accounts.Choice.OWN);
    ListSource source =
        ListSource.dated(accounts, CUSTOMERS, scope, RecordShape.of(JsonSchema.object()));

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> source.read(request(CUSTOMERS), new Seen()))
          .isInstanceOf(SingerException.Source.class)
          .hasMessageStartingWith("the key lacks the permission rak_event_read");
    }
    assertThat(asked("/v1/events")).hasSize(1);
  }

  @Test
  void aFirstRunFailsBeforeItReadsIfEventsMayNotBeRead() {
    customer("cus_1");
    stripe.forbid("/v1/events", "rak_event_read");

    assertThatThrownBy(() -> run(scope(Scope.Following.EVENTS), CUSTOMERS))
        .hasMessageStartingWith("the key lacks the permission rak_event_read");
    assertThat(seen.records()).isEmpty();
  }

  @Test
  void manyChangesAreTheSameOnDisk() throws Exception {
    for (int i = 0; i < 300; i++) {
      customer("cus_" + i);
    }
    run(scope(Scope.Following.EVENTS), CUSTOMERS);
    JsonNode before = seen.last();
    later(Duration.ofDays(1));
    for (int i = 0; i < 300; i++) {
      String type = i % 7 == 0 ? "customer.deleted" : "customer.updated";
      stripe.change("/v1/customers", "cus_" + i, type, FIRST.plusSeconds(i));
      stripe.event(
          "paint.dried",
          Json.MAPPER.createObjectNode().put("object", "paint").put("customer", "cus_" + i),
          FIRST.plusSeconds(1_000 + i));
    }
    Scope scope = scope(Scope.Following.EVENTS);
    Instant since = Instant.parse(before.at("/accounts/own/events_until").asText());
    List<Map<String, ObjectNode>> outcomes = new ArrayList<>();

    for (int inMemory : new int[] {1_000, 20}) {
      EventJournal journal = new EventJournal(stripe.api(50), scope, List::of, inMemory);
      Seen out = new Seen();
      ObjectSink sink =
          new ObjectSink(stripe.api(50), CUSTOMERS, RecordShape.of(JsonSchema.object()), out);
      new ChangeFeed(stripe.api(50), CUSTOMERS, scope, sink)
          .read(journal.since(CUSTOMERS, since), new Window(0, FIRST.getEpochSecond()));
      Map<String, ObjectNode> byId = new java.util.TreeMap<>();
      out.records().forEach(record -> byId.put(record.get("id").asText(), record));
      assertThat(out.records()).hasSize(300);
      outcomes.add(byId);
    }

    assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
    assertThat(outcomes.get(0).values().stream().filter(r -> r.has("is_deleted"))).hasSize(43);
  }

  @Test
  void takesAnObjectFromItsEventWhereThatShowsItAsItWouldCome() throws Exception {
    customer("cus_1");
    customer("cus_2");
    run(hydrating(Hydrate.AUTO), CUSTOMERS);
    later(Duration.ofDays(1));
    stripe.change("/v1/customers", "cus_1", "customer.updated", FIRST.plusSeconds(60));
    stripe.showEventsAs("2026-09-30.endive");
    stripe.change("/v1/customers", "cus_2", "customer.updated", FIRST.plusSeconds(70));

    run(hydrating(Hydrate.AUTO), CUSTOMERS);

    assertThat(seen.ids()).containsExactlyInAnyOrder("cus_1", "cus_2");
    assertThat(asked("/v1/customers/")).containsExactly("/v1/customers/cus_1");
    assertThat(seen.record("cus_2").get("revision").asInt()).isEqualTo(1);
    assertThat(seen.record("cus_2").get("updated").asLong())
        .isEqualTo(FIRST.plusSeconds(70).getEpochSecond());
    assertThat(seen.record("cus_2").get("updated_by_event_type").asText())
        .isEqualTo("customer.updated");
  }

  @Test
  void alwaysAsksOrNeverWhenToldSo() throws Exception {
    customer("cus_1");
    customer("cus_2");
    run(hydrating(Hydrate.ALWAYS), CUSTOMERS);
    later(Duration.ofDays(1));
    stripe.showEventsAs(VERSION);
    stripe.change("/v1/customers", "cus_1", "customer.updated", FIRST.plusSeconds(60));
    stripe.event(
        "paint.dried",
        Json.MAPPER.createObjectNode().put("object", "paint").put("customer", "cus_2"),
        FIRST.plusSeconds(61));
    JsonNode before = states.get(CUSTOMERS);

    run(hydrating(Hydrate.ALWAYS), CUSTOMERS);
    assertThat(asked("/v1/customers/")).hasSize(2);

    states.put(CUSTOMERS, before);
    run(hydrating(Hydrate.NEVER), CUSTOMERS);
    assertThat(asked("/v1/customers/")).isEmpty();
    assertThat(seen.ids()).containsExactly("cus_1");
  }

  @Test
  void asksWhenTwoEventsOfOneSecondHaveNoOrder() throws Exception {
    customer("cus_1");
    run(hydrating(Hydrate.AUTO), CUSTOMERS);
    later(Duration.ofDays(1));
    stripe.showEventsAs(VERSION);
    stripe.change("/v1/customers", "cus_1", "customer.updated", FIRST.plusSeconds(60));
    stripe.change("/v1/customers", "cus_1", "customer.updated", FIRST.plusSeconds(60));

    run(hydrating(Hydrate.AUTO), CUSTOMERS);

    assertThat(asked("/v1/customers/")).hasSize(1);
    assertThat(seen.record("cus_1").get("revision").asInt()).isEqualTo(2);
  }

  @Test
  void anObjectThatIsGoneBeforeItsEventShowsIsMarkedAllTheSame() throws Exception {
    customer("cus_1");
    run(hydrating(Hydrate.AUTO), CUSTOMERS);
    later(Duration.ofDays(1));
    stripe.change("/v1/customers", "cus_1", "customer.updated", FIRST.plusSeconds(60));
    stripe.remove("/v1/customers", "cus_1");

    run(hydrating(Hydrate.AUTO), CUSTOMERS);

    assertThat(seen.record("cus_1").get("is_deleted").asBoolean()).isTrue();
  }

  private ObjectNode subscription(String id, String... items) {
    ObjectNode subscription = Json.MAPPER.createObjectNode().put("id", id);
    subscription.put("object", "subscription").put("created", FakeStripe.EPOCH.getEpochSecond());
    ObjectNode list = subscription.putObject("items").put("object", "list").put("has_more", false);
    for (String item : items) {
      list.withArrayProperty("data").addObject().put("id", item).put("object", "item");
    }
    return subscription;
  }

  @Test
  void whatVanishesFromInsideAnObjectIsMarked() throws Exception {
    stripe.add("/v1/subscriptions", subscription("sub_1", "si_1", "si_2"));
    run(scope(Scope.Following.EVENTS), ITEMS);
    later(Duration.ofDays(1));
    stripe.remove("/v1/subscriptions", "sub_1");
    ObjectNode now = subscription("sub_1", "si_2", "si_3");
    stripe.add("/v1/subscriptions", now);
    stripe
        .event(
            "/v1/events",
            "customer.subscription.updated",
            now.deepCopy(),
            FIRST.plusSeconds(60),
            FIRST.plusSeconds(60))
        .putObject("previous_attributes")
        .set("items", subscription("sub_1", "si_1", "si_2").get("items"));

    run(scope(Scope.Following.EVENTS), ITEMS);

    assertThat(seen.ids()).containsExactlyInAnyOrder("si_1", "si_2", "si_3");
    assertThat(seen.record("si_1").get("is_deleted").asBoolean()).isTrue();
    assertThat(seen.record("si_1").get("subscription").asText()).isEqualTo("sub_1");
    assertThat(seen.record("si_1").get("deleted_at").asLong())
        .isEqualTo(FIRST.plusSeconds(60).getEpochSecond());
    assertThat(seen.record("si_2").has("is_deleted")).isFalse();
  }

  @Test
  void whatVanishedFromInsideAnObjectThatIsGoneBeforeItsEventShowsIsMarked() throws Exception {
    stripe.add("/v1/subscriptions", subscription("sub_1", "si_1"));
    Resource items =
        Resource.catalogue("/v1/subscriptions")
            .changing(Resource.Changes.of("subscription", "item.deleted"))
            .children(
                "items",
                "subscription",
                id -> Request.get("/v1/subscription_items").with("subscription", id));
    run(scope(Scope.Following.EVENTS), items);
    later(Duration.ofDays(1));
    ObjectNode item = (ObjectNode) subscription("sub_1", "si_1").at("/items/data/0");
    stripe.event(
        "item.deleted", item.deepCopy().put("subscription", "sub_1"), FIRST.plusSeconds(60));
    stripe.remove("/v1/subscriptions", "sub_1");

    run(scope(Scope.Following.EVENTS), items);

    assertThat(seen.ids()).containsExactly("si_1");
    assertThat(seen.record("si_1").get("is_deleted").asBoolean()).isTrue();
  }

  @Test
  void aFirstReadingSaysSinceWhenItsChangesCountBeforeItReads() throws Exception {
    Accounts accounts =
        new Accounts(stripe.api(10), scope(Scope.Following.EVENTS), Accounts.Choice.OWN);
    ListSource source =
        ListSource.dated(
            accounts,
            CUSTOMERS,
            scope(Scope.Following.EVENTS),
            RecordShape.of(JsonSchema.object()));

    JsonNode begun = source.begin(request(CUSTOMERS)).orElseThrow();

    assertThat(begun.at("/accounts/own/events_until").asText())
        .isEqualTo(FIRST.minus(Duration.ofMinutes(2)).toString());
    states.put(CUSTOMERS, begun);
    assertThat(source.begin(request(CUSTOMERS))).isEmpty();
  }

  @Test
  void whatWasInsideADeletedObjectIsMarked() throws Exception {
    stripe.add("/v1/subscriptions", subscription("sub_1", "si_1", "si_2"));
    run(scope(Scope.Following.EVENTS), ITEMS);
    later(Duration.ofDays(1));
    stripe.change("/v1/subscriptions", "sub_1", "subscription.deleted", FIRST.plusSeconds(60));

    run(scope(Scope.Following.EVENTS), ITEMS);

    assertThat(seen.ids()).containsExactlyInAnyOrder("si_1", "si_2");
    assertThat(seen.records()).allMatch(record -> record.get("is_deleted").asBoolean());
  }

  @Test
  void whatIsPendingIsListedUntilItIsNotAnyMore() throws Exception {
    stripe
        .add("/v1/balance_transactions", "txn_1", FIRST.minusSeconds(900))
        .put("status", "pending");
    stripe.add("/v1/balance_transactions", "txn_0", FIRST.minusSeconds(9_000));
    run(scope(Scope.Following.EVENTS), MOVEMENTS);
    later(Duration.ofDays(25));
    run(scope(Scope.Following.EVENTS), MOVEMENTS);
    assertThat(seen.ids()).containsExactly("txn_1");

    stripe.find("/v1/balance_transactions", "txn_1").put("status", "available");
    later(Duration.ofDays(1));
    run(scope(Scope.Following.EVENTS), MOVEMENTS);
    assertThat(seen.record("txn_1").get("status").asText()).isEqualTo("available");

    later(Duration.ofDays(1));
    run(scope(Scope.Following.EVENTS), MOVEMENTS);
    assertThat(seen.records()).isEmpty();
  }

  @Test
  void readsEverythingOfSomeAgeAgainWhenToldTo() throws Exception {
    stripe.add("/v1/customers", "cus_old", FIRST.minus(Duration.ofDays(40)));
    stripe.add("/v1/customers", "cus_new", FIRST.minus(Duration.ofDays(20)));
    Scope scope =
        scope(new Scope.Following(true, Hydrate.AUTO, Duration.ofDays(30), Duration.ZERO));
    run(scope, CUSTOMERS);
    later(Duration.ofHours(1));

    run(scope, CUSTOMERS);

    assertThat(seen.ids()).containsExactly("cus_new");
  }

  @Test
  void readsTheWholeCatalogueAgainWhenItIsTimeTo() throws Exception {
    customer("cus_1");
    Scope scope = scope(new Scope.Following(true, Hydrate.AUTO, Duration.ZERO, Duration.ofDays(7)));
    run(scope, CUSTOMERS);
    later(Duration.ofDays(6));
    run(scope, CUSTOMERS);
    assertThat(seen.records()).isEmpty();

    later(Duration.ofDays(1));
    run(scope, CUSTOMERS);

    assertThat(seen.ids()).containsExactly("cus_1");
    later(Duration.ofDays(1));
    run(scope, CUSTOMERS);
    assertThat(seen.records()).isEmpty();
  }
}
