package io.tributary.singer.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.SingerException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where every stream got to. Each step is a new value, so that an old one can be kept and compared.
 *
 * <p>Written in the shape of singer-python: {@code {"bookmarks": {stream: {key: value}},
 * "currently_syncing": stream}}. Read in that shape and in the one of Meltano's SDK ({@code
 * replication_key}, {@code replication_key_value}, {@code partitions}). What a state holds besides
 * is kept.
 */
public final class State {
  private static final State EMPTY = new State(JsonNodeFactory.instance.objectNode());
  private static final String BOOKMARKS = "bookmarks";
  private static final String CURRENT = "currently_syncing";
  private static final String VERSIONS = "activate_versions";
  private static final String POSITION = "position";

  /** What the SDK writes beside a replication key's value; it would outlive what it speaks of. */
  private static final String[] SDK_MEMBERS = {
    "replication_key",
    "replication_key_value",
    "starting_replication_value",
    "replication_key_signpost",
    "progress_markers",
    "partitions"
  };

  private final ObjectNode json;

  private State(ObjectNode json) {
    this.json = json;
  }

  /** The state of a first run. */
  public static State empty() {
    return EMPTY;
  }

  public static State of(ObjectNode json) {
    return new State(json.deepCopy());
  }

  /**
   * A state that somebody kept: a bare one, or the whole STATE message that it came in.
   *
   * @throws SingerException.Config if it is neither
   */
  public static State read(JsonNode kept) {
    JsonNode value = kept;
    if (kept.path("type").asText().equalsIgnoreCase("state") && kept.has("value")) {
      value = kept.get("value");
    }
    if (!(value instanceof ObjectNode object)) {
      throw new SingerException.Config("state", "is not a JSON object");
    }
    JsonNode bookmarks = object.path(BOOKMARKS);
    if (!bookmarks.isMissingNode() && !bookmarks.isNull() && !bookmarks.isObject()) {
      throw new SingerException.Config("state", "has bookmarks that are not an object");
    }
    return of(object);
  }

  /** Where a stream got to by {@code key}; empty if it has not been read, or by another key. */
  public Optional<JsonNode> bookmark(String stream, String key) {
    JsonNode bookmark = json.path(BOOKMARKS).path(stream);
    if (bookmark.isValueNode()) {
      return present(bookmark);
    }
    return present(bookmark.path(key))
        .or(() -> valueOf(bookmark, key))
        .or(() -> lowestOf(bookmark.path("partitions"), key));
  }

  private static Optional<JsonNode> valueOf(JsonNode bookmark, String key) {
    return bookmark.path("replication_key").asText().equals(key)
        ? present(bookmark.path("replication_key_value"))
        : Optional.empty();
  }

  /** The SDK keeps a bookmark for each partition; the lowest covers all, if all have one. */
  private static Optional<JsonNode> lowestOf(JsonNode partitions, String key) {
    Optional<JsonNode> lowest = Optional.empty();
    for (JsonNode partition : partitions) {
      Optional<JsonNode> value = valueOf(partition, key);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      if (lowest.isEmpty() || BookmarkOrder.compare(value.get(), lowest.get()) < 0) {
        lowest = value;
      }
    }
    return lowest;
  }

  /** This state, with a stream having got to {@code value}. */
  public State withBookmark(String stream, String key, JsonNode value) {
    ObjectNode copy = json.deepCopy();
    ObjectNode bookmark = bookmarkOf(copy, stream);
    for (String member : SDK_MEMBERS) {
      bookmark.remove(member);
    }
    bookmark.set(key, value);
    return new State(copy);
  }

  /** Where a stream that marks its own places got to; empty if it has not been read. */
  public Optional<JsonNode> position(String stream) {
    JsonNode bookmark = json.path(BOOKMARKS).path(stream);
    return isWrapped(bookmark)
        ? present(bookmark.get(POSITION))
        : present(bookmark).filter(value -> !value.isObject() || !value.isEmpty());
  }

  /**
   * This state, with a stream being at {@code position}: an object is the stream's bookmark itself,
   * as the taps of singer-io write theirs; anything else is a member of it.
   */
  public State withPosition(String stream, JsonNode position) {
    ObjectNode copy = json.deepCopy();
    ObjectNode bookmarks = bookmarksOf(copy);
    if (position.isObject() && !isWrapped(position)) {
      bookmarks.set(stream, position.deepCopy());
    } else {
      bookmarks.putObject(stream).set(POSITION, position.deepCopy());
    }
    return new State(copy);
  }

  private static boolean isWrapped(JsonNode bookmark) {
    return bookmark.size() == 1 && bookmark.has(POSITION);
  }

  /** Whether anything is known of a stream from an earlier run. */
  public boolean knows(String stream) {
    return json.path(BOOKMARKS).hasNonNull(stream);
  }

  /** The version of a full read that was begun and not finished. */
  public OptionalLong version(String stream) {
    JsonNode version = json.path(VERSIONS).path(stream);
    return version.isIntegralNumber() ? OptionalLong.of(version.longValue()) : OptionalLong.empty();
  }

  /** This state, with a full read of a stream under way. */
  public State withVersion(String stream, long version) {
    ObjectNode copy = json.deepCopy();
    object(copy, VERSIONS).put(stream, version);
    return new State(copy);
  }

  /** This state, with a full read of a stream done. */
  public State withVersionDone(String stream, long version) {
    ObjectNode copy = json.deepCopy();
    ObjectNode versions = object(copy, VERSIONS);
    versions.remove(stream);
    if (versions.isEmpty()) {
      copy.remove(VERSIONS);
    }
    bookmarkOf(copy, stream).put("version", version);
    return new State(copy);
  }

  /** The stream in the middle of which the last run ended. */
  public Optional<String> currentlySyncing() {
    JsonNode current = json.path(CURRENT);
    return present(current.isArray() ? current.path(0) : current)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  public State withCurrentlySyncing(String stream) {
    ObjectNode copy = json.deepCopy();
    copy.put(CURRENT, stream);
    return new State(copy);
  }

  public State withNothingSyncing() {
    ObjectNode copy = json.deepCopy();
    copy.remove(CURRENT);
    return new State(copy);
  }

  /** A copy of the state's JSON. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  private static ObjectNode bookmarksOf(ObjectNode state) {
    return object(state, BOOKMARKS);
  }

  private static ObjectNode bookmarkOf(ObjectNode state, String stream) {
    return object(bookmarksOf(state), stream);
  }

  /**
   * The object that is a member of another: made if there is none, in the place of anything else.
   */
  private static ObjectNode object(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
  }

  private static Optional<JsonNode> present(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof State that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
