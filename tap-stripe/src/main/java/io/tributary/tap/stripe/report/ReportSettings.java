package io.tributary.tap.stripe.report;

import io.tributary.singer.config.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stripe's financial reports, which it makes on request. */
public record ReportSettings(
    @Setting(
            value =
                "The reports to run, each a stream of its rows: objects with the type of the report"
                    + " as Stripe calls it, such as balance_change_from_activity.itemized.6, and if"
                    + " wanted its columns and its timezone.",
            byDefault = "[]")
        List<Wanted> reports) {

  /**
   * A report.
   *
   * @param type what Stripe calls it
   * @param columns which it has; those that Stripe thinks usual, if it is not said
   * @param timezone of the times that it shows; UTC if it is not said
   */
  public record Wanted(
      @Nullable String type, @Nullable List<String> columns, @Nullable String timezone) {
    String name() {
      return "report_" + kind().replace('.', '_');
    }

    String kind() {
      return type == null ? "" : type;
    }
  }

  public ReportSettings {
    reports = List.copyOf(reports);
    Set<String> types = new HashSet<>();
    for (Wanted report : reports) {
      if (!report.kind().matches("[a-z0-9_.]+")) {
        throw new IllegalArgumentException("reports has one without a type");
      }
      if (!types.add(report.kind())) {
        throw new IllegalArgumentException("reports has " + report.kind() + " twice");
      }
    }
  }
}
