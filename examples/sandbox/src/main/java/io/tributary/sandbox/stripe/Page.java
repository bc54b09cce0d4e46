package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.world.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Some objects of a list, and whether there are more. */
record Page<T>(List<T> objects, boolean hasMore) {

  /** The part of a table that a window shows, of the objects that pass a test. */
  static <T extends Entity> Page<T> of(
      Table<T> table, Window.Cursor<T> cursor, Window window, Predicate<T> wanted) {
    int first = window.first(table, cursor);
    int end = window.end(table, cursor);
    boolean backwards = !window.before().isEmpty();
    List<T> found = new ArrayList<>();
    int place = backwards ? end - 1 : first;
    while (place >= first && place < end && found.size() <= window.limit()) {
      T object = table.rows().get(place);
      if (wanted.test(object)) {
        found.add(object);
      }
      place += backwards ? -1 : 1;
    }
    boolean hasMore = found.size() > window.limit();
    if (hasMore) {
      found.remove(window.limit());
    }
    if (backwards) {
      Collections.reverse(found);
    }
    return new Page<>(found, hasMore);
  }

  /** The part of a list inside an object, oldest first; the cursor is an id. */
  static <T> Page<T> of(List<T> all, Window window, Function<T, String> id, String object) {
    int first = 0;
    int end = all.size();
    if (!window.after().isEmpty()) {
      first = place(all, id, window.after(), object, "starting_after") + 1;
    }
    if (!window.before().isEmpty()) {
      end = place(all, id, window.before(), object, "ending_before");
      first = Math.max(0, end - window.limit());
      return new Page<>(all.subList(first, end), first > 0);
    }
    int last = Math.min(end, first + window.limit());
    return new Page<>(all.subList(first, last), last < end);
  }

  private static <T> int place(
      List<T> all, Function<T, String> id, String cursor, String object, String param) {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(cursor)) {
        return i;
      }
    }
    throw Refusal.missing(400, object, cursor, param);
  }

  /** The list as Stripe writes it. */
  ObjectNode json(String url, Function<T, ObjectNode> drawn) {
    ObjectNode json = Json.object().put("object", "list");
    ArrayNode data = json.putArray("data");
    objects.forEach(object -> data.add(drawn.apply(object)));
    return json.put("has_more", hasMore).put("url", url);
  }
}
