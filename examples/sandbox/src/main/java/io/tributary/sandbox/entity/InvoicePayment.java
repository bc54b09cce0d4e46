package io.tributary.sandbox.entity;

import java.util.List;

/** What ties an invoice to the payment that settles it; both have its number. */
public record InvoicePayment(Invoice invoice, Payment payment) implements Entity {

  @Override
  public Kind kind() {
    return Kind.INVOICE_PAYMENT;
  }

  @Override
  public long serial() {
    return invoice.serial();
  }

  @Override
  public long created() {
    return payment.created();
  }

  public String status(long at) {
    if (at >= invoice.schedule().paid()) {
      return "paid";
    }
    return at >= invoice.settledAt() ? "canceled" : "open";
  }

  @Override
  public List<Change> changes() {
    return new Change.Log().add(invoice.schedule().paid(), "invoice_payment.paid").inOrder();
  }
}
