package io.tributary.trials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a {@link World} in each of the ways in which a stream can be brought up to date. */
final class WorldTap implements Tap<WorldTap.Config> {
  static final List<String> STREAMS = List.of("whole", "sorted", "unsorted", "marked");

  private static final JsonSchema SCHEMA =
      JsonSchema.object()
          .property("id", LogicalType.INTEGER)
          .property("at", LogicalType.TIMESTAMP)
          .property("value", LogicalType.INTEGER);

  /** No settings. */
  record Config() {}

  private final World world;

  WorldTap(World world) {
    this.world = world;
  }

  @Override
  public String name() {
    return "tap-world";
  }

  @Override
  public String description() {
    return "Reads a world that changes.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<TapStream> streams(Config config) {
    return List.of(
        TapStream.of("whole", SCHEMA, (request, out) -> unsorted(Instant.EPOCH, out)).keyedBy("id"),
        TapStream.of("sorted", SCHEMA, (request, out) -> sorted(since(request), out, false))
            .keyedBy("id")
            .replicated(new Replication.Incremental("at", Order.SORTED)),
        TapStream.of("unsorted", SCHEMA, (request, out) -> unsorted(since(request), out))
            .keyedBy("id")
            .replicated(new Replication.Incremental("at", Order.UNSORTED)),
        TapStream.of("marked", SCHEMA, (request, out) -> sorted(since(request), out, true))
            .keyedBy("id")
            .replicated(new Replication.Incremental("at", Order.MARKED)));
  }

  private static Instant since(ReadRequest request) {
    return request.bookmark().map(JsonNode::asText).map(Instant::parse).orElse(Instant.EPOCH);
  }

  /** The bookmark's own moment is read again: what else happened in it may not have been seen. */
  private void sorted(Instant since, RecordOutput out, boolean marking)
      throws InterruptedException {
    Instant began = Instant.now();
    Instant at = since;
    int id = -1;
    int count = 0;
    for (Optional<ObjectNode> next = world.next(at, id);
        next.isPresent() && !at.isAfter(began);
        next = world.next(at, id)) {
      ObjectNode record = next.get();
      at = Instant.parse(record.get("at").textValue());
      id = record.get("id").intValue();
      JsonNode reached = record.get("at");
      out.record(record);
      if (marking && ++count % 7 == 0) {
        out.position(reached);
      }
    }
  }

  private void unsorted(Instant since, RecordOutput out) throws InterruptedException {
    for (Optional<ObjectNode> next = world.from(0); next.isPresent(); ) {
      int id = next.get().get("id").intValue();
      if (!Instant.parse(next.get().get("at").textValue()).isBefore(since)) {
        out.record(next.get());
      }
      next = world.from(id + 1);
    }
  }
}
