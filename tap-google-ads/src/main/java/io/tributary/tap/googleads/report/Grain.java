package io.tributary.tap.googleads.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/** The span of time that a row of a report is of. */
public enum Grain {
  DAY("segments.date"),
  WEEK("segments.week"),
  MONTH("segments.month"),
  QUARTER("segments.quarter"),
  YEAR("segments.year");

  private final String field;

  Grain(String field) {
    this.field = field;
  }

  /** The segment that says which span it is. */
  public String field() {
    return field;
  }

  /** The finest of those that a query selects; empty if its rows are of all time. */
  public static Optional<Grain> of(List<String> select) {
    for (Grain grain : values()) {
      if (select.contains(grain.field)) {
        return Optional.of(grain);
      }
    }
    return Optional.empty();
  }

  /** The first day of the span that a day is in. */
  public LocalDate begin(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1L);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** Whether Google forgets it after 37 months, and not only after 11 years. */
  public boolean isFine() {
    return this == DAY || this == WEEK;
  }
}
