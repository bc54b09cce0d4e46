package io.tributary.sandbox.clone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Days;
import java.time.Instant;
import java.util.Map;

/**
 * An object as Stripe's fixtures show it. Where the fixture has its own id stands {@code {id}}; the
 * second 1234567890 and {@code {time}} stand for when the object was created.
 */
record Shape(String object, ObjectNode fixture) {
  private static final long THEN = 1_234_567_890;

  static Shape named(String object) {
    return new Shape(object, Json.resource(Shape.class, "shapes/" + object + ".json"));
  }

  /** A fresh object of this shape. */
  ObjectNode draw(String id, long created) {
    return (ObjectNode) drawn(fixture, id, created);
  }

  private static JsonNode drawn(JsonNode node, String id, long created) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = Json.object();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        copy.set(field.getKey(), drawn(field.getValue(), id, created));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = Json.array();
      array.forEach(each -> copy.add(drawn(each, id, created)));
      return copy;
    }
    if (node.isIntegralNumber() && node.longValue() == THEN) {
      return LongNode.valueOf(Math.floorDiv(created, Days.SECOND));
    }
    if (node.isTextual() && node.textValue().indexOf('{') >= 0) {
      String text = node.textValue();
      return TextNode.valueOf(
          text.equals("{time}")
              ? Instant.ofEpochMilli(created).toString()
              : text.replace("{id}", id));
    }
    return node;
  }
}
