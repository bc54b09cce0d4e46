package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BalanceTransaction.Entry;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Kingdom;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The generator's own answers for the platform's account, kingdom by kingdom; SQL over the tables
 * that were read from the sandbox must give exactly these.
 *
 * <p><b>Net gold received</b> is the sum of {@code net} over the balance transactions (all in US
 * cents) whose {@code reporting_category} is {@code charge}, {@code refund}, {@code
 * refund_failure}, {@code dispute} or {@code dispute_reversal}. Each counts for the kingdom of its
 * payment: {@code metadata.kingdom_code} of the charge that {@code source} names, or of the charge
 * of the refund or dispute that it names. Customers who have left count; they are no longer listed,
 * but their charges are. <b>Per head</b> is net gold in dollars by the census's population.
 *
 * <p><b>Paid on time</b>: of the invoices that have been finalised ({@code
 * status_transitions.finalized_at} is set), are not {@code void}, and whose {@code due_date} is not
 * later than the moment of the totals ({@code as_of}), those whose {@code
 * status_transitions.paid_at} is at or before {@code due_date}. Invoices that are charged at once
 * have no due date and do not count. The kingdom is the invoice's {@code metadata.kingdom_code}.
 */
public record Totals(long asOf, long openingBalance, List<OfKingdom> kingdoms) {
  private static final Set<Entry> RECEIVED =
      EnumSet.of(
          Entry.CHARGE, Entry.REFUND, Entry.REFUND_FAILURE, Entry.DISPUTE, Entry.DISPUTE_REVERSAL);

  public Totals {
    kingdoms = List.copyOf(kingdoms);
  }

  /**
   * What one kingdom gave, in cents, and how many of its invoices fell due and were paid by then.
   */
  public record OfKingdom(Kingdom kingdom, long customers, long cents, long due, long onTime) {

    public BigDecimal gold() {
      return BigDecimal.valueOf(cents, 2);
    }

    /** Dollars for each head, to six places. */
    public BigDecimal perHead() {
      return gold()
          .divide(BigDecimal.valueOf(kingdom.people().population()), 6, RoundingMode.HALF_UP);
    }

    /** The share that was paid on time, to six places; 0 if nothing fell due. */
    public BigDecimal onTimeShare() {
      return due == 0
          ? BigDecimal.ZERO
          : BigDecimal.valueOf(onTime).divide(BigDecimal.valueOf(due), 6, RoundingMode.HALF_UP);
    }
  }

  private static final class Sum {
    private long customers;
    private long cents;
    private long due;
    private long onTime;
  }

  public static Totals of(World world) {
    Map<String, Sum> sums = new TreeMap<>();
    world.kingdoms().forEach(kingdom -> sums.put(kingdom.code(), new Sum()));
    Books books = world.platform();
    for (Customer customer : books.of(Customer.class).rows()) {
      sum(sums, customer).customers += customer.isListed(world.now()) ? 1 : 0;
    }
    Table<Charge> charges = books.of(Charge.class);
    for (BalanceTransaction each : books.of(BalanceTransaction.class).rows()) {
      if (RECEIVED.contains(each.entry())) {
        long charge = Serials.chargeOfTransaction(each.serial());
        sum(sums, charges.find(charge).orElseThrow().order().customer()).cents += each.net();
      }
    }
    for (Invoice invoice : books.of(Invoice.class).rows()) {
      judge(invoice, world.now(), sum(sums, invoice.customer()));
    }
    List<OfKingdom> totals = new ArrayList<>();
    for (Kingdom kingdom : world.kingdoms()) {
      Sum sum = sums.getOrDefault(kingdom.code(), new Sum());
      totals.add(new OfKingdom(kingdom, sum.customers, sum.cents, sum.due, sum.onTime));
    }
    return new Totals(world.now(), books.opening(), totals);
  }

  /** The net gold received in cents by the number of the customer who gave it. */
  public static Map<Long, Long> netOfCustomers(World world) {
    Map<Long, Long> net = new TreeMap<>();
    Table<Charge> charges = world.platform().of(Charge.class);
    for (BalanceTransaction each : world.platform().of(BalanceTransaction.class).rows()) {
      if (RECEIVED.contains(each.entry())) {
        long charge = Serials.chargeOfTransaction(each.serial());
        long customer = charges.find(charge).orElseThrow().order().customer().serial();
        net.merge(customer, each.net(), Long::sum);
      }
    }
    return net;
  }

  private static Sum sum(Map<String, Sum> sums, Customer customer) {
    return sums.computeIfAbsent(customer.kingdom().code(), code -> new Sum());
  }

  /** Seconds are compared, as the tables hold them. */
  private static void judge(Invoice invoice, long now, Sum sum) {
    long due = Math.floorDiv(invoice.schedule().due(), Days.SECOND);
    long asOf = Math.floorDiv(now, Days.SECOND);
    boolean finalized = now >= invoice.schedule().finalized();
    if (!finalized || due > asOf || invoice.status(now).equals("void")) {
      return;
    }
    sum.due++;
    long paid = Math.floorDiv(invoice.schedule().paid(), Days.SECOND);
    sum.onTime += paid <= due && invoice.status(now).equals("paid") ? 1 : 0;
  }
}
