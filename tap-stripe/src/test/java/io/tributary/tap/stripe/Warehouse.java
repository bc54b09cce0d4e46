package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.RecordOutput;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the records of one stream end up: what was handed over before a position is there for good,
 * the rest is lost when the run dies. Thread-safe.
 */
final class Warehouse implements RecordOutput {
  /** The run dies here. */
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Map<String, ObjectNode> durable = new HashMap<>();
  private final Map<String, ObjectNode> pending = new LinkedHashMap<>();
  private Optional<JsonNode> position = Optional.empty();
  private long untilDeath = Long.MAX_VALUE;
  private int positions;

  /** Dies at the call after so many. */
  synchronized void dieAfter(long calls) {
    untilDeath = calls;
  }

  @Override
  public synchronized void record(ObjectNode record) {
    live();
    pending.put(record.get("id").asText(), record);
  }

  @Override
  public synchronized void position(JsonNode reached) {
    live();
    durable.putAll(pending);
    pending.clear();
    position = Optional.of(reached.deepCopy());
    positions++;
  }

  private void live() {
    if (untilDeath-- <= 0) {
      throw new Death();
    }
  }

  /** The state that the last run left. */
  synchronized Optional<JsonNode> state() {
    return position;
  }

  /** What was handed over after the last position is gone. */
  synchronized void restart() {
    pending.clear();
    untilDeath = Long.MAX_VALUE;
  }

  synchronized int positions() {
    return positions;
  }

  synchronized Map<String, ObjectNode> rows() {
    Map<String, ObjectNode> rows = new HashMap<>(durable);
    rows.putAll(pending);
    return rows;
  }
}
