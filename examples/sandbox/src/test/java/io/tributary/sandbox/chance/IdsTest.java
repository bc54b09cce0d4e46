package io.tributary.sandbox.chance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final Ids ids = new Ids(42);

  @Test
  void everyNumberComesBackFromItsId() {
    for (long number : new long[] {0, 1, 255, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 58}) {
      assertThat(ids.number("ch_", ids.text("ch_", number))).hasValue(number);
    }
  }

  @Test
  void noTwoNumbersShareAnId() {
    Set<String> seen = new HashSet<>();
    for (long number = 0; number < 100_000; number++) {
      seen.add(ids.text("ch_", number));
    }

    assertThat(seen).hasSize(100_000);
  }

  @Test
  void refusesIdsThatItNeverMade() {
    String id = ids.text("ch_", 7);

    assertThat(ids.number("re_", id)).isEmpty();
    assertThat(ids.number("ch_", id.substring(1))).isEmpty();
    assertThat(ids.number("ch_", id.substring(0, id.length() - 1) + "!")).isEmpty();
    assertThat(new Ids(43).number("ch_", id)).isEmpty();
    assertThat(ids.number("ch_", "")).isEmpty();
  }
}
