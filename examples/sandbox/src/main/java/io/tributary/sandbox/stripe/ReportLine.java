package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BalanceTransaction.Entry;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Order;
import io.tributary.sandbox.entity.Payout;
import io.tributary.sandbox.entity.Ref;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A line of a report: a balance transaction, and the automatic payout that paid it. */
record ReportLine(View view, BalanceTransaction transaction, Optional<Payout> payout) {
  private static final Set<Entry> PAYOUTS = EnumSet.of(Entry.PAYOUT, Entry.PAYOUT_FAILURE);

  /** The lines of a report, oldest first, from a second up to another. */
  static List<ReportLine> of(View view, ReportType.Family family, long from, long until) {
    return switch (family) {
      case ACTIVITY -> activity(view, from, until);
      case PAYOUTS -> payouts(view, from, until);
    };
  }

  private static List<ReportLine> activity(View view, long from, long until) {
    Map<Long, Payout> paidBy = new HashMap<>();
    for (Payout payout : automatic(view)) {
      payout.parts().forEach(part -> paidBy.put(part.serial(), payout));
    }
    Table<BalanceTransaction> table = view.table(BalanceTransaction.class);
    List<ReportLine> lines = new ArrayList<>();
    for (BalanceTransaction each :
        table.rows().subList(table.firstBefore(until), table.firstBefore(from))) {
      if (!PAYOUTS.contains(each.entry())) {
        lines.add(new ReportLine(view, each, Optional.ofNullable(paidBy.get(each.serial()))));
      }
    }
    Collections.reverse(lines);
    return lines;
  }

  private static List<ReportLine> payouts(View view, long from, long until) {
    List<ReportLine> lines = new ArrayList<>();
    for (Payout payout : automatic(view)) {
      long effective = payout.way().arrival() / Days.SECOND;
      if (effective >= from && effective < until) {
        for (BalanceTransaction part : payout.parts()) {
          lines.add(new ReportLine(view, part, Optional.of(payout)));
        }
      }
    }
    return lines;
  }

  private static List<Payout> automatic(View view) {
    List<Payout> payouts = new ArrayList<>(view.table(Payout.class).rows());
    payouts.removeIf(payout -> payout.type() != Payout.Type.AUTOMATIC);
    Collections.reverse(payouts);
    return payouts;
  }

  /** The charge that the money was of; none if it was of something else. */
  Optional<Charge> charge() {
    Ref source = transaction.source();
    if (source == null) {
      return Optional.empty();
    }
    Table<Charge> charges = view.table(Charge.class);
    if (source.kind() == Kind.REFUND) {
      return charges.find(Serials.chargeOfRefund(source.serial()));
    }
    return source.kind() == Kind.CHARGE || source.kind() == Kind.DISPUTE
        ? charges.find(source.serial())
        : Optional.empty();
  }

  Optional<Order> order() {
    return charge().map(Charge::order);
  }
}
