package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.job.Job;
import java.util.List;

/** Queries that are asked for and answered in one call. */
final class QueryCalls {
  private QueryCalls() {}

  /** A query's request as the configuration of a job. */
  static ObjectNode configuration(ObjectNode request) {
    ObjectNode resource = Json.MAPPER.createObjectNode();
    ObjectNode configuration = resource.putObject("configuration");
    configuration.put("dryRun", request.path("dryRun").asBoolean());
    ObjectNode query = configuration.putObject("query");
    for (String kept : List.of("query", "useLegacySql", "defaultDataset", "queryParameters")) {
      if (request.has(kept)) {
        query.set(kept, request.get(kept));
      }
    }
    if (request.has("location")) {
      resource.putObject("jobReference").set("location", request.get("location"));
    }
    return resource;
  }

  /** As a client is told of a query's end. */
  static ObjectNode response(Job job, int start, int most, boolean exactMoments) {
    ObjectNode response = Json.MAPPER.createObjectNode();
    response.set("jobReference", job.reference());
    response.put("jobComplete", job.isDone());
    job.check();
    job.answer()
        .ifPresent(
            answer -> {
              response.setAll(Pages.of(answer, start, most, exactMoments));
              if (!answer.columns().isEmpty()) {
                response.set("schema", Pages.schema(answer));
              }
              for (String told :
                  List.of("numDmlAffectedRows", "dmlStats", "totalBytesProcessed", "cacheHit")) {
                if (answer.statistics().has(told)) {
                  response.set(told, answer.statistics().get(told));
                }
              }
            });
    return response;
  }
}
