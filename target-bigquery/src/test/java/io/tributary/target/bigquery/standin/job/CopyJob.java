package io.tributary.target.bigquery.standin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A copy of tables into one. */
final class CopyJob {
  private static final List<String> SHAPE =
      List.of(
          "schema", "timePartitioning", "rangePartitioning", "clustering", "description", "labels");

  private final Catalog catalog;
  private final ObjectNode copy;

  CopyJob(Catalog catalog, ObjectNode copy) {
    this.catalog = catalog;
    this.copy = copy;
  }

  ObjectNode run() {
    List<TableId> sources = new ArrayList<>();
    copy.path("sourceTables").forEach(source -> sources.add(TableId.of(source)));
    if (copy.has("sourceTable")) {
      sources.add(TableId.of(copy.path("sourceTable")));
    }
    TableId into = TableId.of(copy.path("destinationTable"));
    synchronized (catalog.duck()) {
      catalog.atOnce(() -> copied(sources, into));
      ObjectNode counted = catalog.counted(into);
      return Json.MAPPER.createObjectNode().set("copiedRows", counted.get("numRows"));
    }
  }

  private void copied(List<TableId> sources, TableId into) {
    ObjectNode first = catalog.get(sources.get(0));
    Optional<ObjectNode> there = catalog.find(into);
    String disposition = copy.path("writeDisposition").asText("WRITE_EMPTY");
    if (there.isEmpty()) {
      if (copy.path("createDisposition").asText().equals("CREATE_NEVER")) {
        throw ApiError.notFound("Table " + into);
      }
      ObjectNode resource = Json.MAPPER.createObjectNode();
      for (String kept : SHAPE) {
        if (first.has(kept)) {
          resource.set(kept, first.get(kept));
        }
      }
      catalog.create(into, resource);
    } else {
      if (disposition.equals("WRITE_EMPTY") && catalog.counted(into).path("numRows").asLong() > 0) {
        throw ApiError.duplicate("Table " + into);
      }
      for (String fixed : List.of("timePartitioning", "rangePartitioning")) {
        JsonNode was = there.get().path(fixed);
        if (!was.path("field").equals(first.path(fixed).path("field"))
            || was.isMissingNode() != first.path(fixed).isMissingNode()) {
          throw ApiError.invalid("Incompatible table partitioning specification.");
        }
      }
      if (disposition.equals("WRITE_TRUNCATE")) {
        ObjectNode resource = there.get().deepCopy();
        resource.set("schema", first.get("schema").deepCopy());
        catalog.drop(into);
        catalog.create(into, resource);
      }
    }
    for (TableId source : sources) {
      if (!catalog.columns(source).equals(catalog.columns(into))) {
        throw ApiError.invalid("Provided Schema does not match Table " + into + ".");
      }
      catalog
          .duck()
          .run("INSERT INTO " + into.physical() + " BY NAME SELECT * FROM " + source.physical());
    }
  }
}
