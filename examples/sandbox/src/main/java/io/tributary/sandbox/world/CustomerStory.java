package io.tributary.sandbox.world;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Kingdom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of each customer of one account, told up to a moment. */
record CustomerStory(Plan plan, int account, List<Kingdom> kingdoms, Stories stories) {

  /** The parts of a life; those who never are billed only give. */
  record Stories(
      @Nullable ContractStory contracts, @Nullable InvoiceStory invoices, TributeStory tributes) {}

  /** The members of a guild, who are never billed. */
  static CustomerStory ofGuild(
      Plan plan, int account, List<Kingdom> kingdoms, TributeStory tributes) {
    return new CustomerStory(plan, account, kingdoms, new Stories(null, null, tributes));
  }

  /** The life of the customer with an index, counted from 1, who signed up at a moment. */
  Life of(int index, long created, long now) {
    Customer customer = customer(index, created);
    List<Subscription> subscriptions = new ArrayList<>();
    List<Invoice> invoices = new ArrayList<>();
    bill(customer, now, subscriptions, invoices);
    List<Payment> payments = new ArrayList<>(stories.tributes().until(now, customer));
    for (Invoice invoice : invoices) {
      if (invoice.payment() != null) {
        payments.add(invoice.payment());
      }
    }
    return new Life(customer, subscriptions, invoices, payments);
  }

  private void bill(
      Customer customer, long now, List<Subscription> subscriptions, List<Invoice> invoices) {
    ContractStory contracts = stories.contracts();
    InvoiceStory bills = stories.invoices();
    if (contracts == null || bills == null) {
      return;
    }
    contracts
        .of(customer)
        .filter(contract -> contract.span().start() <= now)
        .ifPresent(
            contract -> {
              List<Invoice> billed = bills.of(contract, now);
              subscriptions.add(new Subscription(contract, billed));
              invoices.addAll(billed);
            });
    bills.single(customer, now).ifPresent(invoices::add);
  }

  /** 5% of those who have been here for up to two years have moved, 2% have left. */
  Customer customer(int index, long created) {
    Draw draw = plan.draw().at("customer").at(Serials.customer(account, index));
    long moved = created + draw.at("moved").between(Days.DAY, 730 * Days.DAY);
    long left = created + draw.at("left").between(30 * Days.DAY, 730 * Days.DAY);
    return new Customer(
        Serials.customer(account, index),
        created,
        kingdom(draw),
        draw,
        draw.at("moves").happens(100, 1_000) ? moved : Days.NEVER,
        draw.at("leaves").happens(42, 1_000) ? left : Days.NEVER);
  }

  /** A kingdom, the likelier the more people live there; each has some customers. */
  private Kingdom kingdom(Draw draw) {
    long all = kingdoms.stream().mapToLong(CustomerStory::weight).sum();
    long left = draw.at("kingdom").between(0, all - 1);
    for (Kingdom kingdom : kingdoms) {
      left -= weight(kingdom);
      if (left < 0) {
        return kingdom;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  private static long weight(Kingdom kingdom) {
    return 150_000 + kingdom.people().population();
  }
}
