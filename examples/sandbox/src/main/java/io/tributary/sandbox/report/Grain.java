package io.tributary.sandbox.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The stretches of the calendar that a query may ask for, and the day on which each begins. */
enum Grain {
  DATE,
  WEEK,
  MONTH,
  QUARTER,
  YEAR;

  /** Those among some selected fields. */
  static List<Grain> among(List<String> fields) {
    return Arrays.stream(values()).filter(each -> fields.contains(each.field())).toList();
  }

  static boolean isOne(String field) {
    return Arrays.stream(values()).anyMatch(each -> each.field().equals(field));
  }

  String field() {
    return "segments." + name().toLowerCase(java.util.Locale.ROOT);
  }

  LocalDate begins(LocalDate day) {
    return switch (this) {
      case DATE -> day;
      case WEEK -> day.with(DayOfWeek.MONDAY);
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> quarter(day);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  static LocalDate quarter(LocalDate day) {
    return day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
  }

  /** The last day of the stretch that begins on a day. */
  LocalDate ends(LocalDate first) {
    return switch (this) {
      case DATE -> first;
      case WEEK -> first.plusDays(6);
      case MONTH -> first.plusMonths(1).minusDays(1);
      case QUARTER -> first.plusMonths(3).minusDays(1);
      case YEAR -> first.plusYears(1).minusDays(1);
    };
  }
}
