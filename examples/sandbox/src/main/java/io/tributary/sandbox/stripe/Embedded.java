package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import java.util.List;
import java.util.function.Function;

/** A list inside an object: its first ten, and the address of all. */
final class Embedded {
  static final int FIRST = 10;

  private Embedded() {}

  static <T> ObjectNode list(List<T> all, String url, Function<T, ObjectNode> rendered) {
    ObjectNode list = Json.object();
    list.put("object", "list");
    ArrayNode data = list.putArray("data");
    all.stream().limit(FIRST).map(rendered).forEach(data::add);
    return list.put("has_more", all.size() > FIRST).put("url", url);
  }
}
