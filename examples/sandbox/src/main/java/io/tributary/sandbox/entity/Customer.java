package io.tributary.sandbox.entity;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Kingdom;
import java.util.List;

/** Someone who pays: where they live, and when they move or leave. */
public record Customer(
    long serial, long created, Kingdom kingdom, Draw draw, long movedAt, long deletedAt)
    implements Entity {

  @Override
  public Kind kind() {
    return Kind.CUSTOMER;
  }

  @Override
  public boolean isListed(long at) {
    return at < deletedAt;
  }

  @Override
  public List<Change> changes() {
    return new Change.Log()
        .add(created, "customer.created")
        .add(movedAt < deletedAt ? movedAt : Days.NEVER, "customer.updated")
        .add(deletedAt, "customer.deleted")
        .inOrder();
  }
}
