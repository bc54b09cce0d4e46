package io.tributary.sandbox.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.world.Totals;
import io.tributary.sandbox.world.Totals.OfKingdom;
import java.time.Instant;

/** The generator's own answers as JSON, with what each of them means. */
final class TotalsJson {
  private TotalsJson() {}

  static ObjectNode of(Totals totals) {
    ObjectNode json = Json.object();
    json.put("as_of", Instant.ofEpochMilli(totals.asOf()).toString());
    json.put("currency", "usd").put("minor_units", 2);
    json.put("opening_balance_minor", totals.openingBalance());
    json.putObject("definitions")
        .put(
            "net_gold",
            "sum of net over balance transactions whose reporting_category is charge, refund,"
                + " refund_failure, dispute or dispute_reversal, by metadata.kingdom_code of the"
                + " charge that the source is or belongs to")
        .put("per_head", "net_gold in dollars / population, rounded half up to six places")
        .put(
            "on_time",
            "of the invoices with status_transitions.finalized_at, a status other than void and"
                + " due_date <= as_of: those with status_transitions.paid_at <= due_date; by"
                + " metadata.kingdom_code of the invoice");
    ArrayNode kingdoms = json.putArray("kingdoms");
    totals.kingdoms().forEach(kingdom -> add(kingdoms, kingdom));
    return json;
  }

  private static void add(ArrayNode kingdoms, OfKingdom total) {
    ObjectNode json = kingdoms.addObject();
    json.put("kingdom_code", total.kingdom().code()).put("kingdom", total.kingdom().name());
    json.put("population", total.kingdom().people().population());
    json.put("customers", total.customers());
    json.put("net_gold_minor", total.cents()).put("net_gold", total.gold());
    json.put("per_head", total.perHead());
    json.put("invoices_due", total.due()).put("invoices_paid_on_time", total.onTime());
    json.put("on_time_share", total.onTimeShare());
  }
}
