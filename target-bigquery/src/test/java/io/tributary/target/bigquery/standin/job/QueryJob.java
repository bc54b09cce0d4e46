package io.tributary.target.bigquery.standin.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.sql.Answer;
import io.tributary.target.bigquery.standin.sql.Script;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.TableId;

/** A query, be it of rows or of another kind. */
final class QueryJob {
  private final Catalog catalog;
  private final ObjectNode query;
  private final String results;

  /**
   * @param results the dataset of results that nobody asked to keep
   */
  QueryJob(Catalog catalog, ObjectNode query, String results) {
    this.catalog = catalog;
    this.query = query;
    this.results = results;
  }

  Answer run(String project, String location, boolean isDry) {
    if (query.path("useLegacySql").asBoolean(true)) {
      throw ApiError.invalid("The stand-in has no legacy SQL");
    }
    String sql = query.path("query").asText();
    String dataset = query.path("defaultDataset").path("datasetId").asText();
    TableId destination = TableId.of(query.path("destinationTable"));
    boolean isKept = !destination.dataset().isEmpty() && !destination.dataset().equals(results);
    String executed = isDry ? "SELECT 1 AS dry" : isKept ? kept(destination, sql) : sql;
    Answer answer =
        Script.run(catalog, project, dataset, location, query.path("queryParameters"), executed);
    ObjectNode statistics = answer.statistics();
    statistics.put("totalBytesProcessed", "0").put("totalBytesBilled", "0").put("cacheHit", false);
    return answer;
  }

  /** The result as a table, which is what the destination of a query is. */
  private String kept(TableId destination, String sql) {
    String path =
        "`%s`.`%s`.`%s`"
            .formatted(destination.project(), destination.dataset(), destination.table());
    String disposition = query.path("writeDisposition").asText("WRITE_EMPTY");
    boolean isThere = catalog.find(destination).isPresent();
    if (!isThere) {
      return "CREATE TABLE " + path + " AS " + sql;
    }
    return switch (disposition) {
      case "WRITE_APPEND" -> "INSERT INTO " + path + " " + sql;
      case "WRITE_TRUNCATE" -> "CREATE OR REPLACE TABLE " + path + " AS " + sql;
      default -> throw ApiError.duplicate("Table " + destination);
    };
  }
}
