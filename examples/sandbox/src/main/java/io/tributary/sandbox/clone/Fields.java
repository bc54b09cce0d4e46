package io.tributary.sandbox.clone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What parameters are compared with: {@code a[b]} is the field {@code b} of {@code a}. */
public final class Fields {
  private Fields() {}

  /** The values that a parameter may have to fit an object; an object's value is its id. */
  public static List<String> texts(ObjectNode object, String parameter) {
    JsonNode node = at(object, parameter);
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(each -> texts.add(text(each)));
    } else if (!node.isMissingNode() && !node.isNull()) {
      texts.add(text(node));
    }
    return texts;
  }

  private static String text(JsonNode node) {
    return node.isObject() ? node.path("id").asText() : node.asText();
  }

  private static JsonNode at(JsonNode object, String parameter) {
    JsonNode node = object;
    for (String part : parameter.replace("]", "").split("\\[", -1)) {
      if (!part.isEmpty()) {
        node = node.path(part);
      }
    }
    return node;
  }
}
