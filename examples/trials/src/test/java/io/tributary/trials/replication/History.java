package io.tributary.trials.replication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.fake.FakeStripe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens in an account, at random: objects are created, changed and deleted, several of them
 * in one second; some are listed late, and so are some events. Everything shows within an hour.
 */
final class History {
  private static final String VERSION = "2026-10-28.endive";
  private static final String OLD_VERSION = "2022-11-15";
  private static final List<String> SINGLES =
      List.of("/v1/account", "/v1/balance_settings", "/v1/tax/settings");

  private final FakeStripe stripe;
  private final List<Family> families;
  private final Chance chance;
  private final Map<Kind, ObjectHistory> objects = new LinkedHashMap<>();
  private final Optional<Ledger> ledger;
  private int serial;

  History(FakeStripe stripe, List<Family> families, Chance chance) {
    this.stripe = stripe;
    this.families = families;
    this.chance = chance;
    for (Family family : families) {
      family.kinds().forEach(kind -> objects.put(kind, new ObjectHistory(kind, stripe, chance)));
    }
    this.ledger =
        Optional.ofNullable(objects.get(Kind.PAYOUTS))
            .map(payouts -> new Ledger(stripe, payouts, chance));
    stripe.set(FakeStripe.EPOCH);
    stripe.showEventsAs(chance.one(2) ? VERSION : OLD_VERSION);
    stripe.refuseLostCursorsWith(chance.one(2) ? 400 : 404);
    SINGLES.forEach(this::changeSingle);
  }

  /** The streams that tell of all this. */
  List<String> streams() {
    return families.stream().flatMap(family -> family.streams().stream()).toList();
  }

  /** Lets up to four days pass. */
  void goOn() {
    long seconds = 60L + chance.below(chance.one(5) ? 600 : 4 * 86_400);
    Instant begin = stripe.now();
    long[] moments = chance.random().longs(chance.below(50), 0, seconds).sorted().toArray();
    for (int i = 0; i < moments.length; i++) {
      if (i > 0 && chance.one(6)) {
        chance.saw(Hazard.SEVERAL_IN_ONE_SECOND);
        moments[i] = moments[i - 1];
      }
      happen(begin.plusSeconds(moments[i]));
    }
    stripe.set(begin.plusSeconds(seconds));
    setClock();
  }

  private void setClock() {
    long ahead = chance.below(601) - 300L;
    stripe.skew(ahead);
    if (Math.abs(ahead) >= 60) {
      chance.saw(ahead > 0 ? Hazard.CLOCK_AHEAD : Hazard.CLOCK_BEHIND);
    }
  }

  /** Lets something happen in the middle of the next run, which may take hours. */
  void disturb() {
    for (int i = chance.below(6); i > 0; i--) {
      int what = chance.below(4);
      stripe.before(
          chance.below(25),
          () -> {
            stripe.set(stripe.now().plusSeconds(chance.below(chance.one(4) ? 10_000 : 5)));
            chance.saw(Hazard.CHANGED_DURING_A_RUN);
            if (what < 2) {
              loseCursor(stripe.lastServed());
            } else if (what == 2) {
              delete(stripe.now());
            } else {
              happen(stripe.now());
            }
          });
    }
  }

  /** Deletes what the reader was told last, after which it will want to go on. */
  private void loseCursor(String id) {
    for (ObjectHistory history : objects.values()) {
      if (history.ids().contains(id)) {
        history.delete(id, stripe.now());
        return;
      }
    }
    for (ObjectHistory history : objects.values()) {
      for (String parent : history.ids()) {
        history.removeLastShown(parent, stripe.now());
      }
    }
  }

  private void delete(Instant at) {
    for (ObjectHistory history : objects.values()) {
      if (history.kind().deleted().isPresent() && history.any().isPresent()) {
        chance.saw(Hazard.DELETED_DURING_A_RUN);
        history.delete(history.any().get(), at);
        return;
      }
    }
  }

  private void happen(Instant at) {
    if (ledger.isPresent() && chance.one(2)) {
      ledger.get().happen(at);
      return;
    }
    if (families.contains(Family.ACCOUNT) && (chance.one(5) || objects.isEmpty())) {
      changeSingle(SINGLES.get(chance.below(SINGLES.size())));
      return;
    }
    if (objects.isEmpty()) {
      return;
    }
    List<ObjectHistory> all = new ArrayList<>(objects.values());
    ObjectHistory one = all.get(chance.below(all.size()));
    Optional<String> any = one.any();
    int what = chance.below(12);
    if (what < 4 || any.isEmpty()) {
      create(one, at);
    } else if (what < 7) {
      change(one, any.get(), at);
    } else if (what < 11) {
      changeInside(one, any.get(), at);
    } else {
      one.delete(any.get(), at);
    }
  }

  private void create(ObjectHistory history, Instant at) {
    String id = history.create(at);
    if (history.kind().equals(Kind.REFUNDS)) {
      of(history, id, Kind.CHARGES);
    } else if (history.kind().equals(Kind.CREDIT_NOTES)) {
      of(history, id, Kind.INVOICES);
    }
    history.tellOfCreation(id, at);
  }

  /** What an object is of changes with it: nothing but its own event tells of that. */
  private void of(ObjectHistory history, String id, Kind other) {
    ObjectHistory others = objects.get(other);
    Optional<String> one = others == null ? Optional.empty() : others.any();
    if (others != null && one.isPresent()) {
      stripe.find(history.kind().path(), id).put(other.object(), one.get());
      others.touch(one.get());
    }
  }

  private void change(ObjectHistory history, String id, Instant at) {
    if (history.kind().equals(Kind.PAYOUTS) && ledger.isPresent()) {
      ledger.get().reconcile(id, at);
    } else {
      history.change(id, at);
    }
  }

  private void changeInside(ObjectHistory history, String id, Instant at) {
    boolean has = history.kind().inside().filter(list -> !list.object().isEmpty()).isPresent();
    if (has) {
      history.changeInside(id, at);
    } else {
      history.change(id, at);
    }
  }

  /** No event tells of a change of what an account has one of. */
  private void changeSingle(String path) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    if (path.equals("/v1/account")) {
      json.put("id", "acct_fake").put("object", "account").put("email", serial++ + "@example.com");
    } else if (path.equals("/v1/tax/settings")) {
      json.put("object", "tax.settings").put("status", "revision " + serial++);
    } else {
      json.put("object", "balance_settings").putObject("payments").put("revision", serial++);
    }
    stripe.set(path, json);
  }

  /** Lets so much time pass that everything shows. */
  void comeToRest() {
    stripe.forgetActs();
    stripe.set(stripe.now().plus(Duration.ofHours(2)));
    setClock();
  }
}
