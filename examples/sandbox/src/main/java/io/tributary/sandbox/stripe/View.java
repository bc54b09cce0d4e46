package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.world.Books;
import io.tributary.sandbox.world.Table;
import io.tributary.sandbox.world.World;

/** One account as Stripe shows it at the world's moment. Safe to use from several threads. */
public final class View {
  private final Books books;
  private final long at;
  private final Table<Event> events;
  private final Portraits portraits;
  private final EventJson eventJson;
  private final Versions versions;

  /** Opens the books of one account; events younger than {@code lag} milliseconds are hidden. */
  public View(World world, Books books, Names names, Versions versions, long lag) {
    this.books = books;
    this.at = world.now();
    this.versions = versions;
    events = EventLog.of(books, at, lag);
    portraits = new Portraits(names, this::redeemed);
    eventJson = new EventJson(new Template(), portraits, versions);
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

  Portraits portraits() {
    return portraits;
  }
}
