package io.tributary.tap.googleads.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What of an account is read beside what, and how far it then has been read. */
class AccountReadTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final Account ACCOUNT =
      new Account(new Caller(1, OptionalLong.empty()), "", false, "USD", ZoneOffset.UTC, true);

  private static AccountRead read(int days, int window, Optional<LocalDate> bookmark) {
    List<Days> windows = new Days(FIRST, FIRST.plusDays(days - 1L)).parts(window);
    return AccountRead.of(ACCOUNT, windows, bookmark, Instant.EPOCH);
  }

  private static List<String> text(List<AccountRead.Stretch> stretches) {
    return stretches.stream().map(one -> one.windows() + " from " + one.from()).toList();
  }

  @Test
  void aFirstReadingReadsAllWindowsBesideEachOtherButTheLast() {
    AccountRead read = read(40, 10, Optional.empty());

    assertThat(text(read.beside()))
        .containsExactly(
            "[2026-01-01 to 2026-01-10] from 2026-01-01",
            "[2026-01-11 to 2026-01-20] from 2026-01-11",
            "[2026-01-21 to 2026-01-30] from 2026-01-21");
    assertThat(text(List.of(read.last())))
        .containsExactly("[2026-01-31 to 2026-02-09] from 2026-01-01");
  }

  @Test
  void whatIsReadAgainIsReadInOrder() {
    AccountRead again = read(40, 10, Optional.of(LocalDate.parse("2026-02-08")));
    assertThat(again.beside()).isEmpty();
    assertThat(text(List.of(again.last())))
        .containsExactly(
            "[2026-01-01 to 2026-01-10, 2026-01-11 to 2026-01-20, 2026-01-21 to 2026-01-30,"
                + " 2026-01-31 to 2026-02-09] from 2026-01-01");

    // The day after the bookmark was read before it was over.
    AccountRead mixed = read(40, 10, Optional.of(LocalDate.parse("2026-01-10")));
    assertThat(text(mixed.beside()))
        .containsExactly(
            "[2026-01-01 to 2026-01-10, 2026-01-11 to 2026-01-20] from 2026-01-01",
            "[2026-01-21 to 2026-01-30] from 2026-01-21");
    assertThat(text(List.of(mixed.last())))
        .containsExactly("[2026-01-31 to 2026-02-09] from 2026-01-01");
  }

  @Test
  void daysCountWhenThereIsNoGapBeforeThem() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      List<Days> parts =
          new ArrayList<>(new Days(FIRST, FIRST.plusDays(59)).parts(1 + random.nextInt(20)));
      Collections.shuffle(parts, random);
      boolean[] isRead = new boolean[61];
      DaysRead read = new DaysRead(FIRST);
      int before = 0;
      for (Days part : parts) {
        part.from()
            .datesUntil(part.until().plusDays(1))
            .forEach(day -> isRead[(int) ChronoUnit.DAYS.between(FIRST, day)] = true);
        int now = before;
        while (isRead[now]) {
          now++;
        }
        Optional<LocalDate> expected =
            now == before ? Optional.empty() : Optional.of(FIRST.plusDays(now - 1L));
        assertThat(read.add(part)).as("-Dseed=%s", seed).isEqualTo(expected);
        before = now;
      }
      assertThat(before).isEqualTo(60);
    }
  }
}
