package io.tributary.sandbox.ads;

import io.tributary.sandbox.ads.Lead.Conversion;
import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.chance.Ids;
import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BalanceTransaction.Entry;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Origin;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Books;
import io.tributary.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clicks that brought the customers whom Stripe knows, by account and day. What they paid
 * within ninety days of the click is the value of their conversions, so both halves agree.
 */
final class Leads {
  private static final int LONGEST = 30;

  private final Map<Long, List<Lead>> byClick = new HashMap<>();
  private final Map<Long, List<Lead>> byConversion = new HashMap<>();

  static Leads of(World world, Accounts accounts) {
    Leads leads = new Leads();
    Map<Long, List<BalanceTransaction>> paid = paid(world.platform());
    Ids ids = new Ids(world.plan().seed());
    List<Customer> customers = new ArrayList<>(world.platform().of(Customer.class).rows());
    customers.addAll(world.newcomers(world.now() + (LONGEST + 1) * Days.DAY));
    for (Customer customer : customers) {
      if (Origin.hasClick(customer)) {
        Account account = accounts.of(Country.valueOf(customer.kingdom().place().country()));
        List<BalanceTransaction> entries = paid.getOrDefault(customer.serial(), List.of());
        Lead lead = lead(world, account, customer, entries, ids);
        if (lead.clickedAt() <= world.now()) {
          leads.add(lead);
        }
      }
    }
    return leads;
  }

  private static Map<Long, List<BalanceTransaction>> paid(Books books) {
    Map<Long, List<BalanceTransaction>> paid = new HashMap<>();
    var charges = books.of(Charge.class);
    for (BalanceTransaction each : books.of(BalanceTransaction.class).rows()) {
      if (each.entry() == Entry.CHARGE) {
        Charge charge = charges.find(Serials.chargeOfTransaction(each.serial())).orElseThrow();
        long customer = charge.order().customer().serial();
        paid.computeIfAbsent(customer, key -> new ArrayList<>()).add(each);
      }
    }
    return paid;
  }

  private static Lead lead(
      World world, Account account, Customer customer, List<BalanceTransaction> entries, Ids ids) {
    Draw draw = customer.draw().at("visit");
    long lag = (long) draw.at("lag").below(LONGEST) * draw.at("patience").below(LONGEST) / LONGEST;
    long clicked = customer.created() - lag * Days.DAY - draw.at("minutes").below(50) * Days.MINUTE;
    clicked = Math.max(clicked, world.plan().since());
    List<Conversion> conversions = new ArrayList<>();
    if (customer.created() <= world.now()) {
      conversions.add(new Conversion(Action.SIGN_UP, customer.created(), 0));
    }
    for (BalanceTransaction entry : entries) {
      if (entry.created() <= clicked + Action.CLICK_DAYS * Days.DAY) {
        long value = value(entry.amount().cents(), account.territory().currency());
        conversions.add(new Conversion(Action.TRIBUTE, entry.created(), value));
      }
    }
    Campaign campaign = Campaign.of(Origin.CAMPAIGNS.indexOf(Origin.campaign(customer)));
    Country country = Country.valueOf(customer.kingdom().place().country());
    long key =
        (Visits.key(draw.at("key"), campaign, account.hour(clicked)) & ~Dim.COUNTRY.mask())
            | Dim.COUNTRY.at(country.place());
    return new Lead(account, key, clicked, Origin.click(ids, customer), conversions);
  }

  /** Cents in thousandths of a currency's unit, in whole minor units. */
  static long value(long cents, Currency currency) {
    long minor =
        currency.amount(currency.micros(cents * 10_000) * pow(currency.minorUnits()), 1_000_000);
    return minor * pow(3 - currency.minorUnits());
  }

  private static long pow(int places) {
    long power = 1;
    for (int i = 0; i < places; i++) {
      power *= 10;
    }
    return power;
  }

  private void add(Lead lead) {
    file(byClick, lead, lead.clickDay());
    lead.conversions().stream()
        .map(conversion -> lead.account().day(conversion.at()))
        .distinct()
        .forEach(day -> file(byConversion, lead, day));
  }

  private static void file(Map<Long, List<Lead>> leads, Lead lead, long day) {
    leads.computeIfAbsent(place(lead.account(), day), key -> new ArrayList<>()).add(lead);
  }

  private static long place(Account account, long day) {
    return (long) account.ordinal() << 32 | day;
  }

  List<Lead> clickedOn(Account account, long day) {
    return byClick.getOrDefault(place(account, day), List.of());
  }

  List<Lead> convertedOn(Account account, long day) {
    return byConversion.getOrDefault(place(account, day), List.of());
  }
}
