package io.tributary.tap.stripe.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tap.stripe.api.SharedWindows.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class SharedWindowsTest {
  private static final int PAGE = 3;
  private static final int LENGTH = 1_000;

  /** Objects, newest first, as a list shows them: when each was created. */
  private static long[] objects(Random random) {
    int count = random.nextInt(400);
    int busiest = random.nextInt(LENGTH);
    return random
        .longs(count, 0, LENGTH)
        .map(at -> random.nextInt(3) == 0 ? busiest : at)
        .boxed()
        .sorted((one, other) -> Long.compare(other, one))
        .mapToLong(Long::longValue)
        .toArray();
  }

  /** Threads that read pages, one step of one of them at a time, in any order. */
  private static final class Crowd {
    private final long[] objects;
    private final Set<Integer> read = new HashSet<>();
    private final List<Window> finished = new ArrayList<>();
    private final SharedWindows windows;
    private final List<Worker> workers = new ArrayList<>();
    private int requests;
    private int repeated;

    Crowd(long[] objects, List<Window> all, int workers) {
      this.objects = objects;
      this.windows =
          new SharedWindows(
              all,
              upTo -> {
                finished.add(upTo);
                for (int i = 0; i < objects.length; i++) {
                  assertThat(objects[i] >= upTo.until() || read.contains(i)).isTrue();
                }
              });
      for (int i = 0; i < workers; i++) {
        this.workers.add(new Worker());
      }
    }

    /** Those that have something to read. */
    private List<Worker> able() {
      for (Worker worker : workers) {
        if (worker.share == null) {
          worker.share = windows.tryTake();
          worker.cursor = -1;
        }
      }
      return workers.stream().filter(worker -> worker.share != null).toList();
    }

    /** Lets any of them read a page, or now and then begin again. */
    boolean step(Random random, double again) throws Exception {
      List<Worker> able = able();
      if (able.isEmpty()) {
        return false;
      }
      Worker worker = able.get(random.nextInt(able.size()));
      if (random.nextDouble() < again && worker.cursor >= 0) {
        Objects.requireNonNull(worker.share).again();
        worker.cursor = -1;
      } else {
        worker.page();
      }
      return true;
    }

    /** Lets each of them read a page. */
    boolean round() throws Exception {
      List<Worker> able = able();
      for (Worker worker : able) {
        worker.page();
      }
      return !able.isEmpty();
    }

    private final class Worker {
      private @Nullable Share share;
      private int cursor;
      private Window asked = new Window(0, 0);

      /** Reads the page after the cursor of the window that was asked for. */
      private void page() throws Exception {
        Share own = Objects.requireNonNull(share);
        if (cursor < 0) {
          asked = own.window();
        }
        requests++;
        List<Integer> page = new ArrayList<>();
        int next = cursor + 1;
        for (; next < objects.length && page.size() < PAGE; next++) {
          if (asked.from() <= objects[next] && objects[next] < asked.until()) {
            page.add(next);
          }
        }
        boolean more = Arrays.stream(objects).skip(next).anyMatch(at -> at >= asked.from());
        long oldest = more ? objects[page.get(page.size() - 1)] : Share.END;
        long from = own.reached(oldest).from();
        for (int i : page) {
          if (objects[i] >= from && !read.add(i)) {
            repeated++;
          }
        }
        asked = own.window();
        if (!own.isOver()) {
          cursor = page.get(page.size() - 1);
        } else {
          share = null;
          own.finish();
        }
      }
    }
  }

  @Property(tries = 1_000)
  void everythingIsReadOnceAndNothingIsFinishedBefore(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int workers) throws Exception {
    Random random = new Random(seed);
    long[] objects = objects(random);
    Crowd crowd =
        new Crowd(objects, new Window(0, LENGTH).pieces(1 + random.nextInt(LENGTH)), workers);

    while (crowd.step(random, 0)) {}

    assertThat(crowd.read).hasSize(objects.length);
    assertThat(crowd.repeated).isZero();
    assertThat(crowd.finished).isNotEmpty().isSortedAccordingTo(SharedWindowsTest::byEnd);
    assertThat(crowd.finished.get(crowd.finished.size() - 1).until()).isEqualTo(LENGTH);
  }

  @Property(tries = 300)
  void aWindowThatIsBegunAgainLosesNothing(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    long[] objects = objects(random);
    Crowd crowd = new Crowd(objects, new Window(0, LENGTH).pieces(300), 4);

    while (crowd.step(random, 0.1)) {}

    assertThat(crowd.read).hasSize(objects.length);
    assertThat(crowd.finished.get(crowd.finished.size() - 1).until()).isEqualTo(LENGTH);
  }

  private static int byEnd(Window one, Window other) {
    return Long.compare(one.until(), other.until());
  }

  @Example
  void allThreadsHaveSomethingToReadOfOneLongWindow() throws Exception {
    long[] objects = new long[LENGTH];
    Arrays.setAll(objects, i -> LENGTH - 1 - i);
    Crowd crowd = new Crowd(objects, List.of(new Window(0, LENGTH)), 8);
    int rounds = 0;

    while (crowd.round()) {
      rounds++;
    }

    assertThat(crowd.read).hasSize(LENGTH);
    assertThat(rounds).isLessThan(60); // one alone takes 334, and 42 would be perfect
    assertThat(crowd.requests).isLessThan(375);
  }
}
