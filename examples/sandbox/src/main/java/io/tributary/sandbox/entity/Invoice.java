package io.tributary.sandbox.entity;

import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bill, from its draft to the day it is paid, given up or made void. */
public record Invoice(
    long serial,
    Customer customer,
    @Nullable Contract contract,
    Schedule schedule,
    Bill bill,
    @Nullable Payment payment)
    implements Entity {

  /** When the invoice passes from state to state; {@code due} is NEVER for one charged at once. */
  public record Schedule(
      long created, long finalized, long due, long paid, long voided, long uncollectible) {}

  /** What is billed: the lines, and the tax that all of them bear. */
  public record Bill(Currency currency, List<Line> lines, @Nullable TaxRate taxRate) {
    public Bill {
      lines = List.copyOf(lines);
    }

    public long subtotal() {
      return lines.stream().mapToLong(line -> line.sum().amount()).sum();
    }

    public long discount() {
      return lines.stream().mapToLong(line -> line.sum().discount()).sum();
    }

    public long taxes() {
      return lines.stream().mapToLong(line -> line.sum().tax()).sum();
    }

    /** The lines less the discounts, and the tax unless the prices include it. */
    public long total() {
      return subtotal() - discount() + (taxRate == null || taxRate.inclusive() ? 0 : taxes());
    }
  }

  @Override
  public Kind kind() {
    return Kind.INVOICE;
  }

  @Override
  public long created() {
    return schedule.created();
  }

  public String status(long at) {
    if (at < schedule.finalized()) {
      return "draft";
    }
    if (at >= schedule.paid()) {
      return "paid";
    }
    if (at >= schedule.voided()) {
      return "void";
    }
    return at >= schedule.uncollectible() ? "uncollectible" : "open";
  }

  /** The moment from which the subscription counts as past due; NEVER if it is paid in time. */
  public long lateFrom() {
    long judged = schedule.due() != Days.NEVER ? schedule.due() : firstFailure();
    return judged < settledAt() ? judged : Days.NEVER;
  }

  /** The moment the invoice is no longer open. */
  public long settledAt() {
    return Math.min(schedule.paid(), Math.min(schedule.voided(), schedule.uncollectible()));
  }

  public boolean isLate(long at) {
    return at >= lateFrom() && at < settledAt();
  }

  /** What credit notes have taken back at a moment: each refund of an invoice is made by one. */
  public long credited(long at) {
    long sum = 0;
    if (payment != null) {
      for (Charge attempt : payment.attempts()) {
        for (Refund refund : attempt.after().refunds()) {
          sum += refund.created() <= at ? refund.amount() : 0;
        }
      }
    }
    return sum;
  }

  private long firstFailure() {
    return payment == null ? Days.NEVER : payment.firstFailure();
  }

  @Override
  public List<Change> changes() {
    Change.Log log =
        new Change.Log()
            .add(schedule.created(), "invoice.created")
            .add(schedule.finalized(), "invoice.finalized")
            .add(schedule.voided(), "invoice.voided")
            .add(schedule.uncollectible(), "invoice.marked_uncollectible")
            .add(schedule.paid(), "invoice.paid")
            .add(schedule.paid(), "invoice.payment_succeeded");
    if (schedule.due() != Days.NEVER) {
      log.add(schedule.finalized(), "invoice.sent").add(lateFrom(), "invoice.overdue");
    }
    if (payment != null) {
      for (Charge attempt : payment.attempts()) {
        log.add(attempt.isFailed() ? attempt.created() : Days.NEVER, "invoice.payment_failed");
        for (Refund refund : attempt.after().refunds()) {
          log.add(refund.created(), "invoice.updated");
        }
      }
    }
    return log.inOrder();
  }
}
