package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A kind of report that can be run: which lines it has, and its version. */
record ReportType(Family family, int version) {

  /** Which lines a report has. */
  enum Family {
    /** What changed the balance in a time, payouts aside. */
    ACTIVITY("balance_change_from_activity.itemized", "Itemized balance change from activity", 6),
    /** What the automatic payouts of a time were made of. */
    PAYOUTS("payout_reconciliation.itemized", "Itemized payout reconciliation", 5);

    private final String id;
    private final String title;
    private final int newest;

    Family(String id, String title, int newest) {
      this.id = id;
      this.title = title;
      this.newest = newest;
    }
  }

  static List<ReportType> all() {
    List<ReportType> all = new ArrayList<>();
    for (Family family : Family.values()) {
      for (int version = 1; version <= family.newest; version++) {
        all.add(new ReportType(family, version));
      }
    }
    return all;
  }

  static Optional<ReportType> named(String id) {
    return all().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  String id() {
    return family.id + "." + version;
  }

  /** Reports begin with the account and end with the last midnight. */
  static long availableStart(View view) {
    return view.books().account().created() / Days.SECOND;
  }

  static long availableEnd(View view) {
    return Days.startOf(Days.of(view.at())) / Days.SECOND;
  }

  ObjectNode draw(View view) {
    ObjectNode json = Json.object().put("id", id()).put("object", "reporting.report_type");
    json.put("data_available_end", availableEnd(view));
    json.put("data_available_start", availableStart(view));
    ArrayNode columns = json.putArray("default_columns");
    ReportColumn.usual().forEach(columns::add);
    return json.put("livemode", false)
        .put("name", family.title)
        .put("updated", availableEnd(view))
        .put("version", version);
  }
}
