package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.clone.Clones;
import io.tributary.sandbox.clone.Crowd;
import io.tributary.sandbox.clone.Listings;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.world.Books;
import io.tributary.sandbox.world.Table;
import io.tributary.sandbox.world.World;
import java.util.HashMap;
import java.util.Map;

/** One account as Stripe shows it at the world's moment. Safe to use from several threads. */
public final class View {
  private final Books books;
  private final long at;
  private final Table<Event> events;
  private final Clones clones;
  private final Portraits portraits;
  private final EventJson eventJson;
  private final Versions versions;

  /** Opens the books of one account; events younger than {@code lag} milliseconds are hidden. */
  public View(
      World world, Books books, Names names, Versions versions, Listings listings, long lag) {
    this.books = books;
    this.at = world.now();
    this.versions = versions;
    clones = clones(world, books, names, listings);
    portraits = new Portraits(names, this::redeemed, clones);
    events = EventLog.of(books, clones, at, lag);
    eventJson = new EventJson(new Template(), portraits, versions);
  }

  private Clones clones(World world, Books books, Names names, Listings listings) {
    Map<String, Table<? extends Entity>> tables = new HashMap<>();
    for (Resource<?> resource : Resources.ALL) {
      if (resource.kind() != Kind.EVENT) {
        tables.put("/v1/" + resource.path(), books.of(resource.type()));
      }
    }
    Clones.Account account =
        new Clones.Account(books.account(), new Crowd(world.plan(), world.now()), tables);
    return new Clones(account, names.ids(), listings, entity -> portraits().draw(entity, at));
  }

  @SuppressWarnings("unchecked")
  <T extends Entity> Table<T> table(Class<T> type) {
    return type == Event.class ? (Table<T>) events : books.of(type);
  }

  /** Draws an object in the shape of a version. */
  ObjectNode draw(Entity entity, String version) {
    if (entity instanceof Event event) {
      return eventJson.event(event);
    }
    return reshaped(portraits.draw(entity, at), version);
  }

  ObjectNode reshaped(ObjectNode drawn, String version) {
    if (versions.isOld(version)) {
      OldShapes.apply(drawn);
    }
    return drawn;
  }

  private long redeemed(Coupon coupon) {
    return books.of(Subscription.class).rows().stream()
        .filter(subscription -> coupon.equals(subscription.contract().terms().coupon()))
        .count();
  }

  Books books() {
    return books;
  }

  long at() {
    return at;
  }

  Names names() {
    return portraits.names();
  }

  public Clones clones() {
    return clones;
  }

  Portraits portraits() {
    return portraits;
  }
}
