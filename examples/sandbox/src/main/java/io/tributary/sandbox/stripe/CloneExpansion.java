package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.clone.Clone;
import io.tributary.sandbox.clone.Clones;
import java.util.List;

/** Expansion of clones: ids of what an account holds become the objects; lists inside appear. */
final class CloneExpansion {
  private CloneExpansion() {}

  /** Applies the paths of a request, all of which begin with {@code prefix}. */
  static ObjectNode apply(Clone clone, Clones clones, Query query, String prefix) {
    ObjectNode drawn = clones.draw(clone);
    for (String path : query.all("expand[]")) {
      if (!path.startsWith(prefix)) {
        throw Refusal.invalid("expand", "This property cannot be expanded (" + path + ").");
      }
      List<String> fields = List.of(path.substring(prefix.length()).split("\\."));
      if (!drawn.has(fields.get(0))) {
        clones
            .lists()
            .below(clone.listing().path(), drawn, fields.get(0))
            .ifPresent(list -> drawn.set(fields.get(0), list));
      }
      follow(clones, drawn, fields);
    }
    return drawn;
  }

  private static void follow(Clones clones, JsonNode node, List<String> path) {
    if (node instanceof ArrayNode array) {
      array.forEach(each -> follow(clones, each, path));
    } else if (node instanceof ObjectNode object) {
      String field = path.get(0);
      JsonNode value = object.path(field);
      if (value.isTextual()) {
        clones.whole(value.textValue()).ifPresent(whole -> object.set(field, whole));
      }
      if (path.size() > 1) {
        follow(clones, object.path(field), path.subList(1, path.size()));
      }
    }
  }
}
