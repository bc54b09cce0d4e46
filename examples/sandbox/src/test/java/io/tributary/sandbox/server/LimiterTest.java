package io.tributary.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimiterTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong();
  private final Limiter limiter = new Limiter(clock::get);

  private int passed(String endpoint, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      passed += limiter.refuse(endpoint).isEmpty() ? 1 : 0;
    }
    return passed;
  }

  @Test
  void anEndpointAnswersTwentyFiveASecond() {
    assertThat(passed("charges", 26)).isEqualTo(25);
    assertThat(limiter.refuse("charges")).hasValue("endpoint-rate");

    clock.set(SECOND / 5);

    assertThat(passed("charges", 10)).isEqualTo(5);
  }

  @Test
  void allEndpointsTogetherAnswerAHundredASecond() {
    int passed = 0;
    for (int endpoint = 0; endpoint < 8; endpoint++) {
      passed += passed("endpoint" + endpoint, 20);
    }

    assertThat(passed).isEqualTo(100);
    assertThat(limiter.refuse("another")).hasValue("global-rate");
  }

  @Test
  void aPauseSavesNoMoreThanOneSecond() {
    passed("charges", 25);

    clock.set(60 * SECOND);

    assertThat(passed("charges", 60)).isEqualTo(25);
  }
}
