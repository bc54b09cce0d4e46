package io.tributary.sandbox.entity;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.realm.Currency;
import org.jspecify.annotations.Nullable;

/** What is to be paid, by whom, and for what: an invoice, or a tribute of its own. */
public record Order(
    long serial,
    Customer customer,
    Currency currency,
    long amount,
    @Nullable Ref invoice,
    Draw draw) {

  /** What the statement says. */
  public String purpose() {
    return invoice == null
        ? draw.at("purpose").oneOf("Tribute", "Tithe", "Levy", "Market stall")
        : "Invoice";
  }
}
