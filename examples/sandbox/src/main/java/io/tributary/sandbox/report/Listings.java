package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdsWorld;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The rows of resources that count nothing; none for what this world does not have. */
final class Listings {
  private Listings() {}

  static Iterator<Row> of(AdsWorld world, Account account, Inquiry inquiry) {
    return switch (inquiry.resource().name()) {
      case "customer_client" -> clients(world, account).iterator();
      default -> Collections.emptyIterator();
    };
  }

  /** A manager's whole tree, itself included; a client sees itself alone. */
  private static List<Row> clients(AdsWorld world, Account manager) {
    List<Row> rows = new ArrayList<>();
    for (Account each : world.accounts().all()) {
      int level = world.accounts().distance(manager, each);
      if (level >= 0) {
        rows.add(Row.of(world, manager, 0, new CustomerFields.Client(each, level)));
      }
    }
    return rows;
  }
}
