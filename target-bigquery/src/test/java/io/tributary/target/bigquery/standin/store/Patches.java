package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** How a patch changes a resource. */
final class Patches {
  private Patches() {}

  /** Objects are merged, null takes away, and all else is put in the place of what was there. */
  static void apply(ObjectNode resource, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      JsonNode value = field.getValue();
      if (value.isNull()) {
        resource.remove(field.getKey());
      } else if (value instanceof ObjectNode inner
          && resource.get(field.getKey()) instanceof ObjectNode there
          && !field.getKey().equals("schema")) {
        apply(there, inner);
      } else {
        resource.set(field.getKey(), value.deepCopy());
      }
    }
  }
}
