package io.tributary.singer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields of a schema, with what objects and arrays are made of: for databases that have columns
 * for it.
 *
 * <p>An object is known by the properties that its schema lists, and an array by the one type of
 * its elements, if none of them may be null, an array or of several types. Whatever says of them
 * more than that, such as {@code anyOf}, leaves them without parts; but one alternative to null
 * counts as the thing itself.
 */
public final class NestedFields {
  private NestedFields() {}

  /** The properties, in the order in which the schema lists them. */
  public static List<Field> of(JsonSchema schema) {
    return properties(schema.toJson());
  }

  private static List<Field> properties(JsonNode schema) {
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      fields.add(field(property.getKey(), property.getValue()));
    }
    return fields;
  }

  /** A property, by its definition. */
  static Field field(String name, JsonNode definition) {
    Field flat = TypeReader.field(name, definition);
    JsonNode alone = alternative(definition);
    if (ColumnTree.COMBINING.stream().anyMatch(alone::has)) {
      return flat;
    }
    if (flat.type().kind() == LogicalType.OBJECT) {
      return flat.withType(object(alone));
    }
    return flat.type().kind() == LogicalType.ARRAY ? flat.withType(array(alone)) : flat;
  }

  /** The only alternative to null, if a definition is nothing but a choice between the two. */
  private static JsonNode alternative(JsonNode definition) {
    JsonNode choices =
        definition.has("anyOf") ? definition.path("anyOf") : definition.path("oneOf");
    boolean isChoice =
        !definition.has("type") && !(definition.has("anyOf") && definition.has("oneOf"));
    if (choices.size() == 2 && isChoice && !definition.has("properties")) {
      for (int i = 0; i < 2; i++) {
        if (choices.path(1 - i).path("type").asText().equals("null")) {
          return choices.path(i);
        }
      }
    }
    return definition;
  }

  private static ColumnType object(JsonNode definition) {
    List<Field> properties = properties(definition);
    JsonNode others = definition.path("additionalProperties");
    boolean areAll =
        others.isBoolean() && !others.booleanValue() && !definition.has("patternProperties");
    return properties.isEmpty() ? ColumnType.OBJECT : ColumnType.object(properties, areAll);
  }

  private static ColumnType array(JsonNode definition) {
    JsonNode items = definition.path("items");
    if (!items.isObject() || definition.has("prefixItems")) {
      return ColumnType.ARRAY;
    }
    Field element = field("", items);
    boolean isKnown = !element.type().isJson() && element.type().kind() != LogicalType.ARRAY;
    return isKnown && !element.nullable() ? ColumnType.arrayOf(element) : ColumnType.ARRAY;
  }
}
