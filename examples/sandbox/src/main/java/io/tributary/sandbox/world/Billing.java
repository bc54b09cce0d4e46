package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.Contract;
import io.tributary.sandbox.entity.Item;
import io.tributary.sandbox.entity.Item.Quantity;
import io.tributary.sandbox.entity.Line;
import io.tributary.sandbox.entity.Line.Origin;
import io.tributary.sandbox.entity.Line.Period;
import io.tributary.sandbox.entity.Line.Sum;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Price.Term;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.entity.TaxRate;
import io.tributary.sandbox.realm.Currency;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one invoice while it is being drawn up, and how discount and tax fall to them. */
final class Billing {
  private record Draft(Origin origin, Period period, long quantity, long amount) {}

  private final Currency currency;
  private final List<Draft> drafts = new ArrayList<>();

  Billing(Currency currency) {
    this.currency = currency;
  }

  /** When a period begins: whole months or years after the first, counted in UTC. */
  static long periodStart(long anchor, Term term, int period) {
    var start = Instant.ofEpochMilli(anchor).atOffset(ZoneOffset.UTC);
    return (term == Term.YEAR ? start.plusYears(period) : start.plusMonths(period))
        .toInstant()
        .toEpochMilli();
  }

  /** The trial's line for each item, which costs nothing. */
  void trial(Contract contract, Period trial) {
    for (Item item : contract.items()) {
      long quantity = item.quantity().at(trial.start());
      drafts.add(new Draft(new Origin(item.price(), item, Line.Type.TRIAL), trial, quantity, 0));
    }
  }

  /** A line for each item, in advance. */
  void period(Contract contract, Period period) {
    for (Item item : contract.items()) {
      long quantity = item.quantity().at(period.start());
      long amount = item.price().rate().amount(quantity, currency);
      drafts.add(
          new Draft(new Origin(item.price(), item, Line.Type.ITEM), period, quantity, amount));
    }
  }

  /**
   * Two lines for each item that grew in the period before: the old rest back, the new rest due.
   */
  void corrections(Contract contract, Period before) {
    for (Item item : contract.items()) {
      Quantity quantity = item.quantity();
      long changed = quantity.changedAt();
      if (changed > before.start()
          && changed < before.end()
          && quantity.second() > quantity.first()) {
        Period rest = new Period(changed, before.end());
        correction(item, before, rest, quantity.first(), -1);
        correction(item, before, rest, quantity.second(), 1);
      }
    }
  }

  private void correction(Item item, Period whole, Period rest, long quantity, int sign) {
    long full = item.price().rate().amount(quantity, currency);
    long share =
        currency.amount(
            full * ((rest.end() - rest.start()) / 1_000), (whole.end() - whole.start()) / 1_000);
    drafts.add(
        new Draft(
            new Origin(item.price(), item, Line.Type.PRORATION), rest, quantity, sign * share));
  }

  /** Lines that belong to no item. */
  void extra(Price price, long at, int lines) {
    for (int i = 0; i < lines; i++) {
      long quantity = 1L + i % 3;
      long amount = price.rate().amount(quantity, currency);
      drafts.add(
          new Draft(
              new Origin(price, null, Line.Type.EXTRA), new Period(at, at), quantity, amount));
    }
  }

  long subtotal() {
    return drafts.stream().mapToLong(Draft::amount).sum();
  }

  /**
   * The lines of the invoice. The discount falls to them by amount, exactly: the last line of those
   * that bear it takes what rounding leaves.
   */
  List<Line> lines(long invoice, long discount, @Nullable TaxRate tax) {
    long bearing = drafts.stream().mapToLong(draft -> Math.max(0, draft.amount())).sum();
    long left = discount;
    long ahead = bearing;
    List<Line> lines = new ArrayList<>();
    for (Draft draft : drafts) {
      long weight = Math.max(0, draft.amount());
      ahead -= weight;
      long share =
          weight == 0 ? 0 : ahead == 0 ? left : currency.amount(discount * weight, bearing);
      long borne = Math.min(left, Math.min(share, weight));
      left -= borne;
      long taxed = tax == null ? 0 : tax.on(draft.amount() - borne, currency);
      lines.add(
          new Line(
              Serials.line(invoice, lines.size()),
              draft.origin(),
              draft.period(),
              draft.quantity(),
              new Sum(draft.amount(), borne, taxed)));
    }
    return lines;
  }
}
