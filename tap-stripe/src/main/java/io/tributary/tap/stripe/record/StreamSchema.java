package io.tributary.tap.stripe.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A stream's schema, as the user wants its columns. What begins with {@code x-} tells what a
 * property means; it is not announced.
 */
public final class StreamSchema {
  static final String LIST = "x-list";
  static final String MONEY = "x-money";
  static final String TEXT = "x-text";
  static final String DECIMAL_OF = "x-decimal-of";

  /** The column of what the schema does not know. */
  static final String EXTRA = "_extra";

  private static final String COMPAT = "x-compat";
  private static final String METADATA = "metadata";
  private static final String PROPERTIES = "properties";

  private final String stream;
  private final Columns columns;

  /** The schema of the stream of this name. */
  public StreamSchema(String stream, Columns columns) {
    this.stream = stream;
    this.columns = columns;
  }

  /** Gives a record the columns that earlier versions of the API had, if they are wanted. */
  UnaryOperator<ObjectNode> moved() {
    return columns.compat() ? MovedFields.of(stream) : UnaryOperator.identity();
  }

  /** Where fields go that the schema does not know. */
  UnknownFields unknown() {
    return new UnknownFields(stream, columns.unknown());
  }

  /** What is announced; made when it is asked for. */
  public JsonSchema announced() {
    return JsonSchema.lazily(() -> (ObjectNode) plain(withMeanings()));
  }

  /** The same, with what the properties mean. */
  ObjectNode withMeanings() {
    String name = "schemas/" + stream + ".json";
    try (InputStream in = StreamSchema.class.getResourceAsStream(name)) {
      if (in != null && Json.MAPPER.readTree(in) instanceof ObjectNode schema) {
        adapt(schema);
        if (columns.unknown()) {
          schema.withObjectProperty(PROPERTIES).set(EXTRA, nullable("object"));
        }
        return schema;
      }
      throw new IllegalStateException("there is no " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private void adapt(JsonNode schema) {
    if (schema.get("items") instanceof ObjectNode items) {
      adapt(items);
    }
    if (!(schema.get(PROPERTIES) instanceof ObjectNode properties)) {
      return;
    }
    ObjectNode adapted = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = property.getKey();
      JsonNode definition = property.getValue();
      boolean isDropped =
          (definition.has(LIST) && !columns.listsAsIds())
              || (definition.has(COMPAT) && !columns.compat());
      if (isDropped) {
        continue;
      }
      adapt(definition);
      boolean isText = columns.metadataAsText() && name.equals(METADATA);
      adapted.set(name, isText ? nullable("string").put(TEXT, true) : definition);
      String decimal = name + "_decimal";
      if (columns.decimals() && definition.has(MONEY) && !properties.has(decimal)) {
        adapted.set(
            decimal, nullable("string").put("format", "singer.decimal").put(DECIMAL_OF, name));
      }
    }
    properties.removeAll();
    properties.setAll(adapted);
  }

  private static ObjectNode nullable(String type) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition.putArray("type").add("null").add(type);
    return definition;
  }

  /**
   * Without meanings. A property may be called as it likes: only beside its type is it a meaning.
   */
  private static JsonNode plain(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove(List.of(LIST, MONEY, TEXT, DECIMAL_OF, COMPAT));
      object.path(PROPERTIES).forEach(StreamSchema::plain);
      plain(object.path("items"));
      plain(object.path("additionalProperties"));
    }
    return schema;
  }
}
