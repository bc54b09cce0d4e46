package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the streams' schemas from Stripe's types, as {@code src/schemas/vendor-types.json} has them
 * for API version 2026-10-28.endive: the properties of each object, whether a time, a decimal or an
 * id is meant, and which hold lists.
 *
 * <p>What it does to them:
 *
 * <ul>
 *   <li>Everything may be null, but for the keys.
 *   <li>Lists of other objects ({@code x-sublist}) go: they are streams of their own.
 *   <li>An object that has a property for each payment method keeps the common ones.
 *   <li>Objects of more than 24 properties, and those more than three levels deep, are free-form.
 *   <li>What is free-form by nature (an event's object) stays so.
 *   <li>Objects of whose deletion Stripe tells get {@code is_deleted} and {@code deleted_at}.
 * </ul>
 */
final class SchemaGenerator {
  private static final int DEEPEST = 3;
  private static final int WIDEST = 24;
  private static final Set<String> COMMON_METHODS =
      Set.of(
          "type",
          "card",
          "us_bank_account",
          "sepa_debit",
          "card_present",
          "link",
          "paypal",
          "klarna");
  private static final Set<String> FREE_FORM = Set.of("events.data", "charges.source");
  private static final Set<String> DELETABLE =
      Set.of("customers", "products", "prices", "invoices");
  private static final Map<String, List<String>> KEYS =
      Map.of("invoice_line_items", List.of("id", "invoice"));

  private SchemaGenerator() {}

  /** The schema of a stream, given the types of its object. */
  static ObjectNode schema(String stream, JsonNode types) {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Map.Entry<String, JsonNode> property : types.path("properties").properties()) {
      if (!property.getValue().has("x-sublist")) {
        boolean free = FREE_FORM.contains(stream + "." + property.getKey());
        properties.set(
            property.getKey(), free ? nullable("object") : definition(property.getValue(), 1));
      }
    }
    if (DELETABLE.contains(stream)) {
      properties.set("is_deleted", nullable("boolean"));
      properties.set("deleted_at", nullable("string").put("format", "date-time"));
    }
    for (String key : KEYS.getOrDefault(stream, List.of("id"))) {
      properties.withObjectProperty(key).putArray("type").add("string");
    }
    return schema;
  }

  private static ObjectNode definition(JsonNode types, int depth) {
    ObjectNode definition = nullable(type(types));
    if (types.has("format")) {
      definition.set("format", types.get("format"));
    }
    JsonNode values = types.path("additionalProperties");
    if (values.isObject()) {
      definition.set("additionalProperties", definition(values, depth + 1));
    }
    if (types.has("items")) {
      definition.set("items", definition(types.get("items"), depth));
    }
    ObjectNode properties = properties(types.path("properties"), depth + 1);
    if (!properties.isEmpty()) {
      definition.set("properties", properties);
    }
    return definition;
  }

  private static ObjectNode properties(JsonNode types, int depth) {
    ObjectNode properties = Json.MAPPER.createObjectNode();
    boolean byMethod = types.has("type") && types.has("card") && types.size() > WIDEST;
    if (depth > DEEPEST || (types.size() > WIDEST && !byMethod)) {
      return properties;
    }
    for (Map.Entry<String, JsonNode> property : types.properties()) {
      boolean kept = !byMethod || COMMON_METHODS.contains(property.getKey());
      if (kept && !property.getValue().has("x-sublist")) {
        properties.set(property.getKey(), definition(property.getValue(), depth));
      }
    }
    return properties;
  }

  private static String type(JsonNode types) {
    for (JsonNode type : types.path("type")) {
      if (!type.asText().equals("null")) {
        return type.asText();
      }
    }
    throw new IllegalArgumentException("no type in " + types);
  }

  private static ObjectNode nullable(String type) {
    ObjectNode definition = Json.MAPPER.createObjectNode();
    definition.putArray("type").add("null").add(type);
    return definition;
  }
}
