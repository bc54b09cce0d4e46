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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream's JSON Schema: kept verbatim for the wire, read as fields by everyone else.
 *
 * <p>It is kept as text, a tenth of the memory of a tree: a run may have thousands of streams.
 */
public final class JsonSchema {
  private final Supplier<ObjectNode> source;
  private volatile @Nullable Content content;

  /** What is known of a schema that was looked at. */
  private record Content(RawJson text, List<Field> fields, int hash) {
    static Content of(ObjectNode json) {
      List<Field> found = new ArrayList<>();
      for (Map.Entry<String, JsonNode> property : json.path("properties").properties()) {
        found.add(TypeReader.field(property.getKey(), property.getValue()));
      }
      return new Content(RawJson.of(json), List.copyOf(found), json.hashCode());
    }
  }

  private JsonSchema(Supplier<ObjectNode> source) {
    this.source = source;
  }

  private JsonSchema(ObjectNode json) {
    Content known = Content.of(json); // the tree itself is not kept
    this.source = () -> (ObjectNode) known.text().tree();
    this.content = known;
  }

  public static JsonSchema of(ObjectNode json) {
    return new JsonSchema(json);
  }

  /**
   * A schema that is made when it is first asked for anything: a tap of many streams need not read
   * the schemas of those that nobody selected.
   *
   * @param source called once, or a few times if several threads are first at once
   */
  public static JsonSchema lazily(Supplier<ObjectNode> source) {
    return new JsonSchema(source);
  }

  private Content content() {
    Content known = content;
    if (known == null) {
      known = Content.of(source.get());
      content = known;
    }
    return known;
  }

  /** Starts a schema written in code: {@code JsonSchema.object().property("id", INTEGER)}. */
  public static JsonSchema object() {
    return of(JsonNodeFactory.instance.objectNode().put("type", "object"));
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
    return content().fields();
  }

  /** A copy of the schema as it came. */
  public ObjectNode toJson() {
    return (ObjectNode) content().text().tree();
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
        && hashCode() == that.hashCode()
        && (content().text().equals(that.content().text()) || toJson().equals(that.toJson()));
  }

  @Override
  public int hashCode() {
    return content().hash();
  }

  @Override
  public String toString() {
    return content().text().text();
  }
}
