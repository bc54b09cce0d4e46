package io.tributary.sandbox.report;

import io.tributary.sandbox.gaql.Flaw;
import io.tributary.sandbox.gaql.Query;
import io.tributary.sandbox.gaql.Query.Condition;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** The days that a query is about; an end that it leaves open is null. */
public record Window(@Nullable LocalDate first, @Nullable LocalDate last) {
  private static final Window ALL = new Window(null, null);

  /** What the conditions on the calendar leave, seen from a day. */
  public static Window of(Query query, LocalDate today) {
    Window window = ALL;
    for (Condition condition : query.where()) {
      for (Grain grain : Grain.values()) {
        if (condition.field().equals(grain.field())) {
          window = window.and(of(condition, grain, today));
        }
      }
    }
    return window;
  }

  public boolean isFinite() {
    return first != null && last != null;
  }

  /** The days that are in both. */
  Window and(Window other) {
    LocalDate from =
        first == null || (other.first != null && other.first.isAfter(first)) ? other.first : first;
    LocalDate to =
        last == null || (other.last != null && other.last.isBefore(last)) ? other.last : last;
    return new Window(from, to);
  }

  private static Window of(Condition condition, Grain grain, LocalDate today) {
    return switch (condition.operator()) {
      case EQUALS -> {
        LocalDate day = day(condition.values().get(0), grain);
        yield new Window(day, grain.ends(day));
      }
      case BETWEEN ->
          new Window(
              day(condition.values().get(0), grain),
              grain.ends(day(condition.values().get(1), grain)));
      case AT_LEAST -> new Window(day(condition.values().get(0), grain), null);
      case GREATER ->
          new Window(grain.ends(day(condition.values().get(0), grain)).plusDays(1), null);
      case AT_MOST -> new Window(null, grain.ends(day(condition.values().get(0), grain)));
      case LESS -> new Window(null, day(condition.values().get(0), grain).minusDays(1));
      case DURING -> during(condition.values().get(0), today);
      default ->
          throw new Flaw(
              "OPERATOR_FIELD_MISMATCH",
              "Error in query: " + condition.field() + " cannot be compared that way.");
    };
  }

  /** A day as it is written; a year may be a number alone, and others must begin a stretch. */
  private static LocalDate day(String text, Grain grain) {
    try {
      LocalDate day =
          grain == Grain.YEAR && text.matches("\\d{4}")
              ? LocalDate.of(Integer.parseInt(text), 1, 1)
              : LocalDate.parse(text);
      if (!grain.begins(day).equals(day)) {
        throw new Flaw(
            "MISALIGNED_DATE_FOR_FILTER",
            "Error in query: "
                + text
                + " does not begin the stretch that "
                + grain.field()
                + " is.");
      }
      return day;
    } catch (DateTimeParseException e) {
      throw new Flaw(
          "INVALID_DATE_FORMAT", "Error in query: " + text + " is no date of the form yyyy-MM-dd.");
    }
  }

  static Window during(String word, LocalDate today) {
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate sunday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    return switch (word.toUpperCase(java.util.Locale.ROOT)) {
      case "TODAY" -> new Window(today, today);
      case "YESTERDAY" -> new Window(today.minusDays(1), today.minusDays(1));
      case "LAST_7_DAYS" -> new Window(today.minusDays(7), today.minusDays(1));
      case "LAST_14_DAYS" -> new Window(today.minusDays(14), today.minusDays(1));
      case "LAST_30_DAYS" -> new Window(today.minusDays(30), today.minusDays(1));
      case "LAST_BUSINESS_WEEK" -> new Window(monday.minusDays(7), monday.minusDays(3));
      case "LAST_WEEK_MON_SUN" -> new Window(monday.minusDays(7), monday.minusDays(1));
      case "LAST_WEEK_SUN_SAT" -> new Window(sunday.minusDays(7), sunday.minusDays(1));
      case "THIS_WEEK_MON_TODAY" -> new Window(monday, today);
      case "THIS_WEEK_SUN_TODAY" -> new Window(sunday, today);
      case "THIS_MONTH" -> new Window(today.withDayOfMonth(1), today);
      case "LAST_MONTH" -> {
        YearMonth month = YearMonth.from(today).minusMonths(1);
        yield new Window(month.atDay(1), month.atEndOfMonth());
      }
      default ->
          throw new Flaw(
              "INVALID_VALUE_WITH_DURING_OPERATOR",
              "Error in query: " + word + " is no stretch of days.");
    };
  }
}
