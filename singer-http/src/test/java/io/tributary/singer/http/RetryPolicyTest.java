package io.tributary.singer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Property
  void pausesStayBetweenNothingAndTheDoubledPause(
      @ForAll @IntRange(min = 1, max = 80) int failed,
      @ForAll @LongRange(min = 0, max = 5_000) long first,
      @ForAll @LongRange(min = 0, max = 120_000) long more,
      @ForAll long seed) {
    var policy = new RetryPolicy(81, Duration.ofMillis(first), Duration.ofMillis(first + more));

    Duration pause = policy.pauseAfter(failed, Optional.empty(), new Random(seed)).orElseThrow();

    double doubled = first * Math.pow(2, failed - 1);
    assertThat(pause).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat((double) pause.toMillis())
        .isLessThanOrEqualTo(Math.min(doubled, (double) (first + more)));
  }

  @Property
  void theServersWishWinsUpToTheLongestPause(
      @ForAll @IntRange(min = 1, max = 7) int failed,
      @ForAll @LongRange(min = 0, max = 10_000_000) long asked,
      @ForAll long seed) {
    Duration wish = Duration.ofMillis(asked);

    Optional<Duration> pause =
        RetryPolicy.DEFAULT.pauseAfter(failed, Optional.of(wish), new Random(seed));

    assertThat(pause).contains(asked > 60_000 ? Duration.ofSeconds(60) : wish);
  }

  @Property
  void givesUpAfterTheLastAttempt(
      @ForAll @IntRange(min = 1, max = 20) int attempts, @ForAll @IntRange(max = 20) int beyond) {
    var policy = new RetryPolicy(attempts, Duration.ZERO, Duration.ofSeconds(1));
    Optional<Duration> wish = Optional.of(Duration.ZERO);

    assertThat(policy.pauseAfter(attempts + beyond, wish, new Random(1))).isEmpty();
    assertThat(attempts == 1 || policy.pauseAfter(attempts - 1, wish, new Random(1)).isPresent())
        .isTrue();
  }

  @Test
  void usesTheWholeRangeOfPauses() {
    var policy = new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(1));
    Random random = new Random(1);

    long[] pauses =
        java.util.stream.IntStream.range(0, 1_000)
            .mapToLong(i -> policy.pauseAfter(2, Optional.empty(), random).orElseThrow().toMillis())
            .sorted()
            .toArray();

    assertThat(pauses[0]).isLessThan(10);
    assertThat(pauses[999]).isBetween(190L, 200L);
  }

  @Test
  void refusesAPolicyThatNeverTriesOrWaitsBackwards() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }
}
