package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Some objects of a list of the second API, and the token of the next page; empty if none. */
record V2Page<T>(List<T> objects, Optional<String> next) {

  static <T> V2Page<T> of(List<T> all, V2Window window, Function<T, String> id) {
    int first = window.after().isEmpty() ? 0 : place(all, window.after(), id) + 1;
    int end = Math.min(all.size(), first + window.limit());
    List<T> shown = all.subList(first, end);
    return new V2Page<>(
        shown,
        end < all.size()
            ? Optional.of(V2Window.token(id.apply(shown.get(shown.size() - 1))))
            : Optional.empty());
  }

  private static <T> int place(List<T> all, String after, Function<T, String> id) {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(after)) {
        return i;
      }
    }
    throw Refusal.invalid("page", "The page token is not of this list.");
  }

  /** The list as Stripe writes it; the next page has the parameters of this one. */
  ObjectNode json(String path, Query query, Function<T, ObjectNode> drawn) {
    ObjectNode json = Json.object();
    ArrayNode data = json.putArray("data");
    objects.forEach(object -> data.add(drawn.apply(object)));
    return json.put("next_page_url", next.map(token -> url(path, query, token)).orElse(null))
        .putNull("previous_page_url");
  }

  private static String url(String path, Query query, String token) {
    StringBuilder url = new StringBuilder(path).append("?page=").append(token);
    for (String name : query.names()) {
      if (!name.equals("page")) {
        query
            .all(name)
            .forEach(
                value -> url.append('&').append(encoded(name)).append('=').append(encoded(value)));
      }
    }
    return url.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
