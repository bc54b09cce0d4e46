package io.tributary.singer.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.Problem;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The streams that a tap has and what is chosen of them: {@code --discover} prints it. */
public final class Catalog {
  private static final String STREAMS = "streams";

  private final ObjectNode json;
  private final List<CatalogEntry> entries;

  private Catalog(ObjectNode json, List<CatalogEntry> entries) {
    this.json = json;
    this.entries = List.copyOf(entries);
  }

  /** What discovery found. */
  public static Catalog of(List<TapStream> streams) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode array = json.putArray(STREAMS);
    streams.forEach(stream -> array.add(CatalogEntry.of(stream).toJson()));
    return read(json);
  }

  /**
   * A catalog that somebody wrote.
   *
   * @throws SingerException.Config naming everything that is wrong with its shape
   */
  public static Catalog read(JsonNode written) {
    if (!(written.deepCopy() instanceof ObjectNode json)
        || !(json.get(STREAMS) instanceof ArrayNode streams)) {
      throw new SingerException.Config("catalog", "is not an object with a list of streams");
    }
    List<Problem> problems = new ArrayList<>();
    List<CatalogEntry> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < streams.size(); i++) {
      String place = "catalog: stream " + (i + 1);
      if (!(streams.get(i) instanceof ObjectNode stream)) {
        problems.add(new Problem(place, "is not an object"));
        continue;
      }
      CatalogEntry entry = new CatalogEntry(stream);
      if (entry.id().isEmpty()) {
        problems.add(new Problem(place, "has no tap_stream_id"));
      } else if (!ids.add(entry.id())) {
        problems.add(new Problem(place, "is " + entry.id() + " for the second time"));
      }
      entries.add(entry);
    }
    if (!problems.isEmpty()) {
      throw new SingerException.Config(problems);
    }
    return new Catalog(json, entries);
  }

  /** The streams, in the order in which they are read. */
  public List<CatalogEntry> entries() {
    return entries;
  }

  public Optional<CatalogEntry> entry(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /** A copy of the catalog as it was written. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Catalog that && json.equals(that.json);
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
