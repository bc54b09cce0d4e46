package io.tributary.trials.replication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.stripe.TapStripe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Chooses the columns that a history fills: a database of all columns is slow, and says no more.
 */
final class Columns {
  private static final Set<String> WANTED =
      Set.of(
          "amount",
          "amount_refunded",
          "automatic",
          "balance_transaction",
          "charge",
          "created",
          "customer",
          "data",
          "deleted_at",
          "description",
          "email",
          "index",
          "invoice",
          "is_deleted",
          "metadata",
          "object",
          "payments",
          "quantity",
          "status",
          "type",
          "updated",
          "updated_by_event_type",
          "value");

  private final JsonNode discovered;

  private Columns(JsonNode discovered) {
    this.discovered = discovered;
  }

  /** Those of the streams that the tap discovers with these settings. */
  static Columns discover(Path settings) throws IOException {
    Cli.Outcome outcome = Cli.run(new TapStripe(), "--config", settings.toString(), "--discover");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return new Columns(Json.MAPPER.readTree(outcome.out()));
  }

  /** The catalog of some streams. */
  ObjectNode of(List<String> streams) {
    ObjectNode catalog = Json.MAPPER.createObjectNode();
    ArrayNode chosen = catalog.putArray("streams");
    for (JsonNode stream : discovered.path("streams")) {
      if (streams.contains(stream.path("tap_stream_id").asText())) {
        ObjectNode copy = stream.deepCopy();
        copy.path("metadata").forEach(Columns::choose);
        chosen.add(copy);
      }
    }
    return catalog;
  }

  private static void choose(JsonNode entry) {
    JsonNode place = entry.path("breadcrumb");
    if (entry.get("metadata") instanceof ObjectNode metadata) {
      boolean isColumn = place.size() == 2;
      boolean isNeeded = metadata.path("inclusion").asText().equals("automatic");
      metadata.put("selected", !isColumn || isNeeded || WANTED.contains(place.get(1).asText()));
    }
  }
}
