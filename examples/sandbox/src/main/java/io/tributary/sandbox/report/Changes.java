package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Campaign;

/** How accounts were changed by those who manage them. */
final class Changes {
  private static final int EVERY = 30;

  private Changes() {}

  /** Whether a field says when something was changed; the rows are chosen by it beforehand. */
  static boolean isTime(String field) {
    return field.equals("change_event.change_date_time")
        || field.equals("change_status.last_change_date_time");
  }

  /** A campaign's daily budget in dollars; it changes every thirty days. */
  static long budgetDollars(Campaign campaign, long worldDay) {
    long change = Math.max(0, worldDay - campaign.index()) / EVERY;
    return 20 + 5 * ((change * 7 + campaign.index()) % 9);
  }
}
