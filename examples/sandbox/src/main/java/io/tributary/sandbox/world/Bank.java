package io.tributary.sandbox.world;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BalanceTransaction.Entry;
import io.tributary.sandbox.entity.Payout;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.realm.Days;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Pays the account's money out: on each business day all that has become available, if it comes to
 * a dollar. What the bank sends back is paid out again with the next payout.
 */
public final class Bank {
  private static final long EARLY = 30 * Days.MINUTE;
  private static final long LEAST = 100;
  private static final int PAID = 0;
  private static final int SENT_BACK = 1;
  private static final int ARRIVES_AFTER = 2;
  private static final int SURE_TO_FAIL = 21;
  private static final int MANUAL_DAY = 60;
  private static final long MANUAL_CENTS = 1_000_000;

  private static final Comparator<BalanceTransaction> OLDEST_FIRST =
      Comparator.comparingLong(BalanceTransaction::availableAt)
          .thenComparingLong(BalanceTransaction::serial);

  private final Draw draw;
  private final int account;
  private final long now;

  /** What has not been paid out, by the day at whose beginning it is available. */
  private final NavigableMap<Long, List<BalanceTransaction>> waiting = new TreeMap<>();

  private final List<Payout> payouts = new ArrayList<>();
  private final List<BalanceTransaction> entries = new ArrayList<>();

  Bank(Draw draw, int account, long now) {
    this.draw = draw.at("bank").at(account);
    this.account = account;
    this.now = now;
  }

  List<Payout> payouts() {
    return payouts;
  }

  /** What the payouts themselves write into the ledger. */
  List<BalanceTransaction> entries() {
    return entries;
  }

  void payOut(List<BalanceTransaction> transactions, long since) {
    transactions.forEach(this::await);
    for (long day = Days.of(since); Days.startOf(day) + EARLY <= now; day++) {
      if (Days.isBusiness(day)) {
        automatic(day);
      }
      if (account == 0 && day == Days.of(since) + MANUAL_DAY) {
        manual(day);
      }
    }
  }

  private void automatic(long day) {
    List<BalanceTransaction> parts = new ArrayList<>();
    Map<Long, List<BalanceTransaction>> available = waiting.headMap(day, true);
    available.values().forEach(parts::addAll);
    long sum = parts.stream().mapToLong(BalanceTransaction::net).sum();
    if (sum < LEAST) {
      return;
    }
    available.clear();
    parts.sort(OLDEST_FIRST);
    long created = Days.startOf(day) + EARLY;
    long arrival = Days.startOf(Days.plusBusiness(day, ARRIVES_AFTER));
    boolean fails = payouts.size() == SURE_TO_FAIL || draw.at(day).happens(3, 1_000);
    long failed = fails ? arrival + 30 * Days.HOUR : Days.NEVER;
    long document = document(day, 0);
    Payout payout =
        new Payout(
            document, created, sum, Payout.Type.AUTOMATIC, new Payout.Way(arrival, failed), parts);
    payouts.add(payout);
    write(payout);
  }

  private void await(BalanceTransaction transaction) {
    long day = -Math.floorDiv(-transaction.availableAt(), Days.DAY);
    waiting.computeIfAbsent(day, each -> new ArrayList<>()).add(transaction);
  }

  private void manual(long day) {
    long created = Days.startOf(day) + 11 * Days.HOUR;
    if (created > now) {
      return;
    }
    Payout.Way way = new Payout.Way(Days.startOf(Days.plusBusiness(day, 1)), Days.NEVER);
    Payout payout =
        new Payout(
            document(day, Serials.TRIBUTES),
            created,
            MANUAL_CENTS,
            Payout.Type.MANUAL,
            way,
            List.of());
    payouts.add(payout);
    write(payout);
  }

  private void write(Payout payout) {
    entries.add(entry(payout, PAID, payout.created(), Entry.PAYOUT, -payout.amount()));
    long failed = payout.way().failedAt();
    if (failed <= now) {
      BalanceTransaction back =
          entry(payout, SENT_BACK, failed, Entry.PAYOUT_FAILURE, payout.amount());
      entries.add(back);
      await(back);
    }
  }

  private static BalanceTransaction entry(
      Payout payout, int place, long at, Entry entry, long cents) {
    return Ledger.houseEntry(payout.serial(), place, at, entry, cents, payout.ref());
  }

  /** The number of the transaction that a payout writes. */
  public static long paid(Payout payout) {
    return Ledger.ofHouse(payout.serial(), PAID);
  }

  /** The number of the transaction that a payout writes when the bank sends it back. */
  public static long sentBack(Payout payout) {
    return Ledger.ofHouse(payout.serial(), SENT_BACK);
  }

  /** A number for what the account does on a day. */
  static long document(int account, long day, int place) {
    long since2000 = day - 10_957;
    return Serials.document(Serials.customer(account, 0), place | (int) since2000);
  }

  private long document(long day, int place) {
    return document(account, day, place);
  }
}
