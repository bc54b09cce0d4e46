package io.tributary.tap.googleads.read;

import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.report.Grain;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which days a run reads. Days are those of each account's own time zone. Thread-safe. */
public final class Horizon {
  private static final Logger LOG = LoggerFactory.getLogger(Horizon.class);

  /** For how long Google keeps days and weeks; months and longer it keeps for years. */
  private static final int MONTHS = 37;

  private static final int YEARS = 11;
  private static final int DAYS_OF_CLICKS = 90;

  private final Range range;
  private final Clock clock;
  private final AtomicBoolean isClamped = new AtomicBoolean();

  /**
   * What the settings say.
   *
   * @param start the first day
   * @param end the last day, if it is not the last there is
   * @param includesToday whether today is read, which is not over
   * @param windowDays about how many days one query is for
   */
  public record Range(
      LocalDate start, Optional<LocalDate> end, boolean includesToday, int windowDays) {}

  public Horizon(Range range, Clock clock) {
    this.range = range;
    this.clock = clock;
  }

  /** The first day that the settings want. */
  LocalDate start() {
    return range.start();
  }

  /** The day that it is where an account is. */
  LocalDate today(Account account) {
    return LocalDate.now(clock.withZone(account.zone()));
  }

  /** How far a state may go after reading until a day: today is not over. */
  LocalDate bookmark(Account account, LocalDate until) {
    LocalDate yesterday = today(account).minusDays(1);
    return until.isBefore(yesterday) ? until : yesterday;
  }

  /**
   * What to read of an account; empty if there is nothing.
   *
   * @param bookmark the last day that has been read
   * @param lookback how many days before the next one to begin
   */
  Optional<Days> days(Account account, Grain grain, Optional<LocalDate> bookmark, int lookback) {
    LocalDate today = today(account);
    LocalDate floor =
        grain.isFine()
            ? today.withDayOfMonth(1).minusMonths(MONTHS)
            : grain.begin(today.minusYears(YEARS)).plusYears(1);
    return days(account, grain, begin(bookmark, lookback), floor);
  }

  /** What to read of an account's clicks, which are kept for 90 days; empty if there is nothing. */
  Optional<Days> daysOfClicks(Account account, Optional<LocalDate> bookmark) {
    LocalDate floor = today(account).minusDays(DAYS_OF_CLICKS - 1);
    LocalDate begin = begin(bookmark, 1);
    return days(account, Grain.DAY, begin.isBefore(floor) ? floor : begin, floor);
  }

  private LocalDate begin(Optional<LocalDate> bookmark, int lookback) {
    return bookmark
        .map(last -> last.plusDays(1).minusDays(lookback))
        .filter(day -> day.isAfter(range.start()))
        .orElse(range.start());
  }

  private Optional<Days> days(Account account, Grain grain, LocalDate begin, LocalDate floor) {
    LocalDate from = begin;
    if (from.isBefore(floor)) {
      from = floor;
      if (isClamped.compareAndSet(false, true)) {
        LOG.warn(
            "start_date is {}, and Google keeps {}: {} is where reading begins",
            range.start(),
            grain.isFine() ? "days and weeks for 37 months" : "months for 11 years",
            floor);
      }
    }
    LocalDate today = today(account);
    LocalDate last = range.includesToday() ? today : today.minusDays(1);
    if (range.end().isPresent() && range.end().get().isBefore(last)) {
      last = range.end().get();
    }
    Days days = new Days(grain.begin(from), last);
    return days.count() < 1 ? Optional.empty() : Optional.of(days);
  }

  /** The days that one query each is for, the oldest first. */
  List<Days> windows(Days days, Grain grain, boolean isSingleDays) {
    if (isSingleDays) {
      return days.split(days.count());
    }
    return grain == Grain.DAY ? days.parts(range.windowDays()) : List.of(days);
  }
}
