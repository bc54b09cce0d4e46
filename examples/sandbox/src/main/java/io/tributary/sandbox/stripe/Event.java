package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Change;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Serials;

/** A change of an object as Stripe tells of it. */
public record Event(Entity subject, Change change, int place) implements Entity {

  @Override
  public Kind kind() {
    return Kind.EVENT;
  }

  @Override
  public long serial() {
    return Serials.event(subject.ref(), place);
  }

  @Override
  public long created() {
    return change.at();
  }

  public String type() {
    return change.type();
  }
}
