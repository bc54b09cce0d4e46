package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;

/** A table's name in full, or a dataset's if the table is empty. */
public record TableId(String project, String dataset, String table) {
  public static TableId of(JsonNode reference) {
    return new TableId(
        reference.path("projectId").asText(),
        reference.path("datasetId").asText(),
        reference.path("tableId").asText());
  }

  TableId parent() {
    return new TableId(project, dataset, "");
  }

  public ObjectNode json() {
    ObjectNode reference = Json.MAPPER.createObjectNode();
    reference.put("projectId", project).put("datasetId", dataset);
    return table.isEmpty() ? reference : reference.put("tableId", table);
  }

  /** As BigQuery's messages spell it. */
  @Override
  public String toString() {
    return project + ":" + dataset + (table.isEmpty() ? "" : "." + table);
  }

  /** The schema in DuckDB. */
  String schema() {
    return Duck.quoted(kept(project + ":" + dataset));
  }

  /** The table in DuckDB. */
  public String physical() {
    return schema() + "." + Duck.quoted(kept(table));
  }

  /** DuckDB takes names of another case for the same; BigQuery does not, for what is a table. */
  private static String kept(String name) {
    StringBuilder kept = new StringBuilder();
    name.codePoints()
        .forEach(
            letter -> {
              if (Character.isUpperCase(letter)) {
                kept.append('^');
              }
              kept.appendCodePoint(Character.toLowerCase(letter));
            });
    return kept.toString();
  }
}
