package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.List;

/**
 * What became of a statement.
 *
 * @param kind of the statement, such as MERGE
 * @param statistics as a query job tells of them
 */
public record Answer(
    String kind, ObjectNode statistics, List<Column> columns, List<List<JsonNode>> rows) {

  static Answer of(String kind) {
    ObjectNode statistics = Json.MAPPER.createObjectNode().put("statementType", kind);
    return new Answer(kind, statistics, List.of(), List.of());
  }

  static Answer rows(List<Column> columns, List<List<JsonNode>> rows) {
    Answer answer = of("SELECT");
    return new Answer("SELECT", answer.statistics, columns, rows);
  }

  static Answer defined(String kind, String operation, TableId table) {
    Answer answer = of(kind);
    answer.statistics.put("ddlOperationPerformed", operation);
    answer.statistics.set("ddlTargetTable", table.json());
    return answer;
  }

  static Answer changed(String kind, long inserted, long updated, long deleted) {
    Answer answer = of(kind);
    answer.statistics.put("numDmlAffectedRows", Long.toString(inserted + updated + deleted));
    answer
        .statistics
        .putObject("dmlStats")
        .put("insertedRowCount", Long.toString(inserted))
        .put("updatedRowCount", Long.toString(updated))
        .put("deletedRowCount", Long.toString(deleted));
    return answer;
  }

  /** What the last statement of several found. */
  Answer ofScript() {
    return new Answer("SCRIPT", of("SCRIPT").statistics, columns, rows);
  }

  long affected() {
    return statistics.path("numDmlAffectedRows").asLong();
  }
}
