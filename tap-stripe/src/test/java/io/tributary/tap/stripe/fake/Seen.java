package io.tributary.tap.stripe.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.RecordOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What came out of a source, in order. Thread-safe. */
public final class Seen implements RecordOutput {
  private final List<ObjectNode> records = Collections.synchronizedList(new ArrayList<>());
  private final List<JsonNode> positions = Collections.synchronizedList(new ArrayList<>());
  private final List<String> skips = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void record(ObjectNode record) {
    records.add(record);
  }

  @Override
  public void position(JsonNode position) {
    positions.add(position.deepCopy());
  }

  @Override
  public void skipped(String reason) {
    skips.add(reason);
  }

  public List<ObjectNode> records() {
    return records;
  }

  public List<JsonNode> positions() {
    return positions;
  }

  public List<String> skips() {
    return skips;
  }

  public List<String> ids() {
    return records.stream().map(record -> record.get("id").asText()).toList();
  }

  public ObjectNode record(String id) {
    return records.stream()
        .filter(record -> record.get("id").asText().equals(id))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  public JsonNode last() {
    return positions.get(positions.size() - 1);
  }
}
