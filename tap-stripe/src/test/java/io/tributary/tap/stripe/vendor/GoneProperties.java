package io.tributary.tap.stripe.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The properties that objects had in the codename before and have no more. They stay for as long as
 * the codename does: whoever asks for an older {@code api_version} has them, and for everybody else
 * a column that SQL asks for does not go from one day to the next.
 */
final class GoneProperties {
  private static final String PROPERTIES = "properties";

  private GoneProperties() {}

  /**
   * Adds what is gone to the types of all streams.
   *
   * @param before the types of the codename before
   */
  static void keep(ObjectNode types, JsonNode before) {
    for (Map.Entry<String, JsonNode> stream : types.properties()) {
      merge((ObjectNode) stream.getValue(), before.path(stream.getKey()));
    }
  }

  private static void merge(ObjectNode properties, JsonNode before) {
    for (Map.Entry<String, JsonNode> former : before.properties()) {
      JsonNode now = properties.path(former.getKey());
      if (now.isMissingNode()) {
        properties.set(
            former.getKey(), ((ObjectNode) former.getValue().deepCopy()).put("gone", true));
      } else if (now.get(PROPERTIES) instanceof ObjectNode inner) {
        merge(inner, former.getValue().path(PROPERTIES));
      }
    }
  }
}
