package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.catalog.Catalog;
import io.tributary.singer.catalog.Selection;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.report.StreamFigures;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SyncTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final JsonSchema SCHEMA =
      JsonSchema.object()
          .property("id", LogicalType.INTEGER)
          .property("name", LogicalType.STRING)
          .property("updated_at", LogicalType.TIMESTAMP);

  private final Recording recording = new Recording();
  private final RunReport report = new RunReport(CLOCK);

  @Test
  void announcesTheSchemaBeforeTheRecords() throws InterruptedException {
    run(settings(1), State.empty(), stream("orders", ids(1, 2)));

    assertThat(recording.shape("orders")).isEqualTo("SRRT");
    assertThat(recording.messages("SCHEMA").get(0))
        .isEqualTo(
            object(
                """
                {'type': 'SCHEMA', 'stream': 'orders', 'schema': {'type': 'object', 'properties': {
                'id': {'type': ['null', 'integer']}, 'name': {'type': ['null', 'string']},
                'updated_at': {'type': ['null', 'string'], 'format': 'date-time'}}},
                'key_properties': ['id']}\
                """));
  }

  @Test
  void announcesTheSchemaOfAStreamWithoutRecords() throws InterruptedException {
    run(settings(4), State.empty(), stream("orders", ids()));

    assertThat(recording.shape("orders")).isEqualTo("ST");
  }

  @Test
  void announcesTheKeyThatAStreamResumesBy() throws InterruptedException {
    run(settings(1), State.empty(), incremental(Order.SORTED, ids()));

    assertThat(recording.messages("SCHEMA").get(0).path("bookmark_properties"))
        .isEqualTo(Recording.parse("[\"id\"]"));
  }

  @Test
  void stampsEveryRecordWithTheTimeItWasExtracted() throws InterruptedException {
    run(settings(1), State.empty(), stream("orders", ids(1, 2, 3)));

    assertThat(recording.messages("RECORD"))
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line.path("time_extracted").asText())
                    .isEqualTo("2026-11-22T12:00:00.000000Z"));
  }

  @Test
  void writesTheSelectedFieldsOnly() throws InterruptedException {
    Catalog catalog =
        Catalog.read(
            object(
                """
                {'streams': [{'tap_stream_id': 'orders', 'metadata': [
                {'breadcrumb': [], 'metadata': {'selected': true}},
                {'breadcrumb': ['properties', 'name'], 'metadata': {'selected': false}}]}]}\
                """));
    RecordSource source =
        (request, out) -> {
          assertThat(request.fields()).containsExactlyInAnyOrder("id", "updated_at");
          out.record(object("{'id': 1, 'name': 'x', 'stray': 2}"));
        };

    new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report)
        .run(
            Selections.of(List.of(stream("orders", source)), Optional.of(catalog), Set.of())
                .streams(),
            State.empty(),
            recording);

    assertThat(recording.records("orders")).containsExactly(object("{'id': 1}"));
    assertThat(recording.messages("SCHEMA").get(0).path("schema").path("properties").has("name"))
        .isFalse();
  }

  @Test
  void writesNullForWhatJsonCannotSay() throws InterruptedException {
    RecordSource source =
        (request, out) -> {
          var record = object("{'id': 1}");
          record.put("name", Double.NaN);
          record.put("updated_at", Float.NEGATIVE_INFINITY);
          out.record(record);
        };

    run(settings(1), State.empty(), stream("orders", source));

    assertThat(recording.records("orders"))
        .containsExactly(object("{'id': 1, 'name': null, 'updated_at': null}"));
  }

  @Test
  void beginsWithTheStreamThatWasInterrupted() throws InterruptedException {
    State state = State.of(object("{'currently_syncing': 'b'}"));

    run(settings(1), state, stream("a", ids(1)), stream("b", ids(2)), stream("c", ids(3)));

    assertThat(recording.messages("SCHEMA").stream().map(line -> line.path("stream").asText()))
        .containsExactly("b", "c", "a");
    assertThat(recording.lastState().has("currently_syncing")).isFalse();
  }

  @Test
  void keepsTheListedOrderIfTheInterruptedStreamIsGone() throws InterruptedException {
    State state = State.of(object("{'currently_syncing': 'gone'}"));

    run(settings(1), state, stream("a", ids(1)), stream("b", ids(2)));

    assertThat(recording.messages("SCHEMA").stream().map(line -> line.path("stream").asText()))
        .containsExactly("a", "b");
  }

  @Test
  void saysWhichStreamIsBeingRead() throws InterruptedException {
    run(settings(1), State.empty(), stream("a", ids(1)), incremental(Order.SORTED, ids(2)));

    assertThat(recording.states())
        .containsExactly(object("{}"), object("{'bookmarks': {'orders': {'id': 2}}}"));
  }

  @Test
  void readsSeveralStreamsAtOnce() throws InterruptedException {
    CyclicBarrier both = new CyclicBarrier(2);
    RecordSource meets = (request, out) -> await(both);

    run(settings(2), State.empty(), stream("a", meets), stream("b", meets));

    assertThat(recording.messages("SCHEMA")).hasSize(2);
  }

  @Test
  void readsNoMoreStreamsAtOnceThanAllowed() throws InterruptedException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RecordSource source =
        (request, out) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          for (int i = 0; i < 50; i++) {
            out.record(object("{'id': " + i + "}"));
          }
          now.decrementAndGet();
        };
    TapStream[] streams = new TapStream[20];
    Arrays.setAll(streams, i -> stream("s" + i, source));

    run(settings(3), State.empty(), streams);

    assertThat(most.get()).isBetween(1, 3);
    assertThat(recording.messages("RECORD")).hasSize(1000);
  }

  @Test
  void followsTheRecordsOfASortedStream() throws InterruptedException {
    MovingClock clock = new MovingClock();
    RecordSource source =
        (request, out) -> {
          for (int i = 1; i <= 4; i++) {
            out.record(large(i));
            clock.add(Duration.ofSeconds(6));
          }
        };

    new Sync(settings(1), Sync.NO_LIMIT, clock, report)
        .run(selected(incremental(Order.SORTED, source)), State.empty(), recording);

    assertThat(recording.shape("orders")).startsWith("SR").endsWith("T").contains("RTR");
    int written = 0;
    for (JsonNode line : recording.messages()) {
      written = line.path("record").path("id").asInt(written);
      JsonNode bookmark = line.path("value").path("bookmarks").path("orders").path("id");
      assertThat(bookmark.asInt(0)).isLessThanOrEqualTo(written);
    }
    assertThat(recording.lastState()).isEqualTo(object("{'bookmarks': {'orders': {'id': 4}}}"));
  }

  @Test
  void namesTheCurrentStreamInAStateThatIsWrittenMeanwhile() throws InterruptedException {
    MovingClock clock = new MovingClock();
    RecordSource source =
        (request, out) -> {
          out.record(large(1));
          clock.add(Duration.ofSeconds(60));
          out.record(large(2));
        };

    new Sync(settings(1), Sync.NO_LIMIT, clock, report)
        .run(selected(incremental(Order.SORTED, source)), State.empty(), recording);

    assertThat(recording.states().get(0).path("currently_syncing").asText()).isEqualTo("orders");
    assertThat(recording.states()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
  }

  @Test
  void refusesASortedStreamThatIsNotSorted() {
    assertThatThrownBy(
            () -> run(settings(1), State.empty(), incremental(Order.SORTED, ids(1, 3, 2, 4))))
        .isInstanceOf(SingerException.Source.class)
        .hasMessage("orders: the records do not come by ascending id: 2 follows 3");

    assertThat(recording.records("orders")).hasSize(2);
    assertThat(recording.lastState()).isEqualTo(object("{'bookmarks': {'orders': {'id': 3}}}"));
  }

  @Test
  void refusesItAlsoIfTheSourceHidesTheRefusal() {
    RecordSource hides =
        (request, out) -> {
          for (int id : new int[] {3, 2, 4}) {
            try {
              out.record(object("{'id': " + id + "}"));
            } catch (SingerException | InterruptedException e) {
              assertThat(id).isNotEqualTo(3);
            }
          }
        };

    assertThatThrownBy(() -> run(settings(1), State.empty(), incremental(Order.SORTED, hides)))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageContaining("2 follows 3");

    assertThat(recording.lastState()).isEqualTo(object("{'bookmarks': {'orders': {'id': 3}}}"));
  }

  @Test
  void movesAnUnsortedStreamAtItsEndOnly() throws InterruptedException {
    MovingClock clock = new MovingClock();
    RecordSource source =
        (request, out) -> {
          for (int id : new int[] {5, 9, 2}) {
            out.record(large(id));
            clock.add(Duration.ofSeconds(60));
          }
        };

    new Sync(settings(1), Sync.NO_LIMIT, clock, report)
        .run(selected(incremental(Order.UNSORTED, source)), State.empty(), recording);

    List<JsonNode> states = recording.states();
    assertThat(states.subList(0, states.size() - 1))
        .allSatisfy(state -> assertThat(state.has("bookmarks")).isFalse());
    assertThat(recording.lastState()).isEqualTo(object("{'bookmarks': {'orders': {'id': 9}}}"));
  }

  @Test
  void neverMovesAnUnsortedStreamPastTheBeginningOfItsRead() throws InterruptedException {
    run(settings(1), State.empty(), updated("2026-11-22T14:59:59+03:00", "2026-11-23T00:00:00Z"));

    assertThat(recording.lastState())
        .isEqualTo(object("{'bookmarks': {'orders': {'updated_at': '2026-11-22T12:00:00Z'}}}"));
  }

  @Test
  void capsDatesByTheDayOfTheRead() throws InterruptedException {
    run(settings(1), State.empty(), updated("2026-11-01", "2027-01-01"));

    assertThat(recording.lastState())
        .isEqualTo(object("{'bookmarks': {'orders': {'updated_at': '2026-11-22'}}}"));
  }

  @Test
  void leavesAnUnsortedStreamWhereItWasIfItFails() {
    State state = State.of(object("{'bookmarks': {'orders': {'id': 1}}}"));
    RecordSource fails =
        (request, out) -> {
          ids(7, 8).read(request, out);
          throw new SingerException.Source("/orders answered 500");
        };

    assertThatThrownBy(() -> run(settings(1), state, incremental(Order.UNSORTED, fails)))
        .isInstanceOf(SingerException.Source.class);

    assertThat(recording.lastState()).isEqualTo(state.toJson());
  }

  @Test
  void neverTakesABookmarkBack() throws InterruptedException {
    State state = State.of(object("{'bookmarks': {'orders': {'id': 50}}}"));
    RecordSource looksBack =
        (request, out) -> {
          assertThat(request.bookmark()).contains(Recording.parse("50"));
          ids(48, 49).read(request, out);
        };

    run(settings(1), state, incremental(Order.SORTED, looksBack));
    run(settings(1), state, incremental(Order.UNSORTED, looksBack));

    assertThat(recording.states()).containsOnly(state.toJson());
  }

  @Test
  void skipsRecordsWithoutABookmarkValue() throws InterruptedException {
    RecordSource source =
        (request, out) -> {
          out.record(object("{'name': 'none'}"));
          out.record(object("{'id': null}"));
          out.record(object("{'id': 3}"));
          out.record(object("{'id': null}"));
        };

    run(settings(1), State.empty(), incremental(Order.SORTED, source));

    assertThat(recording.records("orders")).hasSize(4);
    assertThat(recording.lastState()).isEqualTo(object("{'bookmarks': {'orders': {'id': 3}}}"));
  }

  @Test
  void writesEverythingThatAMarkCoversBeforeItsState() throws InterruptedException {
    MovingClock clock = new MovingClock();
    RecordSource source =
        (request, out) -> {
          for (int i = 1; i <= 5; i++) {
            out.record(object("{'id': " + 10 * i + "}"));
            out.record(object("{'id': " + (10 * i - 5) + "}"));
            out.position(LongNode.valueOf(10L * i));
            clock.add(Duration.ofSeconds(60));
          }
          out.record(object("{'id': 99}"));
        };

    new Sync(settings(1), Sync.NO_LIMIT, clock, report)
        .run(selected(incremental(Order.MARKED, source)), State.empty(), recording);

    int records = 0;
    for (JsonNode line : recording.messages()) {
      records += line.path("type").asText().equals("RECORD") ? 1 : 0;
      JsonNode bookmark = line.path("value").path("bookmarks").path("orders").path("id");
      assertThat(bookmark.asInt(0)).isLessThanOrEqualTo(10 * (records / 2));
    }
    assertThat(recording.lastState()).isEqualTo(object("{'bookmarks': {'orders': {'id': 50}}}"));
  }

  @Test
  void keepsThePositionAsItWasWhenItWasMarked() throws InterruptedException {
    RecordSource source =
        (request, out) -> {
          assertThat(request.bookmark()).isEmpty();
          var position = object("{'account': {'7': 'a'}}");
          out.position(position);
          position.put("later", true);
        };

    run(
        settings(1),
        State.empty(),
        stream("orders", source).replicated(new Replication.Positioned()));

    assertThat(recording.lastState())
        .isEqualTo(object("{'bookmarks': {'orders': {'account': {'7': 'a'}}}}"));
  }

  @Test
  void handsAPositionBackToItsSource() throws InterruptedException {
    AtomicReference<JsonNode> given = new AtomicReference<>();
    TapStream log =
        stream("log", (request, out) -> given.set(request.bookmark().orElseThrow()))
            .replicated(new Replication.Positioned());

    run(settings(1), State.of(object("{'bookmarks': {'log': {'position': '0/16B'}}}")), log);

    assertThat(given.get()).isEqualTo(Recording.parse("\"0/16B\""));
  }

  @Test
  void callsItABugIfAStreamWithoutPositionsMarksOne() {
    assertThatThrownBy(
            () ->
                run(
                    settings(1),
                    State.empty(),
                    stream("orders", (request, out) -> out.position(LongNode.valueOf(1)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("orders marks a position");
  }

  @Test
  void readsInFullIfTheCatalogAsksForIt() throws InterruptedException {
    Catalog catalog =
        Catalog.read(
            object(
                """
                {'streams': [{'tap_stream_id': 'orders', 'metadata': [{'breadcrumb': [],
                'metadata': {'selected': true, 'replication-method': 'FULL_TABLE'}}]}]}\
                """));
    State state = State.of(object("{'bookmarks': {'orders': {'id': 1}}}"));
    RecordSource source =
        (request, out) -> {
          assertThat(request.bookmark()).isEmpty();
          out.position(LongNode.valueOf(9));
          ids(9).read(request, out);
        };
    TapStream stream = incremental(Order.MARKED, source);

    new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report)
        .run(
            Selections.of(List.of(stream), Optional.of(catalog), Set.of()).streams(),
            state,
            recording);

    assertThat(recording.lastState()).isEqualTo(state.toJson());
  }

  @Test
  void writesAStateEvenIfNothingIsNew() throws InterruptedException {
    State state = State.of(object("{'bookmarks': {'orders': {'id': 4}}, 'mine': 1}"));

    run(settings(2), state, incremental(Order.SORTED, ids()), stream("a", ids()));

    assertThat(recording.states()).contains(state.toJson()).last().isEqualTo(state.toJson());
  }

  @Test
  void writesAStateForARunOfNoStreams() throws InterruptedException {
    State state = State.of(object("{'bookmarks': {'orders': {'id': 4}}}"));

    run(settings(2), state);

    assertThat(recording.states()).containsExactly(state.toJson());
  }

  @Test
  void keepsWhatTheStateSaysOfOtherStreams() throws InterruptedException {
    State state =
        State.of(object("{'bookmarks': {'other': {'x': 1.50}, 'orders': {'offset': {'a': 1}}}}"));

    run(settings(1), state, incremental(Order.SORTED, ids(6)));

    assertThat(recording.lastState())
        .isEqualTo(
            object(
                "{'bookmarks': {'other': {'x': 1.50}, 'orders': {'offset': {'a': 1}, 'id': 6}}}"));
  }

  @Test
  void writesWhatASlowSourceHasGivenSoFar() throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(2);
    Recording watched = new Recording(soFar -> seen.countDown());
    RecordSource slow =
        (request, out) -> {
          out.record(object("{'id': 1}"));
          seen.await();
        };

    new Sync(settings(1), Sync.NO_LIMIT, CLOCK, report)
        .run(selected(stream("orders", slow)), State.empty(), watched);

    assertThat(watched.pauses()).isPositive();
    assertThat(watched.shape("orders")).isEqualTo("SRT");
  }

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
  void readsOneRecordOfEachStreamWhenItTries() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    RecordSource endless =
        (request, out) -> {
          assertThat(request.limit()).isEqualTo(1);
          for (int i = 0; ; i++) {
            asked.incrementAndGet();
            out.record(object("{'id': " + i + "}"));
          }
        };

    new Sync(settings(2), 1, CLOCK, report)
        .run(selected(stream("a", endless), stream("b", ids())), State.empty(), recording);

    assertThat(asked).hasValue(1);
    assertThat(recording.shape("a")).isEqualTo("SR");
    assertThat(recording.shape("b")).isEqualTo("S");
  }

  @Test
  void forgivesASourceThatFailsOnceItHasGivenEnough() throws InterruptedException {
    RecordSource wraps =
        (request, out) -> {
          try {
            ids(1, 2).read(request, out);
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
          }
        };

    new Sync(settings(1), 1, CLOCK, report)
        .run(selected(stream("a", wraps)), State.empty(), recording);

    assertThat(recording.shape("a")).isEqualTo("SR");
  }

  @Test
  void doesNotInterruptTheNextStreamForOneThatHadEnough() throws InterruptedException {
    RecordSource leavesTheFlag =
        (request, out) -> {
          try {
            ids(1, 2).read(request, out);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };

    new Sync(settings(1), 1, CLOCK, report)
        .run(
            selected(stream("a", leavesTheFlag), stream("b", leavesTheFlag)),
            State.empty(),
            recording);

    assertThat(recording.shape("a")).isEqualTo("SR");
    assertThat(recording.shape("b")).isEqualTo("SR");
  }

  @Test
  void reportsAStreamThatFailsWhenItTries() {
    RecordSource refused =
        (request, out) -> {
          throw new SingerException.Source("/a answered 401");
        };

    assertThatThrownBy(
            () ->
                new Sync(settings(1), 1, CLOCK, report)
                    .run(selected(stream("a", refused)), State.empty(), recording))
        .isInstanceOf(SingerException.Source.class);
  }

  @Test
  void announcesSchemasWithoutReading() throws InterruptedException {
    RecordSource never =
        (request, out) -> {
          throw new AssertionError("read");
        };

    new Sync(settings(1), 0, CLOCK, report)
        .run(selected(stream("a", never)), State.empty(), recording);

    assertThat(recording.messages()).hasSize(1);
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
  void passesOnHowManyRecordsToExpect() throws InterruptedException {
    run(settings(1), State.empty(), stream("orders", (request, out) -> out.expect(42)));

    assertThat(report.streams().get(0).expected()).hasValue(42);
  }

  @Test
  void versionsFullReads() throws InterruptedException {
    TapSettings settings =
        new TapSettings(1, Duration.ofSeconds(10), true, Optional.empty(), 10_000);

    run(settings, State.empty(), stream("orders", ids(1)), incremental("other", ids(2)));

    long version = NOW.toEpochMilli();
    assertThat(recording.shape("orders")).isEqualTo("SARATT");
    assertThat(recording.messages("ACTIVATE_VERSION"))
        .containsOnly(
            object("{'type': 'ACTIVATE_VERSION', 'stream': 'orders', 'version': " + version + "}"));
    assertThat(recording.messages("RECORD").get(0).path("version").asLong()).isEqualTo(version);
    assertThat(recording.messages("RECORD").get(1).has("version")).isFalse();
    assertThat(recording.lastState().path("bookmarks").path("orders"))
        .isEqualTo(object("{'version': " + version + "}"));
    assertThat(recording.lastState().has("activate_versions")).isFalse();
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

  @Test
  void preparesEveryStreamBeforeItReadsAny() throws InterruptedException {
    List<String> calls = java.util.Collections.synchronizedList(new ArrayList<>());
    RecordSource source =
        new RecordSource() {
          @Override
          public void prepare(ReadRequest request) {
            calls.add("prepare " + request.bookmark().orElse(null));
          }

          @Override
          public void read(ReadRequest request, RecordOutput out) {
            calls.add("read");
          }
        };

    run(settings(2), State.empty(), stream("one", source), stream("two", source));

    assertThat(calls).containsExactly("prepare null", "prepare null", "read", "read");
  }

  @Test
  void saysWhereStreamsStandBeforeTheFirstRecordOfAny() throws InterruptedException {
    JsonNode beginning = object("{'seen': 'nothing'}");
    RecordSource source =
        new RecordSource() {
          @Override
          public Optional<JsonNode> begin(ReadRequest request) {
            return request.bookmark().isPresent() ? Optional.empty() : Optional.of(beginning);
          }

          @Override
          public void read(ReadRequest request, RecordOutput out)
              throws IOException, InterruptedException {
            ids(1).read(request, out);
          }
        };
    TapStream first = stream("first", source).replicated(new Replication.Positioned());
    TapStream second = stream("second", source).replicated(new Replication.Positioned());
    State state = State.empty().withPosition("second", object("{'seen': 'all'}"));

    run(settings(1), state, first, second);

    assertThat(recording.shape("first")).startsWith("TSR");
    assertThat(recording.messages("STATE").get(0).at("/value/bookmarks"))
        .isEqualTo(object("{'first': {'seen': 'nothing'}, 'second': {'seen': 'all'}}"));
  }

  @Test
  void aSourceThatCannotSayWhereItStandsIsReadAllTheSame() throws InterruptedException {
    RecordSource source =
        new RecordSource() {
          @Override
          public Optional<JsonNode> begin(ReadRequest request) throws IOException {
            throw new IOException("reset");
          }

          @Override
          public void read(ReadRequest request, RecordOutput out)
              throws IOException, InterruptedException {
            ids(1).read(request, out);
          }
        };

    run(
        settings(1),
        State.empty(),
        stream("orders", source).replicated(new Replication.Positioned()));

    assertThat(recording.shape("orders")).isEqualTo("SRT");
  }

  @Test
  void activatesALaterVersionOnlyWhenItIsComplete() throws InterruptedException {
    TapSettings settings =
        new TapSettings(1, Duration.ofSeconds(10), true, Optional.empty(), 10_000);
    State state = State.of(object("{'bookmarks': {'orders': {'version': 5}}}"));

    run(settings, state, stream("orders", ids(1)));

    assertThat(recording.shape("orders")).isEqualTo("SRAT");
  }

  @Test
  void goesOnWithTheVersionOfAnInterruptedFullRead() throws InterruptedException {
    TapSettings settings =
        new TapSettings(1, Duration.ofSeconds(10), true, Optional.empty(), 10_000);
    RecordSource fails =
        (request, out) -> {
          ids(1).read(request, out);
          throw new IOException("reset");
        };

    assertThatThrownBy(() -> run(settings, State.empty(), stream("orders", fails)))
        .isInstanceOf(SingerException.Source.class);
    State interrupted = State.of(recording.lastState());
    Recording second = new Recording();
    new Sync(settings, Sync.NO_LIMIT, new MovingClock(), report)
        .run(selected(stream("orders", ids(1, 2))), interrupted, second);

    assertThat(recording.shape("orders")).isEqualTo("SART");
    assertThat(interrupted.version("orders")).hasValue(NOW.toEpochMilli());
    assertThat(second.shape("orders")).isEqualTo("SRRAT");
    assertThat(second.messages("RECORD").get(0).path("version").asLong())
        .isEqualTo(NOW.toEpochMilli());
  }

  private static void awaitStall(AtomicInteger given) {
    int before;
    do {
      before = given.get();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    } while (given.get() != before || before == 0);
  }

  private static void await(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A record that fills a piece of its own, so that the writer learns of it at once. */
  private static ObjectNode large(int id) {
    return object("{'id': " + id + "}").put("name", "x".repeat(66_000));
  }

  private static TapStream updated(String... times) {
    return stream(
            "orders",
            (request, out) -> {
              for (String time : times) {
                out.record(object("{'id': 1}").put("updated_at", time));
              }
            })
        .replicated(new Replication.Incremental("updated_at", Order.UNSORTED));
  }

  private static TapStream incremental(Order order, RecordSource source) {
    return stream("orders", source).replicated(new Replication.Incremental("id", order));
  }

  private static TapStream incremental(String name, RecordSource source) {
    return stream(name, source).replicated(new Replication.Incremental("id", Order.SORTED));
  }

  private static List<Selection> selected(TapStream... streams) {
    return Selections.of(List.of(streams), Optional.empty(), Set.of()).streams();
  }

  /** A clock that a test moves. Thread-safe. */
  private static final class MovingClock extends Clock {
    private final AtomicLong millis = new AtomicLong(NOW.toEpochMilli() + 5_000);

    void add(Duration duration) {
      millis.addAndGet(duration.toMillis());
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public long millis() {
      return millis.get();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }
  }

  private static TapStream stream(String name, RecordSource source) {
    return TapStream.of(name, SCHEMA, source).keyedBy("id");
  }

  private static RecordSource ids(int... ids) {
    return (request, out) -> {
      for (int id : ids) {
        out.record(object("{'id': " + id + ", 'name': 'n" + id + "'}"));
      }
    };
  }

  private static TapSettings settings(int parallel) {
    return new TapSettings(parallel, Duration.ofSeconds(10), false, Optional.empty(), 10_000);
  }

  private void run(TapSettings settings, State state, TapStream... streams)
      throws InterruptedException {
    new Sync(settings, Sync.NO_LIMIT, CLOCK, report)
        .run(
            Selections.of(List.of(streams), Optional.empty(), Set.of()).streams(),
            state,
            recording);
  }
}
