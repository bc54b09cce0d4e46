package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The datasets of all projects. Guarded by the lock of {@link Duck}. */
public final class Datasets {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,1024}");

  private final Duck duck;
  private final Map<TableId, ObjectNode> all =
      new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
  private long etags;

  public Datasets(Duck duck) {
    this.duck = duck;
  }

  public boolean contains(TableId id) {
    return all.containsKey(id.parent());
  }

  /** The resource of a dataset. */
  public ObjectNode get(TableId id) {
    ObjectNode dataset = all.get(id.parent());
    if (dataset == null) {
      throw ApiError.notFound("Dataset " + id.parent());
    }
    return dataset;
  }

  public String location(TableId id) {
    return get(id).path("location").asText();
  }

  public List<ObjectNode> of(String project) {
    List<ObjectNode> found = new ArrayList<>();
    all.forEach(
        (id, dataset) -> {
          if (id.project().equals(project)) {
            found.add(dataset);
          }
        });
    return found;
  }

  public ObjectNode insert(String project, ObjectNode resource) {
    synchronized (duck) {
      String name = resource.path("datasetReference").path("datasetId").asText();
      TableId id = new TableId(project, name, "");
      if (!NAME.matcher(name).matches()) {
        throw ApiError.invalid(
            "Invalid dataset ID \""
                + name
                + "\". Dataset IDs must be alphanumeric (plus underscores) and must be at most"
                + " 1024 characters long.");
      }
      if (all.containsKey(id)) {
        throw ApiError.duplicate("Dataset " + id);
      }
      duck.run("CREATE SCHEMA " + id.schema());
      ObjectNode dataset = resource.deepCopy();
      dataset.put("kind", "bigquery#dataset").put("id", id.toString());
      dataset.set("datasetReference", id.json());
      if (!dataset.has("location")) {
        dataset.put("location", "US");
      }
      dataset.put("creationTime", Long.toString(System.currentTimeMillis()));
      all.put(id, touched(dataset));
      return dataset;
    }
  }

  public ObjectNode patch(TableId id, ObjectNode patch) {
    synchronized (duck) {
      ObjectNode dataset = get(id);
      Patches.apply(dataset, patch);
      return touched(dataset);
    }
  }

  /** Takes away a dataset that has no tables left. */
  public void delete(TableId id) {
    get(id);
    all.remove(id.parent());
    duck.run("DROP SCHEMA " + id.schema());
  }

  private ObjectNode touched(ObjectNode dataset) {
    dataset.put("lastModifiedTime", Long.toString(System.currentTimeMillis()));
    return dataset.put("etag", "d" + ++etags);
  }
}
