package io.tributary.trials;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A system whose records change while they are read: each has a value, and when it got it. */
final class World {
  private static final int IDS = 400;

  private final Random random;
  private final Map<Integer, Item> items = new TreeMap<>();
  private Instant latest = Instant.EPOCH;
  private int changes;
  private boolean quiet;

  private record Item(int id, Instant at, int value) {}

  World(long seed) {
    this.random = new Random(seed);
    for (int i = 0; i < IDS; i++) {
      change();
    }
  }

  /** One record is new, or has another value than before. */
  private void change() {
    int id = random.nextInt(IDS);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    latest = now.isAfter(latest) ? now : latest.plus(1, ChronoUnit.MICROS);
    items.put(id, new Item(id, latest, changes++));
  }

  /** From now on nothing changes. */
  synchronized void rest() {
    quiet = true;
  }

  /** Lets some time pass, in which something may change. */
  private void live() {
    if (!quiet && random.nextInt(4) == 0) {
      change();
    }
  }

  /** The oldest record that is newer than {@code after}, or as new and of a higher id. */
  synchronized Optional<ObjectNode> next(Instant after, int afterId) {
    live();
    return items.values().stream()
        .filter(
            item -> item.at().isAfter(after) || (item.at().equals(after) && item.id() > afterId))
        .min(Comparator.comparing(Item::at).thenComparing(Item::id))
        .map(World::json);
  }

  /** The record of the lowest id from {@code id} on. */
  synchronized Optional<ObjectNode> from(int id) {
    live();
    return items.values().stream().filter(item -> item.id() >= id).findFirst().map(World::json);
  }

  synchronized List<ObjectNode> everything() {
    return new ArrayList<>(items.values().stream().map(World::json).toList());
  }

  private static ObjectNode json(Item item) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", item.id())
        .put("at", item.at().toString())
        .put("value", item.value());
  }
}
