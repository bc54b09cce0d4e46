package io.tributary.sandbox.report;

import io.tributary.sandbox.gaql.Flaw;
import io.tributary.sandbox.gaql.Query;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which days a query may ask for. */
record DateRules(Query query, Window window, LocalDate today, int version) {
  private static final int MONTHS = 37;
  private static final int CLICK_DAYS = 90;
  private static final int GRANULARITY_SINCE = 24;
  private static final List<String> FINE =
      List.of("segments.date", "segments.week", "segments.hour", "segments.day_of_week");

  void check() {
    LocalDate first = window.first();
    LocalDate last = window.last();
    if (query.select().stream().anyMatch(Grain::isOne) && !window.isFinite()) {
      throw new Flaw(
          "EXPECTED_FILTERS_ON_DATE_RANGE",
          "The query selects a date segment and must filter on a finite range of dates.");
    }
    if (first != null && last != null && first.isAfter(last)) {
      throw new Flaw(
          "dateRangeError",
          "START_DATE_AFTER_END_DATE",
          "The start date " + first + " is after the end date " + last + ".");
    }
    if (first != null && isFine() && first.isBefore(oldest())) {
      throw new Flaw(
          "dateRangeError",
          version < GRANULARITY_SINCE ? "INVALID_DATE" : "REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED",
          "Data by day, week or hour is kept for "
              + MONTHS
              + " months, since "
              + oldest()
              + "; the query asks for "
              + first
              + ".");
    }
    if (query.from().equals("click_view")) {
      checkClicks(first, last);
    }
  }

  private LocalDate oldest() {
    return today.withDayOfMonth(1).minusMonths(MONTHS);
  }

  /** Months and longer stretches are kept longer. */
  private boolean isFine() {
    return query.select().stream().anyMatch(FINE::contains)
        || query.select().stream().noneMatch(Grain::isOne);
  }

  private void checkClicks(@Nullable LocalDate first, @Nullable LocalDate last) {
    if (first == null || !first.equals(last)) {
      throw new Flaw(
          "clickViewError",
          "EXPECTED_FILTER_ON_A_SINGLE_DAY",
          "Queries including ClickView must have a filter limiting the results to one day.");
    }
    if (first.isBefore(today.minusDays(CLICK_DAYS))) {
      throw new Flaw(
          "clickViewError",
          "DATE_TOO_OLD",
          "Queries including ClickView can not be requested for dates before "
              + CLICK_DAYS
              + " days ago.");
    }
  }
}
