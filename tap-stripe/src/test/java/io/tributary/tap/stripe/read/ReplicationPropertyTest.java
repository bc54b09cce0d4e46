package io.tributary.tap.stripe.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.Request;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.tap.Sync;
import io.tributary.singer.tap.TapSettings;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.tap.stripe.record.Bookkeeping;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Hydrate;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Resource.Changes;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * However often it is cut short, wherever, and whatever goes wrong meanwhile: runs that go on from
 * each other's states end with what one fresh run would read.
 */
class ReplicationPropertyTest {
  private static final Duration LAG = Duration.ofMinutes(2);
  private static final Duration LOOKBACK = Duration.ofHours(1);
  private static final JsonSchema SCHEMA =
      Bookkeeping.ofChanges(
          JsonSchema.object()
              .property("id", LogicalType.STRING)
              .property("revision", LogicalType.INTEGER)
              .property("status", LogicalType.STRING)
              .property("subscription", LogicalType.STRING));

  private static final Resource SUBSCRIPTIONS =
      Resource.catalogue("/v1/subscriptions")
          .changing(Changes.of("subscription", "customer.subscription.updated"));

  private static final Map<String, Resource> LISTS =
      Map.of(
          "customers",
          Resource.catalogue("/v1/customers")
              .changing(Changes.of("customer", "customer.updated", "customer.deleted")),
          "charges",
          Resource.transactions("/v1/charges")
              .changing(Changes.of("charge", "charge.updated", "charge.deleted", "refund.created")),
          "subscription_items",
          SUBSCRIPTIONS.children(
              "items",
              "subscription",
              id -> Request.get("/v1/subscription_items").with("subscription", id)),
          "balance_transactions",
          Resource.transactions("/v1/balance_transactions")
              .changing(Changes.NONE.silentlyFor(Duration.ofDays(1))));

  private static final FakeStripe stripe = new FakeStripe();

  @AfterContainer
  static void stop() {
    stripe.close();
  }

  /** How a run goes about it, which must make no difference. */
  private record Manner(int windowHours, int pageSize, int parallel, Hydrate hydrate) {
    private static final Manner PLAIN = new Manner(24 * 365, 100, 1, Hydrate.ALWAYS);

    private static Manner any(Random random) {
      return new Manner(
          1 + random.nextInt(72),
          2 + random.nextInt(20),
          1 + random.nextInt(3),
          random.nextInt(3) == 0 ? Hydrate.ALWAYS : Hydrate.AUTO);
    }
  }

  @Property(tries = 500)
  void runsCutShortAnywhereEndAsOneFreshRunWould(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    History history = new History(stripe, random);
    Warehouse warehouse = new Warehouse();
    stripe.breakSome(random.nextInt(4) * 5, seed);

    for (int runs = 2 + random.nextInt(4); runs > 0; runs--) {
      history.goOn();
      history.disturb();
      run(
          Manner.any(random),
          warehouse,
          random.nextInt(3) == 0 ? Long.MAX_VALUE : random.nextInt(80));
    }
    history.comeToRest();
    boolean ends = run(Manner.any(random), warehouse, Long.MAX_VALUE);

    assertThat(ends).as("the last run of seed %s ends", seed).isTrue();
    stripe.breakSome(0, seed);
    Warehouse fresh = new Warehouse();
    run(Manner.PLAIN, fresh, Long.MAX_VALUE);
    assertThat(differences(warehouse.living(), fresh.living())).as("seed %s", seed).isEmpty();
  }

  /** One run of the tap; says whether it came to its end. */
  private static boolean run(Manner manner, Warehouse warehouse, long messages)
      throws InterruptedException {
    Scope scope =
        new Scope(
            "2026-10-28.endive",
            Scope.Dates.ALL,
            new Scope.Following(true, manner.hydrate(), Duration.ZERO, Duration.ZERO),
            new Scope.Timing(
                Duration.ofHours(manner.windowHours()),
                LOOKBACK,
                Duration.ofDays(1),
                LOOKBACK,
                LAG),
            new RateLimit.Rates(100, 25, manner.parallel()));
    Accounts accounts = new Accounts(stripe.api(manner.pageSize()), scope, Accounts.Choice.OWN);
    List<TapStream> streams =
        LISTS.entrySet().stream()
            .map(
                list ->
                    TapStream.of(
                            list.getKey(),
                            SCHEMA,
                            ListSource.dated(
                                accounts, list.getValue(), scope, RecordShape.of(SCHEMA)))
                        .keyedBy("id")
                        .replicated(new Replication.Positioned()))
            .toList();
    TapSettings settings =
        new TapSettings(manner.parallel(), Duration.ofMillis(1), false, Optional.empty(), 1_000);
    Clock clock = Clock.systemUTC();
    try {
      new Sync(settings, Sync.NO_LIMIT, clock, new RunReport(clock))
          .run(
              Selections.of(streams, Optional.empty(), Set.of()).streams(),
              warehouse.begin(messages),
              warehouse);
      return true;
    } catch (Warehouse.Death | SingerException.Partial | SingerException.Source e) {
      return false; // killed, or a list lost its place twice
    }
  }

  private static List<String> differences(Map<String, JsonNode> ours, Map<String, JsonNode> all) {
    Set<String> keys = new TreeSet<>(ours.keySet());
    keys.addAll(all.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(ours.get(key), all.get(key)))
        .map(key -> key + " is " + ours.get(key) + " and not " + all.get(key))
        .toList();
  }
}
