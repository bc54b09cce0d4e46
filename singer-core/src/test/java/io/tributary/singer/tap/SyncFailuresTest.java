package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.report.StreamFigures;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written, and what is not, when something fails or stops. */
@Timeout(30)
class SyncFailuresTest extends SyncRuns {
  @Test
  void goesOnWhenOneStreamFails() {
    RecordSource fails =
        (request, out) -> {
          ids(1).read(request, out);
          throw new SingerException.Source("/refunds answered 403 after 1 attempt: no permission");
        };

    assertThatThrownBy(
            () ->
                run(
                    settings(1),
                    State.empty(),
                    stream("refunds", fails),
                    incremental(Order.SORTED, ids(2, 3))))
        .isInstanceOf(SingerException.Partial.class)
        .hasMessage("refunds: /refunds answered 403 after 1 attempt: no permission");

    assertThat(recording.lastState()).isEqualTo(object("{'bookmarks': {'orders': {'id': 3}}}"));
    assertThat(recording.records("refunds")).hasSize(1);
    List<StreamFigures> figures = report.streams();
    assertThat(figures.get(0).failure()).hasValueSatisfying(why -> assertThat(why).contains("403"));
    assertThat(figures.get(1).failure()).isEmpty();
    assertThat(figures.get(1).counts().received()).isEqualTo(2);
    assertThat(figures.get(1).isFinished()).isTrue();
  }

  @Test
  void failsAsAWholeWhenEveryStreamFails() {
    RecordSource breaks =
        (request, out) -> {
          throw new IOException("connection reset");
        };

    assertThatThrownBy(
            () -> run(settings(2), State.empty(), stream("a", breaks), stream("b", breaks)))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageContaining("a: reading broke off: connection reset")
        .hasMessageContaining("b: reading broke off: connection reset");
  }

  @Test
  void endsAtOnceWhereNobodyIsLetIn() {
    RecordSource shut =
        (request, out) -> {
          throw new SingerException.NoAccess("api_key is not valid", null);
        };
    List<String> tried = new ArrayList<>();
    RecordSource untried = (request, out) -> tried.add("c");

    assertThatThrownBy(
            () ->
                run(
                    settings(1),
                    State.empty(),
                    stream("a", ids(1)),
                    stream("b", shut),
                    stream("c", untried)))
        .isInstanceOf(SingerException.NoAccess.class)
        .hasMessage("api_key is not valid");

    assertThat(tried).isEmpty();
    assertThat(recording.records("a")).hasSize(1);
  }

  @Test
  void failsWithTheOneFailureThereIs() {
    RecordSource breaks =
        (request, out) -> {
          throw new SingerException.Data("a", "id is 1, not a string");
        };

    assertThatThrownBy(() -> run(settings(2), State.empty(), stream("a", breaks)))
        .isInstanceOf(SingerException.Data.class);
  }

  @Test
  void asksToBeRunAgainWhenTheQuotaIsUsedUp() {
    RecordSource exhausted =
        (request, out) -> {
          throw new SingerException.Quota("the daily operations are used up until 08:00Z");
        };

    assertThatThrownBy(
            () -> run(settings(1), State.empty(), stream("a", ids(1)), stream("b", exhausted)))
        .isInstanceOf(SingerException.Quota.class)
        .hasMessage("b: the daily operations are used up until 08:00Z");
  }

  @Test
  void stopsEverythingOnABug() {
    CountDownLatch reading = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    RecordSource hangs =
        (request, out) -> {
          ids(1, 2).read(request, out);
          reading.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
          }
        };
    RecordSource bug =
        (request, out) -> {
          reading.await();
          throw new IllegalArgumentException("index 3");
        };

    assertThatThrownBy(
            () ->
                run(
                    settings(2),
                    State.empty(),
                    incremental(Order.SORTED, hangs),
                    stream("b", bug),
                    stream("c", ids(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("index 3");

    assertThat(interrupted).isTrue();
    assertThat(recording.messages("SCHEMA")).hasSize(2);
    assertThat(recording.lastState().path("bookmarks")).isEqualTo(object("{'orders': {'id': 2}}"));
  }

  @Test
  void passesOnAnErrorAsItIs() {
    RecordSource breaks =
        (request, out) -> {
          throw new StackOverflowError("deep");
        };

    assertThatThrownBy(() -> run(settings(1), State.empty(), stream("a", breaks)))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void writesTheStateOfWhatWasReadWhenItIsStopped() {
    Sync sync = new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report);
    RecordSource hangs =
        (request, out) -> {
          ids(1, 2, 3).read(request, out);
          sync.stop();
          new CountDownLatch(1).await();
        };

    assertThatThrownBy(
            () ->
                sync.run(
                    selected(incremental(Order.SORTED, hangs), stream("b", ids(1))),
                    State.empty(),
                    recording))
        .isInstanceOf(InterruptedException.class);

    assertThat(recording.records("orders")).hasSize(3);
    assertThat(recording.messages("SCHEMA")).hasSize(1);
    assertThat(recording.lastState())
        .isEqualTo(object("{'bookmarks': {'orders': {'id': 3}}, 'currently_syncing': 'orders'}"));
  }

  @Test
  void doesNotBelieveASourceThatReturnsWhenItIsStopped() {
    Sync sync = new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report);
    RecordSource swallows =
        (request, out) -> {
          ids(1, 9).read(request, out);
          sync.stop();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            return;
          }
        };

    assertThatThrownBy(
            () ->
                sync.run(selected(incremental(Order.UNSORTED, swallows)), State.empty(), recording))
        .isInstanceOf(InterruptedException.class);

    assertThat(recording.lastState()).isEqualTo(object("{'currently_syncing': 'orders'}"));
  }

  @Test
  void stopsBeforeItBegins() {
    Sync sync = new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report);
    sync.stop();

    assertThatThrownBy(() -> sync.run(selected(stream("orders", ids(1))), State.empty(), recording))
        .isInstanceOf(InterruptedException.class);

    assertThat(recording.shape("orders")).isEqualTo("T");
  }

  @Test
  void losesNothingThatASourceHandedOverWhileTheQueueWasFull() {
    Sync sync = new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report);
    AtomicInteger given = new AtomicInteger();
    AtomicBoolean stopped = new AtomicBoolean();
    Recording slow =
        new Recording(
            soFar -> {
              if (stopped.compareAndSet(false, true)) {
                awaitStall(given);
                sync.stop();
              }
            });
    RecordSource fast =
        (request, out) -> {
          while (true) {
            out.record(large(given.get()));
            given.incrementAndGet();
          }
        };

    assertThatThrownBy(
            () -> sync.run(selected(incremental(Order.SORTED, fast)), State.empty(), slow))
        .isInstanceOf(InterruptedException.class);

    long last = slow.lastState().path("bookmarks").path("orders").path("id").asLong();
    assertThat(slow.records("orders")).hasSize((int) last + 1);
    assertThat(given.get()).isBetween(100, 600);
  }

  @Test
  void releasesItsSourcesWhenTheMessagesCannotBeTaken() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    AtomicLong seen = new AtomicLong();
    Recording breaks =
        new Recording(
            soFar -> {
              if (seen.incrementAndGet() == 3) {
                throw new SingerException.ReaderGone(new IOException("Broken pipe"));
              }
            });
    RecordSource endless =
        (request, out) -> {
          try {
            for (int i = 0; ; i++) {
              out.record(large(i));
            }
          } finally {
            ended.countDown();
          }
        };

    assertThatThrownBy(
            () ->
                new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report)
                    .run(selected(stream("orders", endless)), State.empty(), breaks))
        .isInstanceOf(SingerException.ReaderGone.class);

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(breaks.states()).isEmpty();
  }

  @Test
  void endsWithoutAStateWhenTheCallingThreadIsInterrupted() {
    Recording interrupts = new Recording(soFar -> Thread.currentThread().interrupt());

    assertThatThrownBy(
            () ->
                new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report)
                    .run(
                        selected(stream("orders", (request, out) -> new CountDownLatch(1).await())),
                        State.empty(),
                        interrupts))
        .isInstanceOf(InterruptedException.class);

    assertThat(interrupts.states()).isEmpty();
  }

  @Test
  void refusesRecordsAfterTheEndOfTheirStream() throws InterruptedException {
    AtomicReference<Throwable> refused = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    List<Thread> late = new ArrayList<>();
    RecordSource leaks =
        (request, out) -> {
          Thread thread =
              new Thread(
                  () -> {
                    try {
                      ended.await();
                      out.record(object("{'id': 2}"));
                    } catch (InterruptedException e) {
                      refused.set(e);
                    }
                  });
          late.add(thread);
          thread.start();
        };

    run(settings(1), State.empty(), stream("orders", leaks));
    ended.countDown();
    late.get(0).join();

    assertThat(refused.get()).isInstanceOf(InterruptedException.class);
    assertThat(recording.records("orders")).isEmpty();
  }

  @Test
  void aSkippedStreamIsNoFailureAndTakesNoRowForDeleted() throws InterruptedException {
    TapSettings settings =
        new TapSettings(1, Duration.ofSeconds(10), true, Optional.empty(), 10_000);
    State state = State.of(object("{'bookmarks': {'orders': {'version': 5}}}"));

    run(settings, state, stream("orders", (request, out) -> out.skipped("there is no shop")));

    assertThat(recording.messages("ACTIVATE_VERSION")).isEmpty();
    assertThat(report.streams().get(0).skipped()).contains("there is no shop");
    assertThat(report.streams().get(0).failure()).isEmpty();
  }
}
