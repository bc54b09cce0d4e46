package io.tributary.trials.replication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.tap.stripe.fake.FakeStripe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Money that moves, becomes available without a word, and is paid out. One thread at a time. */
final class Ledger {
  static final String MOVEMENTS = "/v1/balance_transactions";

  private final FakeStripe stripe;
  private final ObjectHistory payouts;
  private final Chance chance;
  private final List<String> pending = new ArrayList<>();
  private final List<String> available = new ArrayList<>();
  private int serial;

  Ledger(FakeStripe stripe, ObjectHistory payouts, Chance chance) {
    this.stripe = stripe;
    this.payouts = payouts;
    this.chance = chance;
  }

  void happen(Instant at) {
    if (chance.one(2)) {
      move(at);
    } else {
      settle();
    }
  }

  private void move(Instant at) {
    String id = "txn_" + serial++;
    ObjectNode json = stripe.add(MOVEMENTS, id, at, chance.listed(at));
    json.put("object", "balance_transaction").put("status", "pending").put("amount", serial);
    var fees = json.putArray("fee_details");
    for (int i = chance.below(3); i > 0; i--) {
      fees.addObject().put("type", "stripe_fee").put("amount", i).put("currency", "eur");
    }
    pending.add(id);
  }

  /** Nothing tells that money has become available. */
  private void settle() {
    if (!pending.isEmpty()) {
      String id = pending.remove(chance.below(pending.size()));
      stripe.find(MOVEMENTS, id).put("status", "available");
      available.add(id);
      chance.saw(Hazard.SETTLED_SILENTLY);
    }
  }

  /** It becomes known what has been paid out. */
  void reconcile(String payout, Instant at) {
    stripe.find(Kind.PAYOUTS.path(), payout).put("automatic", true);
    for (int i = chance.below(14); i > 0 && !available.isEmpty(); i--) {
      String id = available.remove(chance.below(available.size()));
      ObjectNode paid = stripe.add(payouts.inside(payout), id, at, at);
      paid.setAll(stripe.find(MOVEMENTS, id).deepCopy());
    }
    payouts.change(payout, at);
  }
}
