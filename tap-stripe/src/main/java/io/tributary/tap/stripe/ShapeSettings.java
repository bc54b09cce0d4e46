package io.tributary.tap.stripe;

import io.tributary.singer.config.Setting;
import io.tributary.tap.stripe.record.Columns;
import java.util.List;
import java.util.Map;

/** What records look like, and what can only be read by its name. */
public record ShapeSettings(
    @Setting(
            value =
                "Whether records have the columns that earlier versions of the API had, such as an"
                    + " invoice's subscription, filled from where they are now.",
            byDefault = "true")
        boolean compatColumns,
    @Setting(
            value =
                "What becomes of a list in an object, which is a stream of its own: it is left out,"
                    + " or the ids of its first few are kept.",
            byDefault = "\"none\"")
        InlineLists inlineLists,
    @Setting(
            value =
                "Whether to add to each amount, which is in the currency's smallest unit, one in"
                    + " the currency itself: amount_decimal, and so on.",
            byDefault = "false")
        boolean emitDecimalAmounts,
    @Setting(
            value = "Whether metadata comes as JSON text instead of as an object.",
            byDefault = "false")
        boolean metadataAsJsonString,
    @Setting(
            value =
                "Whether to keep what Stripe sends and a stream's schema does not know, as fields of"
                    + " the column _extra. It is counted and left out otherwise.",
            byDefault = "false")
        boolean allowUnknown,
    @Setting(
            value = "The tax calculations whose line items to read: Stripe does not list them.",
            byDefault = "[]")
        List<String> taxCalculations,
    @Setting(
            value = "The tax transactions whose line items to read: Stripe does not list them.",
            byDefault = "[]")
        List<String> taxTransactions) {

  /** What becomes of a list in an object. */
  public enum InlineLists {
    NONE,
    IDS
  }

  Columns columns() {
    return new Columns(
        compatColumns,
        inlineLists == InlineLists.IDS,
        emitDecimalAmounts,
        metadataAsJsonString,
        allowUnknown);
  }

  Map<String, List<String>> named() {
    return Map.of("tax_calculations", taxCalculations, "tax_transactions", taxTransactions);
  }
}
