package io.tributary.tap.stripe.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a stream's schema from the types of its objects.
 *
 * <ul>
 *   <li>Everything may be null but the keys: objects of old lack what newer ones have.
 *   <li>What can be expanded is an id; what is one of several words is text, for there will be
 *       more.
 *   <li>Of an object with a property for each way to pay, or for each country, the common ones are
 *       looked into; the others are free-form.
 *   <li>Objects more than three levels deep are free-form.
 *   <li>Children name their parents.
 *   <li>What is gone since the codename before is there all the same.
 * </ul>
 *
 * <p>What begins with {@code x-} tells the tap what a property means, and is no part of what it
 * announces: {@code x-list}, a list that is a stream of its own; {@code x-money}, an amount in the
 * currency's smallest unit; {@code x-compat}, a column that earlier versions of the API had.
 */
final class SchemaGenerator {
  private static final int DEEPEST = 3;

  /** From how many objects in an object on they are kinds of one thing. */
  private static final int KINDS = 20;

  private static final Set<String> IN_FULL =
      Set.of(
          "type",
          "card",
          "us_bank_account",
          "sepa_debit",
          "card_present",
          "link",
          "paypal",
          "klarna",
          "billing_details",
          "metadata");

  /** A whole object of any kind: it has streams of its own. */
  private static final Set<String> FREE_FORM =
      Set.of("events.data", "core_events.data", "charges.source", "reviews.session");

  private static final Pattern PARENT = Pattern.compile("\\{(\\w+)\\}");

  private SchemaGenerator() {}

  /**
   * The schema of a stream.
   *
   * @param stream its row in the table of streams
   * @param types the types of all streams
   */
  static ObjectNode schema(JsonNode stream, JsonNode types) {
    String name = stream.path("name").asText();
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    JsonNode own = MadeStreams.types(name, types);
    boolean byKind = isByKind(own);
    for (Map.Entry<String, JsonNode> property : own.properties()) {
      boolean free = FREE_FORM.contains(name + "." + property.getKey());
      properties.set(
          property.getKey(),
          free
              ? nullable("object")
              : definition(property.getKey(), property.getValue(), 1, byKind));
    }
    MadeStreams.columns(name).forEach((column, definition) -> properties.set(column, definition));
    Matcher parents = PARENT.matcher(stream.path("path").asText());
    while (parents.find()) {
      if (!properties.has(parents.group(1))) {
        properties.set(parents.group(1), nullable("string"));
      }
    }
    CompatColumns.of(name).forEach((column, definition) -> properties.set(column, definition));
    if (!name.equals("currencies")) {
      ofEveryRecord(properties);
    }
    for (JsonNode key : stream.path("keys")) {
      properties
          .withObjectProperty(key.asText())
          .putArray("type")
          .add(type(properties.path(key.asText())));
    }
    return schema;
  }

  /** When it changed, why, whether it is gone, and whose it is. */
  private static void ofEveryRecord(ObjectNode properties) {
    add(properties, "connected_account_id", nullable("string"));
    add(properties, "deleted_at", nullable("string").put("format", "date-time"));
    add(properties, "is_deleted", nullable("boolean"));
    add(properties, "updated", nullable("string").put("format", "date-time"));
    add(properties, "updated_by_event_type", nullable("string"));
  }

  private static void add(ObjectNode properties, String column, ObjectNode definition) {
    if (!properties.has(column)) {
      properties.set(column, definition);
    }
  }

  private static ObjectNode definition(String name, JsonNode types, int depth, boolean byKind) {
    String type = types.path("type").asText();
    if (type.equals("list")) {
      ObjectNode ids = nullable("array").put("x-list", true);
      ids.set("items", nullable("string"));
      return ids;
    }
    ObjectNode definition = nullable(type);
    switch (types.path("format").asText()) {
      case "unix-time", "date-time" -> definition.put("format", "date-time");
      case "decimal" -> definition.put("format", "singer.decimal");
      default -> {}
    }
    if (types.path("money").asBoolean()) {
      definition.put("x-money", true);
    }
    if (byKind && !IN_FULL.contains(name)) {
      return definition;
    }
    if (types.path("map").isObject()) {
      definition.set("additionalProperties", definition("", types.path("map"), depth + 1, false));
    }
    if (types.path("items").isObject()) {
      definition.set("items", definition("", types.path("items"), depth, false));
    }
    ObjectNode properties = properties(types.path("properties"), depth + 1);
    if (!properties.isEmpty()) {
      definition.set("properties", properties);
    }
    return definition;
  }

  private static ObjectNode properties(JsonNode types, int depth) {
    ObjectNode properties = Json.MAPPER.createObjectNode();
    if (depth <= DEEPEST) {
      boolean byKind = isByKind(types);
      for (Map.Entry<String, JsonNode> property : types.properties()) {
        properties.set(
            property.getKey(), definition(property.getKey(), property.getValue(), depth, byKind));
      }
    }
    return properties;
  }

  private static boolean isByKind(JsonNode types) {
    int objects = 0;
    for (JsonNode type : types) {
      if (type.path("type").asText().equals("object")) {
        objects++;
      }
    }
    return objects > KINDS && (types.has("type") || objects * 3 > types.size() * 2);
  }

  private static String type(JsonNode definition) {
    for (JsonNode type : definition.path("type")) {
      if (!type.asText().equals("null")) {
        return type.asText();
      }
    }
    return "string";
  }

  static ObjectNode nullable(String type) {
    ObjectNode definition = Json.MAPPER.createObjectNode();
    definition.putArray("type").add("null").add(type);
    return definition;
  }
}
