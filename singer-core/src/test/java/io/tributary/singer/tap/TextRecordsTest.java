package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.catalog.Catalog;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.state.State;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of records that a source hands over as text. */
@Timeout(30)
class TextRecordsTest {
  private static final RecordSource SOURCE =
      (request, out) -> {
        byte[] buffer = "{\"id\":1,\"at\":{\"x\":1,\"y\":2}}{\"id\":2,\"at\":null}".getBytes(UTF_8);
        out.text(RawJson.of(buffer, 0, 27));
        out.text(RawJson.of(buffer, 27, buffer.length - 27));
        Arrays.fill(buffer, (byte) 'x'); // whoever wants it longer has a copy
      };

  private final Recording recording = new Recording();

  private static TapStream stream(RecordSource source) {
    JsonNode nested =
        object(
            "{'type': ['null', 'object'], 'properties': {'x': {'type': 'integer'}, 'y': {'type':"
                + " 'integer'}}}");
    return TapStream.of(
            "orders",
            JsonSchema.object().property("id", LogicalType.INTEGER).property("at", nested),
            source)
        .keyedBy("id");
  }

  private void run(TapStream stream, long limit, String metadata) throws InterruptedException {
    Catalog catalog =
        Catalog.read(
            object(
                "{'streams': [{'tap_stream_id': 'orders', 'metadata': ["
                    + "{'breadcrumb': [], 'metadata': {'selected': true}}"
                    + metadata
                    + "]}]}"));
    new Sync(
            new TapSettings(1, Duration.ofSeconds(10), false, Optional.empty(), 10_000),
            limit,
            Clock.systemUTC(),
            new RunReport(Clock.systemUTC()))
        .run(
            Selections.of(List.of(stream), Optional.of(catalog), Set.of()).streams(),
            State.empty(),
            recording);
  }

  @Test
  void isWrittenAsItIs() throws InterruptedException {
    run(stream(SOURCE), Sync.NO_LIMIT, "");

    assertThat(recording.records("orders"))
        .containsExactly(
            object("{'id': 1, 'at': {'x': 1, 'y': 2}}"), object("{'id': 2, 'at': null}"));
  }

  @Test
  void isLookedIntoWhereAPartOfAFieldIsLeftOut() throws InterruptedException {
    run(
        stream(SOURCE),
        Sync.NO_LIMIT,
        ", {'breadcrumb': ['properties', 'at', 'properties', 'y'], 'metadata': {'selected':"
            + " false}}");

    assertThat(recording.records("orders"))
        .containsExactly(object("{'id': 1, 'at': {'x': 1}}"), object("{'id': 2, 'at': null}"));
  }

  @Test
  void isLookedIntoForTheBookmark() throws InterruptedException {
    TapStream sorted =
        stream(SOURCE).replicated(new Replication.Incremental("id", Replication.Order.SORTED));

    run(sorted, Sync.NO_LIMIT, "");

    assertThat(recording.lastState().at("/bookmarks/orders/id").asInt()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                run(
                    stream(
                            (request, out) -> {
                              out.text(RawJson.of("{\"id\":2}"));
                              out.text(RawJson.of("{\"id\":1}"));
                            })
                        .replicated(new Replication.Incremental("id", Replication.Order.SORTED)),
                    Sync.NO_LIMIT,
                    ""))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageContaining("1 follows 2");
  }

  @Test
  void isCountedAsRecordsAre() throws InterruptedException {
    run(stream(SOURCE), 1, "");

    assertThat(recording.records("orders"))
        .containsExactly(object("{'id': 1, 'at': {'x': 1, 'y': 2}}"));
  }

  @Test
  void isARecordToAnOutputThatKnowsNoText() throws InterruptedException {
    List<JsonNode> records = new ArrayList<>();
    RecordOutput old =
        new RecordOutput() {
          @Override
          public void record(ObjectNode record) {
            records.add(record);
          }

          @Override
          public void position(JsonNode position) {
            throw new AssertionError("nobody marks a position here");
          }
        };

    old.text(RawJson.of("{\"id\":1}"));

    assertThat(records).containsExactly(object("{'id': 1}"));
  }
}
