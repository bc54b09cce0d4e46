package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.time.Instant;
import java.util.List;

/** A tap without a system: one stream of each kind of replication, and an empty one. */
final class SyntheticTap implements Tap<SyntheticTap.Config> {
  /** More than the engine hands on at once, so that states fall in the middle. */
  private static final int RECORDS = 3_000;

  private static final JsonSchema SCHEMA =
      JsonSchema.object()
          .property("id", LogicalType.INTEGER)
          .property("at", LogicalType.TIMESTAMP)
          .property("n", LogicalType.INTEGER);

  record Config(
      @Setting("The key.") Secret apiKey,
      @Setting(value = "A fault of the tap.", byDefault = "\"none\"") Fault fault) {}

  /** What the tap does wrong, so that the contract can be seen to notice. */
  enum Fault {
    NONE,
    /** Asks for what is greater than the bookmark, where it should be greater or equal. */
    SKIPS_TIES,
    /** Marks a position before it has handed over what lies before it. */
    MARKS_TOO_EARLY
  }

  @Override
  public String name() {
    return "tap-synthetic";
  }

  @Override
  public String description() {
    return "Makes up records.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<TapStream> streams(Config config) {
    return List.of(
        TapStream.of("whole", SCHEMA, (request, out) -> send(0, RECORDS, out::record))
            .keyedBy("id"),
        TapStream.of(
                "sorted",
                SCHEMA,
                (request, out) -> {
                  int from = request.bookmark().map(JsonNode::asInt).orElse(-1);
                  int ties = config.fault() == Fault.SKIPS_TIES ? 1 : 0;
                  for (int id = 0; id < RECORDS; id++) {
                    if (n(id) >= from + ties) {
                      out.record(order(id));
                    }
                  }
                })
            .keyedBy("id")
            .replicated(new Replication.Incremental("n", Replication.Order.SORTED)),
        TapStream.of("unsorted", SCHEMA, (request, out) -> send(0, RECORDS, out::record))
            .keyedBy("id")
            .replicated(new Replication.Incremental("at", Replication.Order.UNSORTED)),
        TapStream.of(
                "marked",
                SCHEMA,
                (request, out) -> {
                  int from = request.bookmark().map(JsonNode::asInt).orElse(0);
                  for (int id = from; id < RECORDS; id += 10) {
                    if (config.fault() == Fault.MARKS_TOO_EARLY) {
                      out.position(IntNode.valueOf(id + 10));
                    }
                    send(id, id + 10, out::record);
                    out.position(IntNode.valueOf(id + 10));
                  }
                })
            .keyedBy("id")
            .replicated(new Replication.Positioned()),
        TapStream.of("empty", SCHEMA, (request, out) -> {}).keyedBy("id"));
  }

  private interface Sink {
    void record(ObjectNode record) throws InterruptedException;
  }

  private static void send(int from, int to, Sink sink) throws InterruptedException {
    for (int id = from; id < to; id++) {
      sink.record(order(id));
    }
  }

  /** Three records share each value, so that a bookmark falls between two that are alike. */
  private static int n(int id) {
    return id / 3;
  }

  private static ObjectNode order(int id) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("at", Instant.parse("2026-01-01T00:00:00Z").minusSeconds(id).toString())
        .put("n", n(id));
  }
}
