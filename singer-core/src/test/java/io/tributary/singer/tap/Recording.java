package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.BatchMessage;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.message.MessageWriter;
import io.tributary.singer.message.RecordMessage;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what a run writes, as the lines that a target would read. For one thread. */
final class Recording implements MessageHandler {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final MessageWriter writer = new MessageWriter(bytes);
  private final Consumer<Recording> afterEach;
  private int pauses;

  Recording() {
    this(recording -> {});
  }

  /**
   * @param afterEach called after each message, to look at what there is, or to break
   */
  Recording(Consumer<Recording> afterEach) {
    this.afterEach = afterEach;
  }

  @Override
  public void onSchema(SchemaMessage schema) {
    writer.onSchema(schema);
    afterEach.accept(this);
  }

  @Override
  public void onRecord(RecordMessage record) {
    writer.onRecord(record);
    afterEach.accept(this);
  }

  @Override
  public void onState(StateMessage state) {
    writer.onState(state);
    afterEach.accept(this);
  }

  @Override
  public void onActivateVersion(ActivateVersionMessage activation) {
    writer.onActivateVersion(activation);
    afterEach.accept(this);
  }

  @Override
  public void onBatch(BatchMessage batch) {
    writer.onBatch(batch);
    afterEach.accept(this);
  }

  @Override
  public void onPause() {
    pauses++;
  }

  int pauses() {
    return pauses;
  }

  /** Every message so far, as JSON. */
  List<JsonNode> messages() {
    writer.flush();
    return bytes.toString(StandardCharsets.UTF_8).lines().map(Recording::parse).toList();
  }

  List<JsonNode> messages(String type) {
    return messages().stream().filter(line -> line.path("type").asText().equals(type)).toList();
  }

  /** The types of a stream's messages and of the states, one letter each: S, R, T, A, B. */
  String shape(String stream) {
    StringBuilder shape = new StringBuilder();
    for (JsonNode line : messages()) {
      String type = line.path("type").asText();
      if (type.equals("STATE")) {
        shape.append('T');
      } else if (line.path("stream").asText().equals(stream)) {
        shape.append(type.charAt(0));
      }
    }
    return shape.toString();
  }

  List<JsonNode> records(String stream) {
    return messages("RECORD").stream()
        .filter(line -> line.path("stream").asText().equals(stream))
        .map(line -> line.path("record"))
        .toList();
  }

  List<JsonNode> states() {
    return messages("STATE").stream().map(line -> line.path("value")).toList();
  }

  ObjectNode lastState() {
    List<JsonNode> states = states();
    return (ObjectNode) states.get(states.size() - 1);
  }

  static JsonNode parse(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  static ObjectNode object(String json) {
    return (ObjectNode) parse(json.replace('\'', '"'));
  }
}
