package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.singer.schema.JsonSchema;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what Stripe sends into what a stream's schema promises, in place: seconds of the epoch
 * become times, an object where an id is promised becomes its id. Compiled once; thread-safe.
 */
final class RecordShape {
  /** Gives a value its promised form; the same value if it has that already. */
  private interface Form {
    JsonNode of(JsonNode value);
  }

  private final Map<String, Form> forms;

  private RecordShape(Map<String, Form> forms) {
    this.forms = forms;
  }

  static RecordShape of(JsonSchema schema) {
    return of(schema.toJson());
  }

  private static RecordShape of(JsonNode schema) {
    Map<String, Form> forms = new HashMap<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      form(property.getValue()).ifPresent(form -> forms.put(property.getKey(), form));
    }
    return new RecordShape(forms);
  }

  /** Changes {@code record}, and answers it. Lists in it go: they are streams of their own. */
  ObjectNode shape(ObjectNode record) {
    for (Iterator<Map.Entry<String, JsonNode>> fields = record.properties().iterator();
        fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      Form form = forms.get(field.getKey());
      if (form != null) {
        if (!field.getValue().isNull()) {
          field.setValue(form.of(field.getValue()));
        }
      } else if (isList(field.getValue())) {
        fields.remove();
      }
    }
    return record;
  }

  private static boolean isList(JsonNode value) {
    return value.isObject() && value.path("object").asText().equals("list");
  }

  /** What may have to be done to a value of this schema; empty if it is always as promised. */
  private static Optional<Form> form(JsonNode schema) {
    String type = type(schema);
    return switch (type) {
      case "string" ->
          Optional.of(
              schema.path("format").asText().equals("date-time")
                  ? RecordShape::time
                  : RecordShape::text);
      case "object" -> objects(schema);
      case "array" -> form(schema.path("items")).map(RecordShape::all);
      default -> Optional.empty();
    };
  }

  private static String type(JsonNode schema) {
    for (JsonNode type : schema.path("type")) {
      if (!type.asText().equals("null")) {
        return type.asText();
      }
    }
    return schema.path("type").asText();
  }

  private static Optional<Form> objects(JsonNode schema) {
    RecordShape shape = of(schema);
    return shape.forms.isEmpty()
        ? Optional.empty()
        : Optional.of(value -> value instanceof ObjectNode object ? shape.shape(object) : value);
  }

  private static Form all(Form each) {
    return value -> {
      if (value instanceof ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
          if (!array.get(i).isNull()) {
            array.set(i, each.of(array.get(i)));
          }
        }
      }
      return value;
    };
  }

  private static JsonNode time(JsonNode value) {
    return value.isIntegralNumber()
        ? TextNode.valueOf(Instant.ofEpochSecond(value.longValue()).toString())
        : value;
  }

  private static JsonNode text(JsonNode value) {
    if (value.isTextual()) {
      return value;
    }
    JsonNode id = value.path("id");
    return TextNode.valueOf(
        id.isTextual()
            ? id.textValue()
            : value.isContainerNode() ? value.toString() : value.asText());
  }
}
