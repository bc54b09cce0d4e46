package io.tributary.trials.replication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.trials.replication.Kind.Inside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to the objects of one kind. One thread at a time. */
final class ObjectHistory {
  /** So many of a list inside an object come with it. */
  private static final int SHOWN = 10;

  private final Kind kind;
  private final FakeStripe stripe;
  private final Chance chance;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> revisions = new HashMap<>();
  private int serial;

  ObjectHistory(Kind kind, FakeStripe stripe, Chance chance) {
    this.kind = kind;
    this.stripe = stripe;
    this.chance = chance;
    kind.keepIn(stripe);
  }

  Kind kind() {
    return kind;
  }

  List<String> ids() {
    return ids;
  }

  Optional<String> any() {
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(chance.below(ids.size())));
  }

  /** A new one, before anybody is told of it. */
  String create(Instant at) {
    String id = kind.object() + "_" + serial++;
    ObjectNode json =
        stripe.add(kind.path(), id, at, chance.listed(at)).put("object", kind.object());
    Kind.mark(json, kind.mark(), 0);
    ids.add(id);
    if (kind.inside().isPresent() && !kind.inside().get().object().isEmpty()) {
      for (int i = chance.below(8) == 0 ? SHOWN + chance.below(15) : chance.below(4); i > 0; i--) {
        add(id, at);
      }
      if (stripe.ids(inside(id)).size() > SHOWN) {
        chance.saw(Hazard.MORE_INSIDE_THAN_SHOWN);
      }
    }
    return id;
  }

  void tellOfCreation(String id, Instant at) {
    stripe.event(kind.created(), stripe.shown(kind.path(), id), at, chance.told(at));
  }

  void change(String id, Instant at) {
    touch(id);
    tellOfChange(id, at);
  }

  void touch(String id) {
    Kind.mark(stripe.find(kind.path(), id), kind.mark(), revision(id));
  }

  private void tellOfChange(String id, Instant at) {
    stripe.event(kind.updated(), stripe.shown(kind.path(), id), at, chance.told(at));
  }

  private int revision(String id) {
    return revisions.merge(id, 1, Integer::sum);
  }

  /**
   * Deletes one, if there can be an end to it: of one that has more inside than comes with it,
   * nobody could tell what went with it.
   */
  void delete(String id, Instant at) {
    if (kind.deleted().isEmpty() || stripe.ids(inside(id)).size() > SHOWN) {
      return;
    }
    Optional<Inside> tellsItself = kind.inside().filter(list -> !list.events().isEmpty());
    if (tellsItself.isPresent()) {
      for (String child : List.copyOf(stripe.ids(inside(id)))) {
        remove(id, child, at);
      }
    }
    stripe.event(kind.deleted().get(), stripe.shown(kind.path(), id), at, chance.told(at));
    stripe.remove(kind.path(), id);
    ids.remove(id);
    chance.saw(Hazard.DELETED);
  }

  /** Something is new, or other, or gone inside of one. */
  void changeInside(String id, Instant at) {
    Inside list = kind.inside().orElseThrow();
    List<String> children = stripe.ids(inside(id));
    int which = chance.below(4);
    if (which == 0 && list.shrinks() && !children.isEmpty()) {
      remove(id, children.get(chance.below(Math.min(SHOWN, children.size()))), at);
    } else if (which == 1 && !children.isEmpty()) {
      String child = children.get(chance.below(children.size()));
      Kind.mark(stripe.find(inside(id), child), list.mark(), revision(child));
      tellOfInside(id, child, ".updated", at);
    } else {
      tellOfInside(id, add(id, at), ".created", at);
    }
  }

  /** Deletes the last of what came with an object, after which a reader goes on. */
  void removeLastShown(String id, Instant at) {
    boolean shrinks = kind.inside().map(Inside::shrinks).orElse(false);
    if (shrinks && stripe.ids(inside(id)).size() > SHOWN) {
      remove(id, stripe.ids(inside(id)).get(SHOWN - 1), at);
    }
  }

  private String add(String id, Instant at) {
    Inside list = kind.inside().orElseThrow();
    String child = list.object() + "_" + kind.object() + "_" + serial++;
    ObjectNode json = stripe.add(inside(id), child, at, at).put("object", list.object());
    json.put(kind.object(), id);
    Kind.mark(json, list.mark(), 0);
    return child;
  }

  private void remove(String id, String child, Instant at) {
    Inside list = kind.inside().orElseThrow();
    ObjectNode before = stripe.shown(kind.path(), id);
    ObjectNode gone = stripe.find(inside(id), child).deepCopy();
    stripe.remove(inside(id), child);
    if (list.events().isEmpty()) {
      stripe
          .event("/v1/events", kind.updated(), stripe.shown(kind.path(), id), at, chance.told(at))
          .putObject("previous_attributes")
          .set(list.field(), before.path(list.field()));
    } else {
      stripe.event(list.events() + ".deleted", gone, at, chance.told(at));
    }
    chance.saw(Hazard.VANISHED_FROM_INSIDE);
  }

  private void tellOfInside(String id, String child, String event, Instant at) {
    Inside list = kind.inside().orElseThrow();
    if (list.events().isEmpty()) {
      change(id, at);
    } else {
      ObjectNode json = stripe.find(inside(id), child).deepCopy();
      stripe.event(list.events() + event, json, at, chance.told(at));
    }
  }

  /** Where the list in an object is. */
  String inside(String id) {
    return kind.path() + "/" + id + "/" + kind.inside().map(Inside::field).orElse("");
  }
}
