package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Days;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contract and the invoices that have come of it. */
public record Subscription(Contract contract, List<Invoice> invoices) implements Entity {

  public Subscription {
    invoices = List.copyOf(invoices);
  }

  @Override
  public Kind kind() {
    return Kind.SUBSCRIPTION;
  }

  @Override
  public long serial() {
    return contract.serial();
  }

  @Override
  public long created() {
    return contract.span().start();
  }

  /** The newest invoice at a moment; none before the first. */
  public @Nullable Invoice latestInvoice(long at) {
    Invoice latest = null;
    for (Invoice invoice : invoices) {
      if (invoice.created() <= at) {
        latest = invoice;
      }
    }
    return latest;
  }

  public String status(long at) {
    Contract.Span span = contract.span();
    if (at >= span.endsAt()) {
      return "canceled";
    }
    if (at >= span.pausedAt()) {
      return "paused";
    }
    if (at < span.trialEnd()) {
      return "trialing";
    }
    Invoice latest = latestInvoice(at);
    return latest != null && latest.isLate(at) ? "past_due" : "active";
  }

  @Override
  public List<Change> changes() {
    Contract.Span span = contract.span();
    Change.Log log = new Change.Log().add(span.start(), "customer.subscription.created");
    log.add(span.cancelRequestedAt(), "customer.subscription.updated");
    log.add(span.endsAt(), "customer.subscription.deleted");
    log.add(span.pausedAt(), "customer.subscription.paused");
    for (Item item : contract.items()) {
      log.add(lives(item.quantity().changedAt()), "customer.subscription.updated");
    }
    for (Invoice invoice : invoices) {
      log.add(lives(invoice.created()), "customer.subscription.updated");
      log.add(lives(invoice.lateFrom()), "customer.subscription.updated");
      if (invoice.lateFrom() != Days.NEVER) {
        log.add(lives(invoice.settledAt()), "customer.subscription.updated");
      }
    }
    return log.inOrder();
  }

  /** Never, for what lies outside the life of the subscription. */
  private long lives(long at) {
    Contract.Span span = contract.span();
    return at > span.start() && at < span.endsAt() && at < span.pausedAt() ? at : Days.NEVER;
  }
}
