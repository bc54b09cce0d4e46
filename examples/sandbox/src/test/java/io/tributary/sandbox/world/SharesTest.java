package io.tributary.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BalanceTransaction.Entry;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.CreditNote;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Dispute;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.InvoicePayment;
import io.tributary.sandbox.entity.Line;
import io.tributary.sandbox.entity.Payout;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Product;
import io.tributary.sandbox.entity.PromotionCode;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.entity.TaxRate;
import io.tributary.sandbox.entity.Transfer;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Kingdom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How often things happen in a world of 5,000 customers: what the scenario says, within reason. */
class SharesTest {
  private static final long NOW = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
  private static final World WORLD = World.at(Plan.endingAt(NOW, 42, Size.M), NOW);

  private static <T extends Entity> List<T> all(Class<T> type) {
    return WORLD.platform().of(type).rows();
  }

  private static <T> double share(List<T> all, Predicate<T> which) {
    return (double) all.stream().filter(which).count() / all.size();
  }

  @Test
  void thereAreTwelveKingdomsOfFiveCurrencies() {
    List<Kingdom> kingdoms = WORLD.kingdoms();

    assertThat(kingdoms).extracting(Kingdom::code).hasSize(12).startsWith("K01").endsWith("K12");
    assertThat(kingdoms.stream().map(Kingdom::currency).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Currency.class));
    assertThat(kingdoms)
        .allSatisfy(each -> assertThat(each.people().population()).isBetween(30_000L, 4_000_000L));
    assertThat(Currency.JPY.minorUnits()).isZero();
    assertThat(Currency.KWD.minorUnits()).isEqualTo(3);
  }

  @Test
  void theCatalogIsSmallAndHasEveryKindOfPrice() {
    List<Price> prices = all(Price.class);

    assertThat(all(Product.class)).hasSize(4);
    assertThat(prices).hasSize(12).anyMatch(price -> price.rate().isTiered());
    assertThat(prices).extracting(Price::term).contains(Price.Term.values());
    assertThat(all(Coupon.class)).hasSize(3);
    assertThat(all(PromotionCode.class)).hasSize(5);
    assertThat(all(TaxRate.class)).hasSize(2);
  }

  @Test
  void someCustomersMoveAndSomeLeave() {
    List<Customer> customers = all(Customer.class);

    assertThat(customers).hasSize(5_000);
    assertThat(share(customers, each -> each.deletedAt() <= NOW)).isCloseTo(0.02, within(0.01));
    assertThat(share(customers, each -> each.movedAt() <= NOW)).isCloseTo(0.05, within(0.02));
  }

  @Test
  void fourInTenSubscribe() {
    List<Subscription> subscriptions = all(Subscription.class);

    assertThat(subscriptions.size() / 5_000.0).isCloseTo(0.4, within(0.03));
    assertThat(share(subscriptions, has("trialing"))).isCloseTo(0.10, within(0.04));
    assertThat(share(subscriptions, has("past_due"))).isCloseTo(0.04, within(0.025));
    assertThat(share(subscriptions, has("canceled"))).isCloseTo(0.25, within(0.06));
    assertThat(share(subscriptions, has("paused"))).isCloseTo(0.01, within(0.006));
    assertThat(subscriptions)
        .extracting(each -> each.contract().items().size())
        .contains(1, 2, 3, 12);
    assertThat(subscriptions)
        .anyMatch(
            each ->
                each.contract().items().stream()
                    .anyMatch(item -> item.quantity().changedAt() <= NOW));
  }

  private static Predicate<Subscription> has(String status) {
    return subscription -> subscription.status(NOW).equals(status);
  }

  @Test
  void invoicesAreInEveryStateAndSomeAreLong() {
    List<Invoice> invoices = all(Invoice.class);
    Set<String> states =
        invoices.stream().map(each -> each.status(NOW)).collect(Collectors.toSet());
    List<Line.Type> types =
        invoices.stream()
            .flatMap(each -> each.bill().lines().stream())
            .map(line -> line.origin().type())
            .distinct()
            .toList();

    assertThat(states).containsExactlyInAnyOrder("draft", "open", "paid", "void", "uncollectible");
    assertThat(types).contains(Line.Type.PRORATION);
    assertThat(share(invoices, each -> each.bill().lines().size() == 25))
        .isCloseTo(0.01, within(0.005));
    assertThat(invoices).anyMatch(each -> each.bill().lines().size() == 250);
    assertThat((double) all(CreditNote.class).size() / invoices.size())
        .isCloseTo(0.03, within(0.01));
    assertThat(all(InvoicePayment.class)).isNotEmpty();
  }

  @Test
  void someChargesFailAndSomeAreGivenBack() {
    List<Charge> charges = all(Charge.class);

    assertThat(share(charges, Charge::isFailed)).isCloseTo(0.04, within(0.01));
    assertThat(share(charges, each -> each.capture().isManual())).isCloseTo(0.01, within(0.006));
    assertThat(share(charges, each -> each.refunded(NOW) > 0)).isCloseTo(0.06, within(0.015));
    assertThat(share(charges, each -> each.after().dispute() != null))
        .isCloseTo(0.006, within(0.002));
  }

  @Test
  void disputesAreMoreOftenLostThanWon() {
    List<Dispute> closed =
        all(Dispute.class).stream().filter(each -> each.ruling().at() <= NOW).toList();

    assertThat(closed).hasSizeGreaterThan(50);
    assertThat(share(closed, each -> each.ruling().isWon())).isCloseTo(0.4, within(0.12));
    assertThat(closed)
        .allSatisfy(
            each ->
                assertThat(each.ruling().at() - each.created())
                    .isBetween(10 * Days.DAY, 91 * Days.DAY));
  }

  @Test
  void theLedgerHasEveryKindOfEntryAndPaysOutDaily() {
    List<BalanceTransaction> ledger = all(BalanceTransaction.class);
    List<Payout> payouts = all(Payout.class);

    assertThat(ledger.stream().map(BalanceTransaction::entry).distinct())
        .contains(
            Entry.CHARGE,
            Entry.REFUND,
            Entry.REFUND_FAILURE,
            Entry.DISPUTE,
            Entry.DISPUTE_REVERSAL,
            Entry.PAYOUT,
            Entry.PAYOUT_FAILURE,
            Entry.ADJUSTMENT,
            Entry.STRIPE_FEE);
    assertThat(ledger).anyMatch(each -> each.availableAt() > NOW);
    assertThat(payouts).anyMatch(each -> each.type() == Payout.Type.MANUAL);
    assertThat(share(payouts, each -> each.way().failedAt() <= NOW)).isBetween(0.001, 0.02);
  }

  @Test
  void aChargeCostsAFeeAndIsAvailableTwoBusinessDaysLater() {
    for (BalanceTransaction each : all(BalanceTransaction.class)) {
      if (each.entry() == Entry.CHARGE) {
        long charged = each.amount().cents();
        assertThat(each.amount().fee()).isCloseTo(Math.round(charged * 0.029) + 30, within(1L));
        assertThat(Days.of(each.availableAt()))
            .isEqualTo(Days.plusBusiness(Days.of(each.created()), 2));
      }
    }
  }

  @Test
  void threeAccountsAreConnectedAndOneTransferIsReversed() {
    assertThat(WORLD.connected()).hasSize(3);
    assertThat(all(Transfer.class)).filteredOn(each -> each.reversedAt() <= NOW).hasSize(1);
    for (Books books : WORLD.accounts()) {
      assertThat(books.of(Charge.class).size()).isPositive();
    }
  }
}
