package io.tributary.sandbox.world;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Charge.After;
import io.tributary.sandbox.entity.Charge.Capture;
import io.tributary.sandbox.entity.Charge.Settlement;
import io.tributary.sandbox.entity.Dispute;
import io.tributary.sandbox.entity.Order;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Refund;
import io.tributary.sandbox.entity.Refund.Reason;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.util.ArrayList;
import java.util.List;

/**
 * How payments go: attempts that fail, holds, refunds and disputes. An account that is not the
 * platform owes it a share of each payment, in thousandths.
 */
record PaymentStory(Draw seed, int applicationShare) {
  private static final long HOLD = 7 * Days.DAY;
  private static final long CHARGE_DELAY = 800;

  /** A payment for itself: 4% fail at first, 1% are only held. */
  Payment tribute(Order order, long at) {
    Draw draw = order.draw();
    if (draw.at("fails").happens(40, 1_000)) {
      List<Charge> attempts = new ArrayList<>();
      attempts.add(failed(order, 0, at + CHARGE_DELAY));
      long again = at + draw.at("again").between(2, 30) * Days.MINUTE;
      if (draw.at("tries again").happens(600, 1_000)) {
        attempts.add(succeeded(order, 1, again, Capture.atOnce(again)));
      }
      return new Payment(order, at, attempts, Days.NEVER);
    }
    long charged = at + CHARGE_DELAY;
    if (!draw.at("held").happens(10, 1_000)) {
      Charge charge = succeeded(order, 0, charged, Capture.atOnce(charged));
      return new Payment(order, at, List.of(charge), Days.NEVER);
    }
    if (draw.at("taken").happens(600, 1_000)) {
      long taken = charged + draw.at("take").between(Days.DAY, HOLD - Days.DAY);
      Charge charge = succeeded(order, 0, charged, new Capture(taken, charged + HOLD, null));
      return new Payment(order, at, List.of(charge), Days.NEVER);
    }
    return new Payment(order, at, List.of(expiring(order, charged)), charged + HOLD);
  }

  /** The payment of an invoice: attempts that fail, and one that succeeds unless it never does. */
  Payment ofInvoice(Order order, long created, List<Long> failures, long paid) {
    List<Charge> attempts = new ArrayList<>();
    for (long at : failures) {
      attempts.add(failed(order, attempts.size(), at));
    }
    if (paid != Days.NEVER) {
      attempts.add(succeeded(order, attempts.size(), paid, Capture.atOnce(paid)));
    }
    return new Payment(order, created, attempts, Days.NEVER);
  }

  private Charge failed(Order order, int attempt, long at) {
    String code =
        order
            .draw()
            .at("code")
            .at(attempt)
            .oneOf("card_declined", "insufficient_funds", "expired_card", "processing_error");
    return new Charge(
        Serials.charge(order.serial(), attempt),
        order,
        at,
        Capture.failed(code),
        new Settlement(order.currency().rate(seed, Days.of(at)), 0, 0),
        After.NOTHING);
  }

  /** A hold that runs out: all of it is released. */
  private Charge expiring(Order order, long at) {
    long serial = Serials.charge(order.serial(), 0);
    long expires = at + HOLD;
    Refund release =
        new Refund(
            Serials.refund(serial, 0),
            order,
            expires,
            order.amount(),
            Reason.EXPIRED_UNCAPTURED_CHARGE,
            new Refund.Return(Days.NEVER, 0));
    return new Charge(
        serial,
        order,
        at,
        new Capture(Days.NEVER, expires, null),
        new Settlement(order.currency().rate(seed, Days.of(at)), 0, 0),
        new After(List.of(release), null));
  }

  private Charge succeeded(Order order, int attempt, long at, Capture capture) {
    long serial = Serials.charge(order.serial(), attempt);
    long rate = order.currency().rate(seed, Days.of(capture.at()));
    long cents = Currency.settled(order.amount(), rate);
    long fee = Currency.USD.amount(cents * 29, 1_000) + 30;
    Settlement settlement =
        new Settlement(rate, fee, Currency.USD.amount(cents * applicationShare, 1_000));
    return new Charge(serial, order, at, capture, settlement, after(order, serial, capture.at()));
  }

  /** 6% of all payments are refunded (3% of the invoices, by credit notes), 0.6% disputed. */
  private After after(Order order, long charge, long paid) {
    Draw draw = order.draw().at("after");
    if (draw.at("refund").happens(order.invoice() == null ? 80 : 30, 1_000)) {
      return new After(refunds(order, charge, paid, draw), null);
    }
    return draw.at("dispute").happens(6, 1_000)
        ? new After(List.of(), dispute(order, charge, paid, draw))
        : After.NOTHING;
  }

  private List<Refund> refunds(Order order, long charge, long paid, Draw draw) {
    long first = paid + draw.at("lag").between(Days.MINUTE, 40 * Days.DAY);
    if (order.invoice() != null || draw.at("whole").happens(500, 1_000)) {
      return List.of(refund(order, charge, 0, first, order.amount(), draw));
    }
    long part = order.currency().amount(order.amount() * draw.at("part").between(100, 500), 1_000);
    if (part == 0) {
      return List.of(refund(order, charge, 0, first, order.amount(), draw));
    }
    Refund some = refund(order, charge, 0, first, part, draw);
    if (!draw.at("twice").happens(250, 1_000)) {
      return List.of(some);
    }
    long second = first + draw.at("second").between(Days.HOUR, 20 * Days.DAY);
    return List.of(some, refund(order, charge, 1, second, part, draw.at(1)));
  }

  private Refund refund(Order order, long charge, int place, long at, long amount, Draw draw) {
    long rate = order.currency().rate(seed, Days.of(at));
    boolean comesBack = draw.at("comes back").happens(20, 1_000);
    long back = comesBack ? at + draw.at("back").between(5, 20) * Days.DAY : Days.NEVER;
    Reason reason =
        draw.at("why")
            .oneOf(
                Reason.REQUESTED_BY_CUSTOMER,
                Reason.REQUESTED_BY_CUSTOMER,
                Reason.DUPLICATE,
                Reason.FRAUDULENT);
    return new Refund(
        Serials.refund(charge, place),
        order,
        at,
        amount,
        reason,
        new Refund.Return(back, Currency.settled(amount, rate)));
  }

  private Dispute dispute(Order order, long charge, long paid, Draw draw) {
    long at = paid + draw.at("disputed").between(5 * Days.DAY, 60 * Days.DAY);
    long ruled = at + draw.at("ruled").between(10 * Days.DAY, 90 * Days.DAY);
    return new Dispute(
        charge,
        order,
        at,
        at + draw.at("answered").between(Days.DAY, 7 * Days.DAY),
        new Dispute.Ruling(ruled, draw.at("won").happens(400, 1_000)),
        Currency.settled(order.amount(), order.currency().rate(seed, Days.of(at))));
  }
}
