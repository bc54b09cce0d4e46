package io.tributary.tap.googleads.read;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Some days in a row.
 *
 * @param from the first
 * @param until the last
 */
record Days(LocalDate from, LocalDate until) {
  long count() {
    return ChronoUnit.DAYS.between(from, until) + 1;
  }

  /** As few parts as have about {@code about} days each, none of them much longer than another. */
  List<Days> parts(int about) {
    return split(Math.max(1, Math.round((double) count() / about)));
  }

  /** So many parts, or as many as there are days. */
  List<Days> split(long parts) {
    List<Days> all = new ArrayList<>();
    long most = Math.min(parts, count());
    for (long i = 0; i < most; i++) {
      LocalDate first = from.plusDays(count() * i / most);
      LocalDate last = from.plusDays(count() * (i + 1) / most - 1);
      all.add(new Days(first, last));
    }
    return all;
  }

  @Override
  public String toString() {
    return from.equals(until) ? from.toString() : from + " to " + until;
  }
}
