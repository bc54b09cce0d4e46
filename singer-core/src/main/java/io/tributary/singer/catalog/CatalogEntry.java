package io.tributary.singer.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One stream of a catalog, kept as it was written: what we do not know in it survives.
 *
 * <p>Metadata belongs to a breadcrumb: {@code []} is the stream, {@code ["properties", "id"]} a
 * field, {@code ["properties", "a", "properties", "b"]} a field of an object.
 */
public final class CatalogEntry {
  private static final String PROPERTIES = "properties";
  private static final String SELECTED = "selected";

  private final ObjectNode json;
  private final Map<List<String>, JsonNode> metadata = new HashMap<>();

  CatalogEntry(ObjectNode json) {
    this.json = json;
    for (JsonNode item : json.path("metadata")) {
      metadata.put(breadcrumb(item.path("breadcrumb")), item.path("metadata"));
    }
  }

  /** What discovery says of a stream. */
  static CatalogEntry of(TapStream stream) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("tap_stream_id", stream.name());
    json.put("stream", stream.name());
    json.set("schema", stream.schema().toJson());
    strings(json.putArray("key_properties"), stream.keys());
    Optional<String> key = replicationKey(stream.replication());
    json.put("replication_method", method(stream.replication()));
    key.ifPresent(name -> json.put("replication_key", name));
    ArrayNode metadata = json.putArray("metadata");
    describeStream(described(metadata), stream);
    Set<String> always = stream.automaticFields();
    for (String name : stream.fieldNames()) {
      boolean automatic = always.contains(name) || key.filter(name::equals).isPresent();
      ObjectNode field = described(metadata, PROPERTIES, name);
      field.put("inclusion", automatic ? "automatic" : "available");
      field.put(
          "selected-by-default", automatic || !stream.traits().unselectedFields().contains(name));
    }
    return new CatalogEntry(json);
  }

  private static void describeStream(ObjectNode described, TapStream stream) {
    described.put("inclusion", "available");
    described.put("selected-by-default", stream.traits().selectedByDefault());
    strings(described.putArray("table-key-properties"), stream.keys());
    stream
        .traits()
        .parent()
        .ifPresent(parent -> described.put("parent-tap-stream-id", parent.stream()));
    replicationKey(stream.replication())
        .ifPresentOrElse(
            key -> described.putArray("valid-replication-keys").add(key),
            () -> described.put("forced-replication-method", method(stream.replication())));
  }

  private static ObjectNode described(ArrayNode metadata, String... path) {
    ObjectNode item = metadata.addObject();
    strings(item.putArray("breadcrumb"), List.of(path));
    return item.putObject("metadata");
  }

  private static List<String> breadcrumb(JsonNode path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  static Optional<String> replicationKey(Replication replication) {
    return replication instanceof Replication.Incremental incremental
        ? Optional.of(incremental.key())
        : Optional.empty();
  }

  static String method(Replication replication) {
    return replication instanceof Replication.FullTable ? "FULL_TABLE" : "INCREMENTAL";
  }

  /** The name by which catalog, state and tap know the stream. */
  public String id() {
    return json.path("tap_stream_id").asText(json.path("stream").asText());
  }

  /** A keyword of the stream's own metadata; missing if it is not there. */
  JsonNode keyword(String keyword) {
    return keyword(List.of(), keyword);
  }

  JsonNode keyword(List<String> breadcrumb, String keyword) {
    JsonNode found = metadata.getOrDefault(breadcrumb, MissingNode.getInstance());
    return found.path(keyword);
  }

  /** A member of the entry itself, beside its metadata. */
  JsonNode member(String name) {
    return json.path(name);
  }

  boolean hasMetadata() {
    return !metadata.isEmpty();
  }

  /** The names of the fields that metadata or schema mention at the top level. */
  List<String> mentionedFields() {
    List<String> names = new ArrayList<>();
    for (List<String> path : metadata.keySet()) {
      if (path.size() == 2) {
        names.add(path.get(1));
      }
    }
    json.path("schema").path(PROPERTIES).fieldNames().forEachRemaining(names::add);
    return names.stream().distinct().sorted().toList();
  }

  /**
   * What the user said about something: {@code selected} of its metadata, or where catalogs of old
   * have it, in the schema. Empty if nothing is said.
   */
  Optional<Boolean> chosen(List<String> breadcrumb) {
    return answer(keyword(breadcrumb, SELECTED))
        .or(() -> answer(schemaAt(breadcrumb).path(SELECTED)))
        .or(() -> breadcrumb.isEmpty() ? answer(json.path(SELECTED)) : Optional.empty());
  }

  /** A boolean, however it was written; the examples of old write {@code "true"}. */
  static Optional<Boolean> answer(JsonNode value) {
    if (value instanceof BooleanNode) {
      return Optional.of(value.booleanValue());
    }
    return switch (value.asText("")) {
      case "true", "True" -> Optional.of(true);
      case "false", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private JsonNode schemaAt(List<String> breadcrumb) {
    JsonNode schema = json.path("schema");
    for (String name : breadcrumb) {
      schema = schema.path(name);
    }
    return schema;
  }

  /** A copy of the entry as it was written. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CatalogEntry that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
