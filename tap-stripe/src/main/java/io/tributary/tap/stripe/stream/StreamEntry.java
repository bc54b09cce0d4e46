package io.tributary.tap.stripe.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the table of streams says of one: {@code streams.json} beside this class has a line for
 * each.
 *
 * @param name what the stream is called
 * @param path where it is read; a name in braces stands for the parent's id, or another of its
 *     fields, and is the column that names it
 * @param read how it is read
 * @param parent the stream of the objects that these belong to; empty if they stand for themselves
 * @param inside the parent's field that holds the first of them; empty if they are only asked for
 * @param only what a parent must be like to have any
 * @param follows whether events tell of all changes
 * @param parameters what is asked besides
 * @param expand what is asked to come along, which otherwise would not
 * @param isCatalogue whether it matters however old it is
 * @param object what Stripe calls one of them
 * @param events the types of the events that tell of changes
 * @param silently for how long one may change without any event
 * @param keys the columns that tell one from another
 * @param isOnce whether it is the same in all accounts
 * @param isSelected whether it is read when nobody chooses
 * @param unselected the columns that are left out when nobody chooses them: secrets
 * @param permission what a restricted key must be allowed, where that is known
 */
public record StreamEntry(
    String name,
    String path,
    How read,
    Optional<String> parent,
    Optional<String> inside,
    Map<String, JsonNode> only,
    boolean follows,
    List<Request.Pair> parameters,
    List<String> expand,
    boolean isCatalogue,
    String object,
    List<String> events,
    Duration silently,
    List<String> keys,
    boolean isOnce,
    boolean isSelected,
    List<String> unselected,
    Optional<String> permission) {

  /** How a stream is read. */
  public enum How {
    /** A list that can be asked by the time of creation. */
    CREATED,
    /** The same, by a pair of parameters that one list has. */
    CREATED_AFTER,
    /** A list that can only be read as a whole. */
    LIST,
    /** A list of the second API. */
    PAGES,
    /** The same, of which what was created since a moment can be asked. */
    PAGES_CREATED,
    /** A list in each object of another. */
    INSIDE,
    /** A list for each object of another. */
    EACH,
    /** A list for each object of each object. */
    NESTED,
    /** A list for each object that the settings name. */
    NAMED,
    /** One object. */
    ONE,
    /** What the tap makes of something else. */
    MADE;

    static How of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  static StreamEntry of(JsonNode row) {
    return new StreamEntry(
        row.path("name").asText(),
        row.path("path").asText(),
        How.of(row.path("read").asText()),
        Optional.ofNullable(row.path("parent").textValue()),
        Optional.ofNullable(row.path("inside").textValue()),
        conditions(row.path("only")),
        row.path("follows").asBoolean(),
        parameters(row.path("parameters")),
        texts(row.path("expand")),
        row.path("kind").asText("catalogue").equals("catalogue"),
        row.path("object").asText(),
        texts(row.path("events")).stream().flatMap(each -> spelledOut(each).stream()).toList(),
        Duration.ofDays(row.path("days_silent").asLong()),
        texts(row.path("keys")),
        row.path("once").asBoolean(),
        row.path("selected").asBoolean(),
        texts(row.path("unselected_fields")),
        Optional.ofNullable(row.path("permission").textValue()));
  }

  /** The column that names the object that these belong to, if the path names it. */
  public List<String> parentFields() {
    return path.contains("{") ? List.of(new ParentPath(path, only).parent()) : List.of();
  }

  /** Whether the stream's list, or one object of it, is at a path. */
  boolean holds(String where) {
    String list = path.replaceFirst("\\?.*", "").replaceAll("\\{\\w+\\}", "[^/]+");
    return where.matches(list + "(/[^/]+)?");
  }

  private static Map<String, JsonNode> conditions(JsonNode row) {
    Map<String, JsonNode> conditions = new LinkedHashMap<>();
    row.properties().forEach(each -> conditions.put(each.getKey(), each.getValue()));
    return conditions;
  }

  private static List<Request.Pair> parameters(JsonNode row) {
    return row.properties().stream()
        .map(each -> new Request.Pair(each.getKey(), each.getValue().asText()))
        .toList();
  }

  private static List<String> texts(JsonNode row) {
    List<String> texts = new ArrayList<>();
    row.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** Of {@code charge.{captured,failed}}, the two types that it is short for. */
  private static List<String> spelledOut(String events) {
    int open = events.indexOf('{');
    if (open < 0) {
      return List.of(events);
    }
    List<String> types = new ArrayList<>();
    for (String end : events.substring(open + 1, events.length() - 1).split(",", -1)) {
      types.add(events.substring(0, open) + end);
    }
    return types;
  }
}
