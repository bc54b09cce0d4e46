package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.BatchMessage;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.message.RecordMessage;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.state.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the records of a tap's runs end up, by stream and id: what came before a state is there for
 * good, the rest is lost when the run dies.
 */
final class Warehouse implements MessageHandler {
  /** The run dies here. */
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Map<String, ObjectNode> durable = new TreeMap<>();
  private final Map<String, ObjectNode> pending = new LinkedHashMap<>();
  private State state = State.empty();
  private long untilDeath = Long.MAX_VALUE;

  /** Begins a run that dies at the message after so many. */
  State begin(long messages) {
    pending.clear();
    untilDeath = messages;
    return state;
  }

  private void live() {
    if (untilDeath-- <= 0) {
      throw new Death();
    }
  }

  @Override
  public void onSchema(SchemaMessage schema) {
    live();
  }

  @Override
  public void onRecord(RecordMessage record) {
    live();
    ObjectNode json = (ObjectNode) record.record().tree();
    pending.put(record.stream() + ' ' + json.path("id").asText(), json);
  }

  @Override
  public void onState(StateMessage reached) {
    live();
    durable.putAll(pending);
    pending.clear();
    state = State.of((ObjectNode) reached.value().tree());
  }

  @Override
  public void onActivateVersion(ActivateVersionMessage activation) {
    throw new IllegalStateException("no stream here has versions");
  }

  @Override
  public void onBatch(BatchMessage batch) {
    throw new IllegalStateException("no batches were asked for");
  }

  /** What is there for good and has not been deleted, without what only says how it came. */
  Map<String, JsonNode> living() {
    Map<String, JsonNode> rows = new TreeMap<>();
    durable.forEach(
        (key, row) -> {
          if (!row.path("is_deleted").asBoolean()) {
            ObjectNode own = row.deepCopy();
            own.remove("updated");
            own.remove("updated_by_event_type");
            rows.put(key, own);
          }
        });
    return rows;
  }
}
