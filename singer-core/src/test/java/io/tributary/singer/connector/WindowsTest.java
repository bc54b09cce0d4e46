package io.tributary.singer.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WindowsTest {
  private static final long A_WHILE = 20;

  @Property(tries = 300)
  void tellsOnlyOfPrefixesThatAreRead(
      @ForAll @IntRange(min = 0, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 8) int parallel,
      @ForAll long seed)
      throws IOException, InterruptedException {
    Set<Integer> read = ConcurrentHashMap.newKeySet();
    List<Integer> told = Collections.synchronizedList(new ArrayList<>());

    Windows.read(
        windows(count),
        parallel,
        window -> {
          dawdle(seed, window);
          read.add(window);
        },
        window -> {
          assertThat(read).containsAll(windows(window + 1));
          told.add(window);
        });

    assertThat(read).hasSize(count);
    assertThat(told).isSorted().doesNotHaveDuplicates();
    assertThat(told.isEmpty() ? -1 : told.get(told.size() - 1)).isEqualTo(count - 1);
  }

  @Property(tries = 300)
  void stopsOnTheFirstFailure(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 8) int parallel,
      @ForAll @IntRange(min = 0, max = 39) int failing,
      @ForAll long seed) {
    int bad = failing % count;
    AtomicInteger reading = new AtomicInteger();
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    List<Integer> told = Collections.synchronizedList(new ArrayList<>());

    assertThatThrownBy(
            () ->
                Windows.read(
                    windows(count),
                    parallel,
                    window -> {
                      reading.incrementAndGet();
                      begun.add(window);
                      try {
                        dawdle(seed, window);
                        if (window == bad) {
                          throw new IOException("window " + bad);
                        }
                      } finally {
                        reading.decrementAndGet();
                      }
                    },
                    told::add))
        .isInstanceOf(IOException.class)
        .hasMessage("window " + bad);

    assertThat(reading).hasValue(0);
    assertThat(told).isSorted().allMatch(window -> window < bad);
    assertThat(begun).isEqualTo(new HashSet<>(windows(begun.size())));
  }

  @Test
  @Timeout(A_WHILE)
  void interruptsTheOthersWhenOneFails() {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger interrupted = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Windows.read(
                    List.of("fails", "hangs"),
                    2,
                    window -> {
                      await(both);
                      if (window.equals("fails")) {
                        throw new IllegalStateException("a bug");
                      }
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                        throw e;
                      }
                    },
                    window -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");

    assertThat(interrupted).hasValue(1);
  }

  @Test
  @Timeout(A_WHILE)
  void stopsItsWindowsWhenItIsInterrupted() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(2);
    AtomicInteger interrupted = new AtomicInteger();
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread caller =
        new Thread(
            () -> {
              try {
                Windows.read(
                    windows(9),
                    2,
                    window -> {
                      reading.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                        throw e;
                      }
                    },
                    window -> {});
              } catch (IOException | InterruptedException e) {
                thrown.add(e);
              }
            });
    caller.start();
    reading.await();

    caller.interrupt();
    caller.join();

    assertThat(interrupted).hasValue(2);
    assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
  }

  @Test
  void passesOnWhatTheFinishedPrefixMeetsWith() {
    assertThatThrownBy(
            () ->
                Windows.read(
                    windows(5),
                    3,
                    window -> {},
                    window -> {
                      throw new IOException("no room");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no room");
    assertThatThrownBy(
            () ->
                Windows.read(
                    windows(5),
                    3,
                    window -> {
                      throw new AssertionError("not a plain exception");
                    },
                    window -> {}))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void readsNeverMoreAtOnceThanAllowed() throws IOException, InterruptedException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    Windows.read(
        windows(60),
        3,
        window -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          LockSupport.parkNanos(100_000);
          now.decrementAndGet();
        },
        window -> {});

    assertThat(most.get()).isBetween(1, 3);
  }

  private static List<Integer> windows(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static void dawdle(long seed, int window) {
    LockSupport.parkNanos(new Random(seed + window).nextInt(4) * 50_000L);
  }

  private static void await(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
