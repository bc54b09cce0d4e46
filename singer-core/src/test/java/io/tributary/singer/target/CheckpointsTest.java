package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.json.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private final Checkpoints checkpoints = new Checkpoints();

  @Test
  void keepsTheStateUntilEveryEarlierRecordIsDurable() {
    checkpoints.pending("a", 1);
    checkpoints.pending("b", 2);
    checkpoints.hold(2, RawJson.of("1"));

    checkpoints.durable("b", Long.MAX_VALUE);
    assertThat(checkpoints.release()).isEmpty();

    checkpoints.durable("a", Long.MAX_VALUE);
    assertThat(checkpoints.release()).contains(RawJson.of("1"));
  }

  @Test
  void releasesAStateAtOnceIfNothingIsPending() {
    checkpoints.hold(0, RawJson.of("1"));

    assertThat(checkpoints.release()).contains(RawJson.of("1"));
    assertThat(checkpoints.release()).isEmpty();
  }

  @Test
  void releasesTheNewestOfThoseThatMayGoOut() {
    checkpoints.pending("a", 1);
    checkpoints.hold(1, RawJson.of("1"));
    checkpoints.hold(1, RawJson.of("2"));
    checkpoints.pending("a", 2);
    checkpoints.hold(2, RawJson.of("3"));

    checkpoints.durable("a", 2);

    assertThat(checkpoints.release()).contains(RawJson.of("2"));
    assertThat(checkpoints.waiting()).isEqualTo(1);
  }

  @Test
  void holdsABoundedNumberOfStatesAndTheLastOfThem() {
    checkpoints.pending("a", 1);
    for (int i = 0; i < 100_000; i++) {
      checkpoints.hold(1 + i, RawJson.of(Integer.toString(i)));
    }

    assertThat(checkpoints.waiting()).isLessThan(1_000);
    checkpoints.durable("a", Long.MAX_VALUE);
    assertThat(checkpoints.release()).contains(RawJson.of("99999"));
  }

  /**
   * Random streams send records and states; batches of random streams become durable in between.
   * What comes out is never early, in order, and ends with the last state.
   */
  @Property(tries = 2_000)
  void neverReleasesAStateBeforeItsRecords(
      @ForAll Random random, @ForAll @IntRange(max = 60) int steps) {
    Checkpoints subject = new Checkpoints();
    Map<String, List<Long>> pending = new HashMap<>();
    List<Long> stateAfter = new ArrayList<>();
    long number = 0;
    int lastOut = -1;
    for (int step = 0; step < steps; step++) {
      String stream = "s" + random.nextInt(3);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          number++;
          subject.pending(stream, number);
          pending.computeIfAbsent(stream, s -> new ArrayList<>()).add(number);
        }
        case 2 -> {
          subject.hold(number, RawJson.of(Integer.toString(stateAfter.size())));
          stateAfter.add(number);
        }
        default -> {
          List<Long> records = pending.getOrDefault(stream, new ArrayList<>());
          int loaded = records.isEmpty() ? 0 : 1 + random.nextInt(records.size());
          records.subList(0, loaded).clear();
          subject.durable(stream, records.isEmpty() ? Long.MAX_VALUE : records.get(0));
        }
      }
      lastOut = checked(subject.release(), lastOut, stateAfter, pending);
    }
    for (String stream : pending.keySet()) {
      pending.get(stream).clear();
      subject.durable(stream, Long.MAX_VALUE);
    }
    lastOut = checked(subject.release(), lastOut, stateAfter, pending);
    assertThat(lastOut).isEqualTo(stateAfter.size() - 1);
  }

  private static int checked(
      Optional<RawJson> released,
      int lastOut,
      List<Long> stateAfter,
      Map<String, List<Long>> pending) {
    long limit =
        pending.values().stream()
            .filter(records -> !records.isEmpty())
            .mapToLong(records -> records.get(0))
            .min()
            .orElse(Long.MAX_VALUE);
    int newest = lastOut;
    while (newest + 1 < stateAfter.size() && stateAfter.get(newest + 1) < limit) {
      newest++;
    }
    assertThat(released.map(RawJson::text))
        .isEqualTo(newest == lastOut ? Optional.empty() : Optional.of(Integer.toString(newest)));
    return newest;
  }
}
