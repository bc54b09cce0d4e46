package io.tributary.singer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stream's JSON Schema: kept verbatim for the wire, read as fields by everyone else.
 *
 * <p>It is kept as text, a tenth of the memory of a tree: a run may have thousands of streams.
 */
public final class JsonSchema {
  private final RawJson text;
  private final List<Field> fields;
  private final int hash;

  private JsonSchema(ObjectNode json) {
    this.text = RawJson.of(json);
    this.hash = json.hashCode();
    List<Field> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : json.path("properties").properties()) {
      found.add(TypeReader.field(property.getKey(), property.getValue()));
    }
    this.fields = List.copyOf(found);
  }

  public static JsonSchema of(ObjectNode json) {
    return new JsonSchema(json);
  }

  /** Starts a schema written in code: {@code JsonSchema.object().property("id", INTEGER)}. */
  public static JsonSchema object() {
    return new JsonSchema(JsonNodeFactory.instance.objectNode().put("type", "object"));
  }

  /**
   * A schema that is kept beside a class.
   *
   * @throws IllegalStateException if there is no such resource, or if it is not an object
   */
  public static JsonSchema resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in != null && Json.MAPPER.readTree(in) instanceof ObjectNode object) {
        return new JsonSchema(object);
      }
      throw new IllegalStateException("no schema " + name + " beside " + beside.getName());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** This schema with one more property, which may be null. */
  public JsonSchema property(String name, LogicalType type) {
    return property(name, definition(type));
  }

  /** This schema with one more property, or with another definition of one. */
  public JsonSchema property(String name, JsonNode definition) {
    ObjectNode copy = toJson();
    copy.withObjectProperty("properties").set(name, definition);
    return new JsonSchema(copy);
  }

  /** This schema with those of its properties that {@code names} holds. */
  public JsonSchema retaining(Set<String> names) {
    ObjectNode copy = toJson();
    if (copy.get("properties") instanceof ObjectNode properties) {
      properties.retain(names);
    }
    return new JsonSchema(copy);
  }

  /** The properties, in the order in which the schema lists them. */
  public List<Field> fields() {
    return fields;
  }

  /** A copy of the schema as it came. */
  public ObjectNode toJson() {
    return (ObjectNode) text.tree();
  }

  private static ObjectNode definition(LogicalType type) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return switch (type) {
      case BOOLEAN -> typed(node, "boolean");
      case INTEGER -> typed(node, "integer");
      case NUMBER -> typed(node, "number");
      case DECIMAL -> typed(node, "string").put("format", "singer.decimal");
      case STRING -> typed(node, "string");
      case DATE -> typed(node, "string").put("format", "date");
      case TIME -> typed(node, "string").put("format", "time");
      case TIMESTAMP -> typed(node, "string").put("format", "date-time");
      case BINARY -> typed(node, "string").put("format", "binary");
      case OBJECT -> typed(node, "object");
      case ARRAY -> typed(node, "array");
      case ANY -> node;
    };
  }

  private static ObjectNode typed(ObjectNode node, String type) {
    node.putArray("type").add("null").add(type);
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonSchema that
        && hash == that.hash
        && (text.equals(that.text) || toJson().equals(that.toJson()));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return text.text();
  }
}
