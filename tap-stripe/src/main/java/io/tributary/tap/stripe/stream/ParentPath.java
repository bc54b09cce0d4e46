package io.tributary.tap.stripe.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the list of an object is: a path such as {@code /v1/invoices/{invoice}/lines} or {@code
 * /v1/setup_attempts?setup_intent={setup_intent}}. The first name in braces stands for the object's
 * id, and is the column that names it; any other is a field of the object.
 */
public final class ParentPath {
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)\\}");

  private final String text;
  private final String path;
  private final List<String> names = new ArrayList<>();
  private final Map<String, JsonNode> only;

  /**
   * @param only what an object must be like to have a list
   */
  public ParentPath(String text, Map<String, JsonNode> only) {
    this.text = text;
    this.path = text.replaceFirst("\\?.*", "");
    this.only = only;
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
  }

  /** The column that names the object. */
  public String parent() {
    return names.get(0);
  }

  /** The request for an object's list; empty if it has none. */
  public Optional<Request> of(ObjectNode object) {
    for (Map.Entry<String, JsonNode> condition : only.entrySet()) {
      if (!object.path(condition.getKey()).equals(condition.getValue())) {
        return Optional.empty();
      }
    }
    List<String> values = new ArrayList<>();
    for (String name : names) {
      JsonNode value = object.path(values.isEmpty() ? "id" : name);
      JsonNode id = value.isObject() ? value.path("id") : value;
      if (!id.isTextual()) {
        return Optional.empty();
      }
      values.add(id.textValue());
    }
    return Optional.of(of(values));
  }

  /** The request for the list of what has these ids. */
  public Request of(List<String> values) {
    String[] pieces = path.substring(1).split("/", -1);
    List<String> segments = new ArrayList<>();
    int used = 0;
    for (String piece : pieces) {
      segments.add(piece.startsWith("{") ? values.get(used++) : piece);
    }
    String root = "/" + segments.get(0);
    Request request =
        Request.get(root, segments.subList(1, segments.size()).toArray(String[]::new))
            .countedAs("GET " + path);
    int question = text.indexOf('?');
    if (question >= 0) {
      for (String pair : text.substring(question + 1).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        request = request.with(parts[0], values.get(used++));
      }
    }
    return request;
  }
}
