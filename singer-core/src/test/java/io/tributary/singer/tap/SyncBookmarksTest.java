package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.tributary.singer.catalog.Catalog;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.state.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a stream resumes after what it has written. */
@Timeout(30)
class SyncBookmarksTest extends SyncRuns {
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
}
