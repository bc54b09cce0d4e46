package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.catalog.Catalog;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How streams are announced, ordered and read side by side. */
@Timeout(30)
class SyncTest extends SyncRuns {
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
  void writesAStateForARunOfNoStreams() throws InterruptedException {
    State state = State.of(object("{'bookmarks': {'orders': {'id': 4}}}"));

    run(settings(2), state);

    assertThat(recording.states()).containsExactly(state.toJson());
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
  void passesOnHowManyRecordsToExpect() throws InterruptedException {
    run(settings(1), State.empty(), stream("orders", (request, out) -> out.expect(42)));

    assertThat(report.streams().get(0).expected()).hasValue(42);
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
}
