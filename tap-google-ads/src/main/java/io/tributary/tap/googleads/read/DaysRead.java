package io.tributary.tap.googleads.read;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which days of an account have been read, in whatever order that happened. Thread-safe. */
final class DaysRead {
  private final NavigableMap<LocalDate, LocalDate> ahead = new TreeMap<>();
  private LocalDate next;

  /**
   * @param first the first day that is to be read
   */
  DaysRead(LocalDate first) {
    this.next = first;
  }

  /**
   * These have been read as well.
   *
   * @return the last day up to which there is no gap now; empty if it is the same as before
   */
  synchronized Optional<LocalDate> add(Days days) {
    ahead.put(days.from(), days.until());
    LocalDate before = next;
    Map.Entry<LocalDate, LocalDate> first = ahead.firstEntry();
    while (first != null && first.getKey().equals(next)) {
      next = first.getValue().plusDays(1);
      ahead.pollFirstEntry();
      first = ahead.firstEntry();
    }
    return next.equals(before) ? Optional.empty() : Optional.of(next.minusDays(1));
  }
}
