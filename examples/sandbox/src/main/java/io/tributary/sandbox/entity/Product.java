package io.tributary.sandbox.entity;

import java.util.List;

/** Something that people of the realm pay for. */
public record Product(long serial, long created, String name, String description)
    implements Entity {

  @Override
  public Kind kind() {
    return Kind.PRODUCT;
  }

  @Override
  public List<Change> changes() {
    return List.of(new Change(created, "product.created"));
  }
}
