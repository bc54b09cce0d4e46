package io.tributary.sandbox.entity;

import java.util.List;

/** A paid invoice taken back: all of its lines, given back by a refund. */
public record CreditNote(Invoice invoice, Charge charge, Refund refund) implements Entity {

  @Override
  public Kind kind() {
    return Kind.CREDIT_NOTE;
  }

  @Override
  public long serial() {
    return invoice.serial();
  }

  @Override
  public long created() {
    return refund.created();
  }

  @Override
  public List<Change> changes() {
    return List.of(new Change(created(), "credit_note.created"));
  }
}
