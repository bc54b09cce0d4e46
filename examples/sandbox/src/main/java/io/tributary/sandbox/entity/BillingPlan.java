package io.tributary.sandbox.entity;

/** A recurring price in its old form, under the same id. */
public record BillingPlan(Price price) implements Entity {

  @Override
  public Kind kind() {
    return Kind.PLAN;
  }

  @Override
  public long serial() {
    return price.serial();
  }

  @Override
  public long created() {
    return price.created();
  }
}
