package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Measure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metrics, all of them sums of what was counted, or quotients of two sums. */
final class MetricFields {
  private static final double THOUSAND = 1_000;

  private MetricFields() {}

  static void addTo(Map<String, Reader> readers) {
    count(readers, "impressions", Measure.IMPRESSIONS);
    count(readers, "clicks", Measure.CLICKS);
    count(readers, "interactions", Measure.CLICKS);
    count(readers, "engagements", Measure.CLICKS);
    count(readers, "cost_micros", Measure.COST_MICROS);
    count(readers, "video_trueview_views", Measure.VIDEO_VIEWS);
    count(readers, "view_through_conversions", Measure.VIEW_THROUGH);
    conversions(readers, "conversions", Measure.CONVERSIONS, 1);
    conversions(readers, "conversions_value", Measure.CONVERSIONS_VALUE, THOUSAND);
    conversions(readers, "all_conversions", Measure.ALL_CONVERSIONS, 1);
    conversions(readers, "all_conversions_value", Measure.ALL_CONVERSIONS_VALUE, THOUSAND);
    conversions(readers, "conversions_by_conversion_date", Measure.CONVERSIONS_BY_DATE, 1);
    conversions(
        readers,
        "conversions_value_by_conversion_date",
        Measure.CONVERSIONS_VALUE_BY_DATE,
        THOUSAND);
    conversions(readers, "all_conversions_by_conversion_date", Measure.ALL_CONVERSIONS_BY_DATE, 1);
    conversions(
        readers,
        "all_conversions_value_by_conversion_date",
        Measure.ALL_CONVERSIONS_VALUE_BY_DATE,
        THOUSAND);
    ratio(readers, "ctr", Measure.CLICKS, Measure.IMPRESSIONS, 1);
    ratio(readers, "interaction_rate", Measure.CLICKS, Measure.IMPRESSIONS, 1);
    ratio(readers, "engagement_rate", Measure.CLICKS, Measure.IMPRESSIONS, 1);
    ratio(readers, "average_cpc", Measure.COST_MICROS, Measure.CLICKS, 1);
    ratio(readers, "average_cost", Measure.COST_MICROS, Measure.CLICKS, 1);
    ratio(readers, "average_cpm", Measure.COST_MICROS, Measure.IMPRESSIONS, THOUSAND);
    ratio(readers, "cost_per_conversion", Measure.COST_MICROS, Measure.CONVERSIONS, 1);
    ratio(readers, "cost_per_all_conversions", Measure.COST_MICROS, Measure.ALL_CONVERSIONS, 1);
    ratio(readers, "conversions_from_interactions_rate", Measure.CONVERSIONS, Measure.CLICKS, 1);
    ratio(
        readers,
        "all_conversions_from_interactions_rate",
        Measure.ALL_CONVERSIONS,
        Measure.CLICKS,
        1);
    ratio(
        readers,
        "value_per_conversion",
        Measure.CONVERSIONS_VALUE,
        Measure.CONVERSIONS,
        1 / THOUSAND);
    ratio(
        readers,
        "value_per_all_conversions",
        Measure.ALL_CONVERSIONS_VALUE,
        Measure.ALL_CONVERSIONS,
        1 / THOUSAND);
    ratio(readers, "video_trueview_view_rate", Measure.VIDEO_VIEWS, Measure.IMPRESSIONS, 1);
  }

  private static void count(Map<String, Reader> readers, String name, Measure measure) {
    readers.put("metrics." + name, row -> row.count(measure));
  }

  private static void conversions(
      Map<String, Reader> readers, String name, Measure measure, double unit) {
    readers.put("metrics." + name, row -> row.count(measure) / unit);
  }

  private static void ratio(
      Map<String, Reader> readers, String name, Measure above, Measure below, double factor) {
    readers.put("metrics." + name, row -> quotient(row.count(above), row.count(below), factor));
  }

  /** Not set if there is nothing to divide by. */
  private static @Nullable Object quotient(long above, long below, double factor) {
    return below == 0 ? null : above * factor / below;
  }
}
