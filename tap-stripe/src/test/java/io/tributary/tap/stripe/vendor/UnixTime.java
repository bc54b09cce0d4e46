package io.tributary.tap.stripe.vendor;

import java.util.Set;
import java.util.regex.Pattern;

/** Which whole numbers are seconds since the epoch: neither the typings nor the spec say of all. */
final class UnixTime {
  /** Parts of times, and spans of it. */
  private static final Set<String> NEVER =
      Set.of(
          "interval_count",
          "trial_period_days",
          "exp_month",
          "exp_year",
          "days_until_due",
          "day_of_month",
          "month",
          "year",
          "hour",
          "minute",
          "second",
          "cancel_after");

  private static final Pattern NAMES =
      Pattern.compile(
          "(?:.*_)?(?:created|updated|expires|expiration)"
              + "|.*_(?:at|on|date|until|before|since|after|deadline)"
              + "|deadline|date|timestamp|as_of|eta|due_by|redeem_by|start|end"
              + "|billing_cycle_anchor|next_payment_attempt|next_pending_invoice_item_invoice"
              + "|data_load_time|frozen_time|reset_billing_cycle_anchor|active_from"
              + "|(?:current_)?period_(?:start|end)|(?:trial|interval|data_available)_(?:start|end)");

  private static final Pattern DOC =
      Pattern.compile("(?is).*(?:unix timestamp|seconds since the unix epoch|unix epoch).*");

  private UnixTime() {}

  static boolean is(String name, String doc) {
    return !NEVER.contains(name) && (NAMES.matcher(name).matches() || DOC.matcher(doc).matches());
  }
}
