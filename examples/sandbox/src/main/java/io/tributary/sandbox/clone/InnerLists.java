package io.tributary.sandbox.clone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lists inside objects: the first ten objects of lists that have a path of their own. */
public final class InnerLists {
  private static final int FIRST = 10;

  private final Clones clones;

  InnerLists(Clones clones) {
    this.clones = clones;
  }

  /** Fills the lists that an object shows, {@code path} being where its own list is. */
  void fill(ObjectNode object, String path) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().path("object").asText().equals("list")) {
        String url = field.getValue().path("url").asText();
        Optional<ObjectNode> list =
            url.indexOf('?') < 0 ? below(path, object, field.getKey()) : where(url);
        list.ifPresent(field::setValue);
      }
    }
  }

  /** The list that hangs on an object under a name; empty if there is none. */
  public Optional<ObjectNode> below(String path, ObjectNode object, String name) {
    String url = path + "/" + object.path("id").asText() + "/" + name;
    return clones
        .listings()
        .find(url)
        .filter(found -> found.id().isEmpty() && !found.parents().isEmpty())
        .flatMap(found -> clones.hangingOn(found.listing(), found.parents().get(0)))
        .map(all -> list(all, url));
  }

  private Optional<ObjectNode> where(String url) {
    int mark = url.indexOf('?');
    int equals = url.indexOf('=', mark);
    return clones
        .listings()
        .find(url.substring(0, mark))
        .map(
            found -> {
              String field = url.substring(mark + 1, equals);
              Set<Long> fitting = clones.having(found.listing(), field, url.substring(equals + 1));
              return list(
                  clones.table(found.listing()).rows().stream()
                      .filter(each -> fitting.contains(each.place().number()))
                      .toList(),
                  url);
            });
  }

  private ObjectNode list(List<Clone> all, String url) {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    all.stream().limit(FIRST).map(clones::draw).forEach(data::add);
    return list.put("has_more", all.size() > FIRST).put("url", url);
  }
}
