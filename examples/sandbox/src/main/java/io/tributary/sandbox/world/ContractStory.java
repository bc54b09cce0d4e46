package io.tributary.sandbox.world;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Contract;
import io.tributary.sandbox.entity.Contract.Span;
import io.tributary.sandbox.entity.Contract.Terms;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Item;
import io.tributary.sandbox.entity.Item.Quantity;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Price.Term;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.realm.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who signs a contract, for what, and how long it holds: 40% of all customers have one. */
record ContractStory(Catalog catalog) {
  private static final int LONGEST = 240;

  /** Every 199th customer is a market town, with a contract and one bill of 250 lines. */
  static boolean isTown(Customer customer) {
    return customer.serial() % 199 == 5;
  }

  /** Every 50th customer is an estate: its contract has twelve items. */
  static boolean isEstate(Customer customer) {
    return customer.serial() % 50 == 9;
  }

  Optional<Contract> of(Customer customer) {
    Draw draw = customer.draw().at("contract");
    boolean signs = isTown(customer) || isEstate(customer) || draw.at("signs").happens(390, 1_000);
    long start = customer.created() + draw.at("start").between(600, 20 * 86_400) * Days.SECOND;
    if (!signs || start >= customer.deletedAt()) {
      return Optional.empty();
    }
    boolean yearly = !isTown(customer) && draw.at("yearly").happens(120, 1_000);
    boolean sends = draw.at("sends").happens(650, 1_000);
    int days = sends ? (int) (long) draw.at("days").oneOf(7L, 14L, 14L, 30L) : 0;
    Terms terms = new Terms(yearly ? Term.YEAR : Term.MONTH, days, coupon(draw));
    Span span = span(customer, terms, start, draw);
    long serial = Serials.subscription(customer.serial(), 0);
    return Optional.of(
        new Contract(serial, customer, items(customer, serial, terms, span, draw), terms, span));
  }

  private @Nullable Coupon coupon(Draw draw) {
    return draw.at("coupon").happens(150, 1_000)
        ? draw.at("which coupon").oneOf(catalog.coupons().toArray(new Coupon[0]))
        : null;
  }

  private static Span span(Customer customer, Terms terms, long start, Draw draw) {
    int kind = isTown(customer) ? 1_000 : draw.at("trial").below(1_000);
    int trialDays = kind < 300 ? 30 : kind < 550 ? 90 : kind < 750 ? 180 : 0;
    long trialEnd = start + trialDays * Days.DAY;
    boolean pauses = trialDays > 0 && draw.at("pauses").happens(20, 1_000);
    int months = 1;
    while (months < LONGEST && !draw.at("leaves").at(months).happens(27, 1_000)) {
      months++;
    }
    int periods = terms.term() == Term.YEAR ? 1 + months / 12 : months;
    long ends = Billing.periodStart(trialEnd, terms.term(), periods);
    long asked = ends - draw.at("asks").between(1, 25) * Days.DAY;
    if (pauses) {
      return new Span(start, trialEnd, trialEnd, Days.NEVER, Days.NEVER);
    }
    return ends < customer.deletedAt()
        ? new Span(start, trialEnd, Days.NEVER, asked, ends)
        : new Span(start, trialEnd, Days.NEVER, Days.NEVER, customer.deletedAt());
  }

  private List<Item> items(Customer customer, long serial, Terms terms, Span span, Draw draw) {
    int kind = draw.at("items").below(1_000);
    int count = isEstate(customer) || kind < 10 ? 12 : kind < 130 ? 3 : kind < 410 ? 2 : 1;
    List<Price> prices = catalog.of(terms.term());
    int first = draw.at("first price").below(prices.size());
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Price price = prices.get((first + i) % prices.size());
      Quantity quantity = quantity(price, span, draw.at("item").at(i));
      items.add(new Item(Serials.item(serial, i), span.start(), price, quantity));
    }
    return items;
  }

  /** 15% of all items change their quantity once. */
  private static Quantity quantity(Price price, Span span, Draw draw) {
    boolean tiny = price.rate().tenths() < 10;
    long most = tiny ? 40_000 : price.rate().isTiered() ? 30 : 3;
    long first = draw.at("first").between(tiny ? 1_001 : 1, most);
    if (!draw.at("changes").happens(150, 1_000)) {
      return new Quantity(first, Days.NEVER, first);
    }
    long at = span.start() + draw.at("when").between(20 * Days.DAY, 400 * Days.DAY);
    long second =
        draw.at("grows").happens(700, 1_000)
            ? first + draw.at("by").between(1, most)
            : (first + 1) / 2;
    return second == first
        ? new Quantity(first, Days.NEVER, first)
        : new Quantity(first, at, second);
  }
}
