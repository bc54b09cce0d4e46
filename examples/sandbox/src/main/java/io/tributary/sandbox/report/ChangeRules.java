package io.tributary.sandbox.report;

import io.tributary.sandbox.gaql.Flaw;
import io.tributary.sandbox.gaql.Query;
import io.tributary.sandbox.gaql.Query.Condition;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What a query of changes must say: a finite range that is not too old, and a limit. */
record ChangeRules(Query query, String time, LocalDate today) {
  private static final long MOST = 10_000;
  private static final int EVENT_DAYS = 30;
  private static final int STATUS_DAYS = 90;

  private String group() {
    return query.from().equals("change_event") ? "changeEventError" : "changeStatusError";
  }

  /** The days of the range, both ends included; a flaw if the query may not ask for them. */
  Window window() {
    Window window = new Window(null, null);
    for (Condition condition : query.where()) {
      if (condition.field().equals(time)) {
        window = window.and(of(condition));
      }
    }
    LocalDate first = window.first();
    LocalDate last = window.last();
    if (first == null || last == null) {
      throw new Flaw(
          group(), "CHANGE_DATE_RANGE_INFINITE", "The change range must be finite on both ends.");
    }
    if (first.isAfter(last)) {
      throw new Flaw(
          group(), "CHANGE_DATE_RANGE_NEGATIVE", "The change range ends before it begins.");
    }
    int days = query.from().equals("change_event") ? EVENT_DAYS : STATUS_DAYS;
    if (first.isBefore(today.minusDays(days))) {
      throw new Flaw(
          group(),
          "START_DATE_TOO_OLD",
          "The requested start date is too old. It cannot be older than " + days + " days.");
    }
    if (query.limit().isEmpty()) {
      throw new Flaw(group(), "LIMIT_NOT_SPECIFIED", "The LIMIT clause must be specified.");
    }
    if (query.limit().getAsLong() > MOST) {
      throw new Flaw(
          group(), "INVALID_LIMIT_CLAUSE", "The LIMIT clause should be no more than " + MOST + ".");
    }
    return window;
  }

  private Window of(Condition condition) {
    return switch (condition.operator()) {
      case AT_LEAST, GREATER -> new Window(day(condition, 0), null);
      case AT_MOST, LESS -> new Window(null, day(condition, 0));
      case BETWEEN -> new Window(day(condition, 0), day(condition, 1));
      case EQUALS -> new Window(day(condition, 0), day(condition, 0));
      case DURING -> Window.during(condition.values().get(0), today);
      default ->
          throw new Flaw(
              "OPERATOR_FIELD_MISMATCH",
              "Error in query: " + time + " cannot be compared that way.");
    };
  }

  /** The day of a time; the rest of it is compared row by row. */
  private @Nullable LocalDate day(Condition condition, int index) {
    String value = condition.values().get(index);
    try {
      return LocalDate.parse(value.substring(0, Math.min(10, value.length())));
    } catch (DateTimeParseException e) {
      throw new Flaw("INVALID_DATE_FORMAT", "Error in query: " + value + " is no time.");
    }
  }
}
