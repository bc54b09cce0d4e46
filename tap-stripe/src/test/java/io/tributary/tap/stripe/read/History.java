package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.fake.FakeStripe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What happens in an account, at random: objects are created, changed and deleted, several of them
 * in one second; some are listed late, and so are some events. Everything shows within an hour.
 */
final class History {
  private static final String VERSION = "2026-10-28.endive";
  private static final String CUSTOMERS = "/v1/customers";
  private static final String CHARGES = "/v1/charges";
  private static final String SUBSCRIPTIONS = "/v1/subscriptions";
  private static final String MOVEMENTS = "/v1/balance_transactions";

  /** Less than the look-back of an hour by as much as a clock may be ahead. */
  private static final int LATEST = 3_200;

  private final FakeStripe stripe;
  private final Random random;
  private final List<String> customers = new ArrayList<>();
  private final List<String> charges = new ArrayList<>();
  private final List<String> subscriptions = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private int serial;

  History(FakeStripe stripe, Random random) {
    this.stripe = stripe;
    this.random = random;
    stripe.clear();
    stripe.set(FakeStripe.EPOCH);
    stripe.skew(random.nextInt(601) - 300L);
    stripe.showEventsAs(random.nextBoolean() ? VERSION : "2022-11-15");
  }

  /** Lets up to four days pass. */
  void goOn() {
    long seconds = 60L + random.nextInt(random.nextInt(5) == 0 ? 600 : 4 * 86_400);
    Instant begin = stripe.now();
    long[] moments = random.longs(random.nextInt(60), 0, seconds).sorted().toArray();
    for (int i = 0; i < moments.length; i++) {
      boolean together = i > 0 && random.nextInt(6) == 0;
      happen(begin.plusSeconds(moments[together ? i - 1 : i]));
      if (together) {
        moments[i] = moments[i - 1];
      }
    }
    stripe.set(begin.plusSeconds(seconds));
  }

  /** Lets something happen in the middle of the next run, before one of its requests. */
  void disturb() {
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean cursor = random.nextInt(3) == 0;
      stripe.before(
          random.nextInt(25),
          () -> {
            stripe.set(stripe.now().plusSeconds(random.nextInt(5)));
            if (cursor) {
              loseCursor();
            } else {
              happen(stripe.now());
            }
          });
    }
  }

  /** Deletes the object that the reader was told last, after which it will want to go on. */
  private void loseCursor() {
    String id = stripe.lastServed();
    if (customers.contains(id)) {
      stripe.change(CUSTOMERS, id, "customer.deleted", stripe.now());
    } else if (charges.contains(id)) {
      stripe.change(CHARGES, id, "charge.deleted", stripe.now());
    }
  }

  private void happen(Instant at) {
    switch (random.nextInt(10)) {
      case 0, 1 -> customers.add(created(CUSTOMERS, "customer", at));
      case 2, 3 -> charges.add(created(CHARGES, "charge", at));
      case 4 -> subscribe(at);
      case 5 -> {
        String id = created(MOVEMENTS, "balance_transaction", at);
        stripe.find(MOVEMENTS, id).put("status", "pending");
        pending.add(id);
      }
      case 6 -> change(CUSTOMERS, "customer", customers, at);
      case 7 -> change(CHARGES, "charge", charges, at);
      case 8 -> changeItems(at);
      default -> {
        settle();
        refund(at);
      }
    }
  }

  private String created(String path, String object, Instant at) {
    String id = object + "_" + serial++;
    stripe.add(path, id, at, late(at)).put("object", object);
    return id;
  }

  private Instant late(Instant moment) {
    return random.nextInt(5) == 0 ? moment.plusSeconds(random.nextInt(LATEST)) : moment;
  }

  private void change(String path, String object, List<String> ids, Instant at) {
    if (!ids.isEmpty()) {
      String type = object + (random.nextInt(4) == 0 ? ".deleted" : ".updated");
      stripe.change(path, one(ids), type, at, late(at));
    }
  }

  private String one(List<String> ids) {
    return ids.get(random.nextInt(ids.size()));
  }

  /** A refund changes its charge, of which only the refund's event tells. */
  private void refund(Instant at) {
    if (!charges.isEmpty()) {
      String charge = one(charges);
      stripe.touch(CHARGES, charge);
      ObjectNode refund =
          Json.MAPPER.createObjectNode().put("object", "refund").put("charge", charge);
      stripe.event("refund.created", refund.put("id", "re_" + serial++), at, late(at));
    }
  }

  /** Nothing tells that money has become available. */
  private void settle() {
    if (!pending.isEmpty()) {
      String id = pending.remove(random.nextInt(pending.size()));
      stripe.find(MOVEMENTS, id).put("status", "available");
    }
  }

  private void subscribe(Instant at) {
    String id = created(SUBSCRIPTIONS, "subscription", at);
    subscriptions.add(id);
    ObjectNode items = stripe.find(SUBSCRIPTIONS, id).putObject("items");
    items.put("object", "list").put("has_more", false);
    addItem(items.putArray("data"), id);
    addItem(items.withArrayProperty("data"), id);
  }

  private void addItem(ArrayNode items, String subscription) {
    items.addObject().put("id", "si_" + serial++).put("subscription", subscription);
  }

  private void changeItems(Instant at) {
    if (subscriptions.isEmpty()) {
      return;
    }
    String id = one(subscriptions);
    ObjectNode subscription = stripe.find(SUBSCRIPTIONS, id);
    ObjectNode before = subscription.path("items").deepCopy();
    ArrayNode items = (ArrayNode) subscription.at("/items/data");
    if (items.size() > 1 && random.nextBoolean()) {
      items.remove(random.nextInt(items.size()));
    } else {
      addItem(items, id);
    }
    stripe
        .event("/v1/events", "customer.subscription.updated", subscription.deepCopy(), at, late(at))
        .putObject("previous_attributes")
        .set("items", before);
  }

  /** Lets so much time pass that everything shows. */
  void comeToRest() {
    stripe.forgetActs();
    stripe.set(stripe.now().plus(Duration.ofHours(2)));
  }
}
