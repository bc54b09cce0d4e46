package io.tributary.sandbox.world;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Contract;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Invoice.Bill;
import io.tributary.sandbox.entity.Invoice.Schedule;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Line.Period;
import io.tributary.sandbox.entity.Order;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Price.Term;
import io.tributary.sandbox.entity.Ref;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.entity.TaxRate;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The invoices of a customer: one for each period of a contract, and now and then one apart. */
record InvoiceStory(Catalog catalog, PaymentStory payments) {
  private static final int MANY_LINES = 25;
  private static final int MOST_LINES = 250;
  private static final long GIVEN_UP = 60 * Days.DAY;

  /** Who is billed, under which contract, and in which place of the customer's invoices. */
  private record Head(Customer customer, @Nullable Contract contract, int place, Draw draw) {
    long serial() {
      return Serials.document(customer.serial(), place);
    }
  }

  /** Every invoice of a contract that is drawn up by a moment. */
  List<Invoice> of(Contract contract, long now) {
    List<Invoice> invoices = new ArrayList<>();
    Contract.Span span = contract.span();
    int place = 0;
    if (span.hasTrial()) {
      invoices.add(trial(contract));
      place = 1;
    }
    long end = Math.min(span.endsAt(), span.pausedAt());
    Term term = contract.terms().term();
    for (int period = 0; ; period++) {
      long start = Billing.periodStart(span.trialEnd(), term, period);
      if (start > now || start >= end) {
        return invoices;
      }
      Head head = new Head(contract.customer(), contract, place + period, draw(contract, period));
      invoices.add(regular(head, contract, period, start));
    }
  }

  private static Draw draw(Contract contract, int period) {
    return contract.customer().draw().at("invoice").at(period);
  }

  private Invoice trial(Contract contract) {
    Contract.Span span = contract.span();
    Billing billing = new Billing(contract.currency());
    billing.trial(contract, new Period(span.start(), span.trialEnd()));
    long serial = Serials.document(contract.customer().serial(), 0);
    Bill bill = new Bill(contract.currency(), billing.lines(serial, 0, null), null);
    Schedule atOnce =
        new Schedule(span.start(), span.start(), Days.NEVER, span.start(), Days.NEVER, Days.NEVER);
    return new Invoice(serial, contract.customer(), contract, atOnce, bill, null);
  }

  private Invoice regular(Head head, Contract contract, int period, long start) {
    Term term = contract.terms().term();
    long end = Billing.periodStart(contract.span().trialEnd(), term, period + 1);
    Billing billing = new Billing(contract.currency());
    if (period > 0) {
      long before = Billing.periodStart(contract.span().trialEnd(), term, period - 1);
      billing.corrections(contract, new Period(before, start));
    }
    billing.period(contract, new Period(start, end));
    int extras = extras(head, contract);
    if (extras > 0) {
      billing.extra(catalog.of(Term.ONCE).get(2), start, extras);
    }
    Coupon coupon = contract.terms().coupon();
    int month = term == Term.YEAR ? period * 12 : period;
    long discount = coupon == null ? 0 : coupon.off(billing.subtotal(), contract.currency(), month);
    TaxRate tax = catalog.tax(contract.currency());
    Bill bill = new Bill(contract.currency(), billing.lines(head.serial(), discount, tax), tax);
    boolean slow = head.draw().at("slow draft").happens(30, 1_000);
    long drafted =
        slow
            ? head.draw().at("draft").between(Days.DAY, 20 * Days.DAY)
            : period == 0 ? 200 : Days.HOUR;
    return invoice(head, bill, start, start + drafted, contract.terms().daysUntilDue());
  }

  /** 1% of the invoices have 25 lines; a town's third has 250. */
  private static int extras(Head head, Contract contract) {
    int items = contract.items().size();
    if (ContractStory.isTown(head.customer()) && head.place() == 2) {
      return MOST_LINES - items;
    }
    return head.draw().at("many lines").happens(10, 1_000) ? MANY_LINES - items : 0;
  }

  /**
   * An invoice that somebody writes by hand: 6% of the customers get one, a fifth stays a draft.
   */
  Optional<Invoice> single(Customer customer, long now) {
    Draw draw = customer.draw().at("single invoice");
    long created = customer.created() + draw.at("when").between(5 * Days.DAY, 300 * Days.DAY);
    if (!draw.at("gets").happens(60, 1_000) || created > now || created >= customer.deletedAt()) {
      return Optional.empty();
    }
    Head head = new Head(customer, null, Serials.SINGLE_INVOICES, draw);
    Currency currency = customer.kingdom().currency();
    Billing billing = new Billing(currency);
    billing.extra(
        draw.at("price").oneOf(catalog.of(Term.ONCE).get(0), catalog.of(Term.ONCE).get(1)),
        created,
        1 + draw.at("lines").below(5));
    TaxRate tax = catalog.tax(currency);
    Bill bill = new Bill(currency, billing.lines(head.serial(), 0, tax), tax);
    if (draw.at("stays a draft").happens(200, 1_000)) {
      Schedule draft =
          new Schedule(created, Days.NEVER, Days.NEVER, Days.NEVER, Days.NEVER, Days.NEVER);
      return Optional.of(new Invoice(head.serial(), customer, null, draft, bill, null));
    }
    long finalized = created + draw.at("draft").between(Days.HOUR, 20 * Days.DAY);
    return Optional.of(invoice(head, bill, created, finalized, 14));
  }

  private Invoice invoice(Head head, Bill bill, long created, long finalized, int daysUntilDue) {
    long total = bill.total();
    if (total <= 0) {
      Schedule free =
          new Schedule(created, finalized, Days.NEVER, finalized, Days.NEVER, Days.NEVER);
      return new Invoice(head.serial(), head.customer(), head.contract(), free, bill, null);
    }
    Schedule schedule =
        daysUntilDue > 0
            ? sent(head, created, finalized, finalized + daysUntilDue * Days.DAY)
            : charged(head, created, finalized);
    Order order =
        new Order(
            head.serial(),
            head.customer(),
            bill.currency(),
            total,
            new Ref(Kind.INVOICE, head.serial()),
            head.draw().at("payment"));
    Payment payment =
        payments.ofInvoice(
            order, finalized + 100, failures(head, schedule, daysUntilDue), schedule.paid());
    return new Invoice(head.serial(), head.customer(), head.contract(), schedule, bill, payment);
  }

  /** An invoice that is sent is paid when the kingdom's people pay. */
  private static Schedule sent(Head head, long created, long finalized, long due) {
    Draw draw = head.draw();
    if (draw.at("void").happens(10, 1_000)) {
      long voided = finalized + draw.at("voided").between(Days.HOUR, 5 * Days.DAY);
      return new Schedule(created, finalized, due, Days.NEVER, voided, Days.NEVER);
    }
    if (draw.at("never").happens(15, 1_000)) {
      return new Schedule(created, finalized, due, Days.NEVER, Days.NEVER, due + GIVEN_UP);
    }
    boolean onTime = draw.at("on time").happens(head.customer().kingdom().punctuality(), 1_000);
    long paid =
        onTime
            ? draw.at("paid").between(finalized + Days.HOUR, due)
            : due + Math.min(draw.at("late").logNormal(5 * Days.DAY, 0.8), 45 * Days.DAY);
    return new Schedule(created, finalized, due, paid, Days.NEVER, Days.NEVER);
  }

  /** An invoice that is charged at once is paid at once, or at the second or third attempt. */
  private static Schedule charged(Head head, long created, long finalized) {
    Draw draw = head.draw();
    long paid = finalized + 2 * Days.SECOND;
    if (draw.at("fails").happens(60, 1_000)) {
      paid += 5 * Days.DAY;
      if (draw.at("fails").at(1).happens(400, 1_000)) {
        paid += 9 * Days.DAY;
        if (draw.at("fails").at(2).happens(400, 1_000)) {
          long over = finalized + 21 * Days.DAY;
          return new Schedule(created, finalized, Days.NEVER, Days.NEVER, Days.NEVER, over);
        }
      }
    }
    return new Schedule(created, finalized, Days.NEVER, paid, Days.NEVER, Days.NEVER);
  }

  private static List<Long> failures(Head head, Schedule schedule, int daysUntilDue) {
    if (daysUntilDue > 0) {
      boolean stumbles = head.draw().at("stumbles").happens(40, 1_000);
      return stumbles && schedule.paid() != Days.NEVER
          ? List.of(schedule.paid() - 10 * Days.MINUTE)
          : List.of();
    }
    long first = schedule.finalized() + 2 * Days.SECOND;
    List<Long> failures = new ArrayList<>();
    for (long at : List.of(first, first + 5 * Days.DAY, first + 14 * Days.DAY)) {
      if (at < schedule.paid()) {
        failures.add(at);
      }
    }
    return failures;
  }
}
