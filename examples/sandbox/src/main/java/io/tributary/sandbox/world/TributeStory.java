package io.tributary.sandbox.world;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Order;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The payments that somebody makes of their own accord: mostly on market days and at harvest. */
record TributeStory(PaymentStory payments) {
  private static final int[] OF_WEEKDAY = {450, 500, 1_000, 500, 600, 950, 150};
  private static final int[] OF_MONTH = {
    400, 420, 450, 470, 480, 500, 600, 850, 1_000, 950, 600, 800
  };
  private static final long MEDIAN_CENTS = 2_600;
  private static final int LONGEST_GAP = 65;
  private static final int HARVEST = 850;

  /** Every payment up to a moment. */
  List<Payment> until(long now, Customer customer) {
    Draw draw = customer.draw().at("tributes");
    long first = Days.of(customer.created()) + 1;
    List<Payment> made = new ArrayList<>();
    long day = first;
    for (int i = 0; Days.startOf(day) <= now; i++) {
      Draw chance = draw.at(i);
      int season = season(day);
      long at = Days.startOf(day) + chance.at("time").between(5 * Days.HOUR, 22 * Days.HOUR);
      if (chance.happens(season, 1_000_000) && at <= now && at < customer.deletedAt()) {
        int place = Serials.TRIBUTES | (int) (day - first);
        made.add(payments.tribute(order(customer, place, season, chance), at));
      }
      day += chance.at("gap").between(1, LONGEST_GAP);
    }
    return made;
  }

  private static Order order(Customer customer, int place, int season, Draw chance) {
    Currency currency = customer.kingdom().currency();
    long median = MEDIAN_CENTS * customer.kingdom().wealth() / 1_000;
    long cents =
        chance.at("amount").logNormal(season >= HARVEST * 1_000 ? median * 3 / 2 : median, 0.9);
    long amount = currency.priced(Math.max(50, Math.min(cents, 5_000_000)));
    long serial = Serials.document(customer.serial(), place);
    return new Order(serial, customer, currency, amount, null, chance.at("payment"));
  }

  /** How likely a payment is on a day, in millionths of the best day. */
  private static int season(long day) {
    int month = LocalDate.ofEpochDay(day).getMonthValue();
    return OF_WEEKDAY[Days.weekday(day) - 1] * OF_MONTH[month - 1];
  }
}
