package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Action;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.ads.Network;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What rows are divided by, and which bits of a visit's key that is. */
final class SegmentFields {
  private static final List<String> DEVICES = List.of("MOBILE", "DESKTOP", "TABLET");
  private static final List<String> GOODS =
      List.of(
          "Salt", "Wool", "Amber", "Honey", "Cloth", "Iron", "Wine", "Silk", "Furs", "Ink", "Oil",
          "Tin");

  private static final Map<String, Long> MASKS =
      Map.ofEntries(
          Map.entry("segments.device", Dim.DEVICE.mask()),
          Map.entry("segments.ad_network_type", Dim.NETWORK.mask()),
          Map.entry("segments.hour", Dim.HOUR.mask()),
          Map.entry("segments.day_of_week", Dim.WEEKDAY.mask()),
          Map.entry("segments.month_of_year", Dim.MONTH.mask()),
          Map.entry("segments.conversion_action", Dim.ACTION.mask()),
          Map.entry("segments.conversion_action_name", Dim.ACTION.mask()),
          Map.entry("segments.conversion_action_category", Dim.ACTION.mask()),
          Map.entry("segments.external_conversion_source", Dim.ACTION.mask()),
          Map.entry("segments.product_item_id", Dim.PRODUCT.mask()),
          Map.entry("segments.product_title", Dim.PRODUCT.mask()),
          Map.entry("segments.product_brand", Dim.PRODUCT.mask()),
          Map.entry("segments.product_type_l1", Dim.PRODUCT.mask()),
          Map.entry("segments.keyword.info.text", CriterionFields.KEYWORD_MASK),
          Map.entry("segments.keyword.info.match_type", CriterionFields.KEYWORD_MASK),
          Map.entry("segments.keyword.ad_group_criterion", CriterionFields.KEYWORD_MASK));

  private SegmentFields() {}

  /** The bits of a key that a segment tells apart; none if it is a part of the calendar. */
  static long mask(String segment) {
    return MASKS.getOrDefault(segment, 0L);
  }

  static void addTo(Map<String, Reader> readers) {
    readers.put("segments.date", dated(LocalDate::toString));
    readers.put("segments.week", dated(day -> day.with(DayOfWeek.MONDAY).toString()));
    readers.put("segments.month", dated(day -> day.withDayOfMonth(1).toString()));
    readers.put("segments.quarter", dated(day -> Grain.quarter(day).toString()));
    readers.put("segments.year", dated(LocalDate::getYear));
    readers.put("segments.day_of_week", row -> DayOfWeek.of(row.at(Dim.WEEKDAY)).name());
    readers.put("segments.month_of_year", row -> Month.of(row.at(Dim.MONTH)).name());
    readers.put("segments.hour", row -> row.at(Dim.HOUR));
    readers.put("segments.device", row -> DEVICES.get(row.at(Dim.DEVICE)));
    readers.put("segments.ad_network_type", row -> Network.at(row.at(Dim.NETWORK)).name());
    readers.put(
        "segments.conversion_action", acted((row, action) -> action.resourceName(row.account())));
    readers.put("segments.conversion_action_name", acted((row, action) -> action.name()));
    readers.put("segments.conversion_action_category", acted((row, action) -> action.category()));
    readers.put("segments.external_conversion_source", acted((row, action) -> "WEBPAGE"));
    readers.put("segments.product_item_id", row -> "good-" + row.at(Dim.PRODUCT));
    readers.put("segments.product_title", row -> GOODS.get(row.at(Dim.PRODUCT)));
    readers.put("segments.product_brand", row -> row.at(Dim.PRODUCT) % 2 == 0 ? "Crown" : "Guild");
    readers.put(
        "segments.product_type_l1", row -> row.at(Dim.PRODUCT) < 6 ? "Staples" : "Luxuries");
    readers.put("segments.product_channel", row -> "ONLINE");
    readers.put("segments.product_condition", row -> "NEW");
    readers.put("segments.product_merchant_id", row -> 500_000_000L + row.account().ordinal());
    readers.put("segments.keyword.info.text", CriterionFields::keyword);
    readers.put("segments.keyword.info.match_type", CriterionFields::matchType);
    readers.put("segments.keyword.ad_group_criterion", CriterionFields::keywordName);
    readers.put("segments.search_term_match_type", row -> "BROAD");
  }

  private static Reader dated(Function<LocalDate, Object> read) {
    return row -> read.apply(LocalDate.ofEpochDay(row.day()));
  }

  @FunctionalInterface
  private interface OfAction {
    Object of(Row row, Action action);
  }

  private static Reader acted(OfAction read) {
    return row -> {
      int number = row.at(Dim.ACTION);
      @Nullable Object value = number == 0 ? null : read.of(row, Action.of(number));
      return value;
    };
  }
}
