package io.tributary.tap.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.schema.JsonSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** However often it is cut short, and whatever goes wrong: nothing is ever missing in the end. */
class ReplicationPropertyTest {
  private static final Duration LAG = Duration.ofMinutes(2);
  private static final Duration LOOKBACK = Duration.ofHours(1);
  private static final String PATH = "/v1/charges";

  private static final FakeStripe stripe = new FakeStripe();

  @AfterContainer
  static void stop() {
    stripe.close();
  }

  private static DatedSource source(int windowHours, int pageSize, int parallel) {
    Scope scope =
        new Scope(
            "2026-10-28.endive",
            Scope.Dates.ALL,
            Scope.Following.EVENTS,
            new Scope.Timing(
                Duration.ofHours(windowHours), LOOKBACK, Duration.ofDays(7), LOOKBACK, LAG),
            parallel);
    return new DatedSource(
        new Accounts(stripe.api(pageSize), scope, Accounts.Choice.OWN),
        Resource.transactions(PATH)
            .changing(Resource.Changes.of("charge", "charge.updated", "charge.deleted")),
        scope,
        RecordShape.of(JsonSchema.object()));
  }

  @Property(tries = 150)
  void runsCutShortAnywhereEndAsOneFreshRunWould(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    stripe.removeList(PATH);
    stripe.removeList("/v1/events");
    stripe.set(FakeStripe.EPOCH);
    stripe.breakSome(random.nextInt(4) * 8, seed);
    Warehouse warehouse = new Warehouse();
    List<String> ids = new ArrayList<>();

    int runs = 2 + random.nextInt(4);
    for (int run = 0; run < runs; run++) {
      happen(random, ids);
      boolean survives = random.nextInt(3) == 0;
      warehouse.dieAfter(survives ? Long.MAX_VALUE : random.nextInt(60));
      read(random, warehouse);
    }
    stripe.set(stripe.now().plus(Duration.ofHours(2)));
    warehouse.dieAfter(Long.MAX_VALUE);
    read(random, warehouse);

    stripe.breakSome(0, seed);
    Warehouse fresh = new Warehouse();
    source(24 * 365, 100, 1).read(ReadRequest.all(Set.of()), fresh);
    assertThat(differences(living(warehouse), living(fresh))).as("seed %s", seed).isEmpty();
  }

  /**
   * Some time passes, and in it charges are made, changed and deleted. Each shows up within an
   * hour, and so does each event.
   */
  private static void happen(Random random, List<String> ids) {
    Instant begin = stripe.now();
    long seconds = 60L + random.nextInt(4 * 86_400);
    for (int i = random.nextInt(80); i > 0; i--) {
      Instant created = begin.plusSeconds(random.nextLong(seconds));
      add(random, ids, created);
      if (random.nextInt(6) == 0) {
        add(random, ids, created); // in the same second
      }
    }
    for (int i = ids.isEmpty() ? 0 : random.nextInt(20); i > 0; i--) {
      String id = ids.get(random.nextInt(ids.size()));
      String type = random.nextInt(5) == 0 ? "charge.deleted" : "charge.updated";
      Instant at = begin.plusSeconds(random.nextLong(seconds));
      stripe.change(PATH, id, type, at, late(random, at));
    }
    stripe.set(begin.plusSeconds(seconds));
  }

  private static void add(Random random, List<String> ids, Instant created) {
    String id = "ch_" + ids.size();
    ids.add(id);
    stripe.add(PATH, id, created, late(random, created)).put("object", "charge");
  }

  private static Instant late(Random random, Instant moment) {
    return random.nextInt(5) == 0 ? moment.plusSeconds(random.nextInt(3_600)) : moment;
  }

  private static void read(Random random, Warehouse warehouse) throws Exception {
    DatedSource source =
        source(1 + random.nextInt(48), 2 + random.nextInt(20), 1 + random.nextInt(4));
    ReadRequest request = new ReadRequest(warehouse.state(), Set.of(), Long.MAX_VALUE);
    try {
      source.read(request, warehouse);
    } catch (Warehouse.Death e) {
      warehouse.restart();
    }
  }

  private static Map<String, ObjectNode> living(Warehouse warehouse) {
    Map<String, ObjectNode> rows = new TreeMap<>(warehouse.rows());
    rows.values().removeIf(row -> row.path("is_deleted").asBoolean());
    rows.values().forEach(row -> row.remove(List.of("updated", "updated_by_event_type")));
    return rows;
  }

  private static List<String> differences(
      Map<String, ObjectNode> ours, Map<String, ObjectNode> all) {
    Set<String> ids = new TreeSet<>(ours.keySet());
    ids.addAll(all.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(ours.get(id), all.get(id)))
        .map(id -> id + " is " + ours.get(id) + " and not " + all.get(id))
        .toList();
  }
}
