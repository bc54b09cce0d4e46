package io.tributary.tap.googleads.read;

import io.tributary.tap.googleads.account.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run reads of an account. Thread-safe.
 *
 * @param windows the oldest first; at least one
 * @param bookmark the last day that was read to its end by the runs before
 * @param began when it began; all of its rows say so
 * @param read how much has been read so far
 */
record AccountRead(
    Account account,
    List<Days> windows,
    Optional<LocalDate> bookmark,
    Instant began,
    DaysRead read) {
  AccountRead {
    windows = List.copyOf(windows);
  }

  static AccountRead of(
      Account account, List<Days> windows, Optional<LocalDate> bookmark, Instant began) {
    return new AccountRead(account, windows, bookmark, began, new DaysRead(windows.get(0).from()));
  }

  /**
   * A part of it, whose windows are read one after the other.
   *
   * @param from the first day that has been read when the first of the windows is
   */
  record Stretch(AccountRead of, List<Days> windows, LocalDate from) {
    Stretch {
      windows = List.copyOf(windows);
    }
  }

  /**
   * The parts that may be read beside each other, before the last one.
   *
   * <p>A row that has vanished is told by later ones, which say that its day has been read since.
   * So days that have been read before are read in order; and of the others, the last window is
   * read when all others are, which its rows say.
   */
  List<Stretch> beside() {
    int read = (int) windows.stream().filter(this::wasRead).count();
    if (windows.size() - read < 2) {
      return List.of();
    }
    List<Stretch> beside = new ArrayList<>();
    if (read > 0) {
      beside.add(new Stretch(this, windows.subList(0, read), windows.get(0).from()));
    }
    for (Days window : windows.subList(read, windows.size() - 1)) {
      beside.add(new Stretch(this, List.of(window), window.from()));
    }
    return beside;
  }

  /** The part that is read after those. */
  Stretch last() {
    int first = beside().isEmpty() ? 0 : windows.size() - 1;
    return new Stretch(this, windows.subList(first, windows.size()), windows.get(0).from());
  }

  /**
   * Whether there may be rows of a window: those of the day after the bookmark are of that day's
   * beginning.
   */
  private boolean wasRead(Days window) {
    return bookmark.isPresent() && !window.from().isAfter(bookmark.get().plusDays(1));
  }
}
