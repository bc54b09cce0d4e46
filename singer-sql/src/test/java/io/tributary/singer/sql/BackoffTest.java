package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.error.SingerException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  @Test
  void waitsTwiceAsLongAfterEachFailure() {
    Backoff backoff = new Backoff(Duration.ofMillis(10));
    long begun = System.nanoTime();

    backoff.pause(3);

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(40));
  }

  @Test
  void endsWhenItIsInterruptedAndSaysSo() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Backoff.await(Duration.ofDays(1)))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
