package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer signed: what is billed, how often, how it is to be paid, and how it ends. */
public record Contract(long serial, Customer customer, List<Item> items, Terms terms, Span span) {

  /** How the subscription is billed; a customer without days is charged at once. */
  public record Terms(Price.Term term, int daysUntilDue, @Nullable Coupon coupon) {
    public boolean sendsInvoices() {
      return daysUntilDue > 0;
    }
  }

  /**
   * The life of the subscription: it is billed from the end of its trial (its start, if there is
   * none) until it ends, or until it is paused for want of a way to pay.
   */
  public record Span(
      long start, long trialEnd, long pausedAt, long cancelRequestedAt, long endsAt) {
    public boolean hasTrial() {
      return trialEnd > start;
    }
  }

  public Contract {
    items = List.copyOf(items);
  }

  public Currency currency() {
    return customer.kingdom().currency();
  }
}
