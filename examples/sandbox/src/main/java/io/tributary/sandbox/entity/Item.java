package io.tributary.sandbox.entity;

/** One thing that a subscription bills; its quantity may change once. */
public record Item(long serial, long created, Price price, Quantity quantity) implements Entity {

  /** How many: at first, and from a moment on. */
  public record Quantity(long first, long changedAt, long second) {
    public long at(long moment) {
      return moment < changedAt ? first : second;
    }
  }

  @Override
  public Kind kind() {
    return Kind.SUBSCRIPTION_ITEM;
  }
}
