package io.tributary.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {
  @Test
  void aSlotIsFreeAgainWhenItsAnswerIsThere() {
    Slots slots = new Slots(2, 100);

    assertThat(slots.take(0)).isTrue();
    assertThat(slots.take(50)).isTrue();
    assertThat(slots.take(99)).isFalse();
    assertThat(slots.take(100)).isTrue();
    assertThat(slots.take(101)).isFalse();
    assertThat(slots.take(150)).isTrue();
  }

  @Test
  void withoutABoundThereIsAlwaysOne() {
    Slots slots = new Slots(0, 100);

    for (int i = 0; i < 1_000; i++) {
      assertThat(slots.take(0)).isTrue();
    }
  }
}
