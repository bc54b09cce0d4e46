package io.tributary.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Payout;
import io.tributary.sandbox.entity.Refund;
import io.tributary.sandbox.entity.TaxRate;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in every world, whatever its seed. */
class InvariantsTest {
  private static final long NOW = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

  private static World world(long seed) {
    return World.at(Plan.endingAt(NOW, seed, Size.S), NOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 7_777_777, -3})
  void anAutomaticPayoutIsTheSumOfItsTransactions(long seed) {
    for (Books books : world(seed).accounts()) {
      for (Payout payout : books.of(Payout.class).rows()) {
        long sum = payout.parts().stream().mapToLong(BalanceTransaction::net).sum();
        boolean automatic = payout.type() == Payout.Type.AUTOMATIC;
        assertThat(sum).isEqualTo(automatic ? payout.amount() : 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 7_777_777, -3})
  void everyTransactionIsPaidOutAtMostOnce(long seed) {
    for (Books books : world(seed).accounts()) {
      Set<Long> paid = new HashSet<>();
      for (Payout payout : books.of(Payout.class).rows()) {
        for (BalanceTransaction part : payout.parts()) {
          assertThat(paid.add(part.serial())).isTrue();
          assertThat(part.availableAt()).isLessThanOrEqualTo(payout.created());
          assertThat(books.of(BalanceTransaction.class).find(part.serial())).hasValue(part);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 7_777_777, -3})
  void anInvoiceIsTheSumOfItsLinesLessDiscountsAndWithTheTaxesAdded(long seed) {
    for (Invoice invoice : world(seed).platform().of(Invoice.class).rows()) {
      Invoice.Bill bill = invoice.bill();
      long lines = bill.lines().stream().mapToLong(line -> line.sum().amount()).sum();
      long discounts = bill.lines().stream().mapToLong(line -> line.sum().discount()).sum();
      TaxRate rate = bill.taxRate();
      long taxes =
          rate == null || rate.inclusive()
              ? 0
              : bill.lines().stream().mapToLong(line -> line.sum().tax()).sum();
      assertThat(bill.total()).isEqualTo(lines - discounts + taxes);
      assertThat(bill.discount()).isBetween(0L, Math.max(0, bill.subtotal()));
      if (invoice.payment() != null) {
        assertThat(invoice.payment().order().amount()).isEqualTo(bill.total());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 7_777_777, -3})
  void noMoreIsRefundedThanWasPaid(long seed) {
    World world = world(seed);
    for (Charge charge : world.platform().of(Charge.class).rows()) {
      long refunds =
          charge.after().refunds().stream()
              .filter(refund -> refund.created() <= NOW && refund.failedAt() > NOW)
              .mapToLong(Refund::amount)
              .sum();
      assertThat(charge.refunded(NOW)).isEqualTo(refunds).isBetween(0L, charge.amount());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 7_777_777, -3})
  void noNumberIsGivenTwiceAndNothingIsFromTheFuture(long seed) {
    record Name(Kind kind, long serial) {}
    World world = world(seed);
    Set<Name> seen = new HashSet<>();
    for (Books books : world.accounts()) {
      for (Table<? extends Entity> table : books.all()) {
        for (Entity entity : table.rows()) {
          assertThat(seen.add(new Name(entity.kind(), entity.serial()))).isTrue();
          assertThat(entity.created()).isBetween(world.plan().since(), world.now());
        }
      }
    }
  }
}
