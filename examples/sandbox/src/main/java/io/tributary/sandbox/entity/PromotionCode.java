package io.tributary.sandbox.entity;

import java.util.List;

/** A word that a customer says to get a coupon. */
public record PromotionCode(long serial, long created, String code, Coupon coupon)
    implements Entity {

  @Override
  public Kind kind() {
    return Kind.PROMOTION_CODE;
  }

  @Override
  public List<Change> changes() {
    return List.of(new Change(created, "promotion_code.created"));
  }
}
