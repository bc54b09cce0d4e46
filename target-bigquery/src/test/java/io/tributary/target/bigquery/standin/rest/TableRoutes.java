package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.job.Jobs;
import io.tributary.target.bigquery.standin.sql.Answer;
import io.tributary.target.bigquery.standin.sql.Results;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.Optional;

/** What is under {@code datasets/…/tables}. */
final class TableRoutes {
  private final Catalog catalog;
  private final Jobs jobs;

  TableRoutes(Catalog catalog, Jobs jobs) {
    this.catalog = catalog;
    this.jobs = jobs;
  }

  RestServer.Reply route(Request request) {
    synchronized (catalog.duck()) {
      TableId id = request.table();
      int parts = request.path().size();
      if (parts == 5 && request.path().get(4).equals("data")) {
        return RestServer.Reply.ok(data(request, id));
      }
      if (parts > 4) {
        throw ApiError.notFound(String.join("/", request.path()));
      }
      return switch (request.method()) {
        case "GET" -> RestServer.Reply.ok(parts == 4 ? catalog.counted(id) : listed(id));
        case "POST" -> {
          ObjectNode resource = request.json();
          TableId made = TableId.of(resource.path("tableReference"));
          yield RestServer.Reply.ok(
              catalog.create(new TableId(id.project(), id.dataset(), made.table()), resource));
        }
        case "PATCH", "PUT" -> RestServer.Reply.ok(patched(request, id));
        case "DELETE" -> {
          catalog.get(id);
          catalog.drop(id);
          yield RestServer.Reply.nothing();
        }
        default -> throw new ApiError(405, "httpMethodNotAllowed", request.method());
      };
    }
  }

  private ObjectNode patched(Request request, TableId id) {
    String wanted = request.headers().getOrDefault("if-match", "*");
    String etag = catalog.get(id).path("etag").asText();
    if (!wanted.equals("*") && !wanted.equals(etag)) {
      throw new ApiError(412, "conditionNotMet", "Precondition check failed.");
    }
    ObjectNode patch = request.json();
    // What the service alone says of a table is passed over.
    patch.remove(
        java.util.List.of(
            "kind",
            "etag",
            "id",
            "selfLink",
            "tableReference",
            "numRows",
            "numBytes",
            "creationTime",
            "lastModifiedTime",
            "type",
            "location",
            "streamingBuffer"));
    return catalog.patch(id, patch);
  }

  private ObjectNode listed(TableId dataset) {
    ObjectNode list = Json.MAPPER.createObjectNode().put("kind", "bigquery#tableList");
    ArrayNode all = list.putArray("tables");
    catalog.in(dataset).forEach(id -> all.add(catalog.get(id)));
    return list.put("totalItems", all.size());
  }

  private ObjectNode data(Request request, TableId id) {
    Optional<Answer> kept = jobs.result(id);
    Answer rows;
    if (kept.isPresent()) {
      rows = kept.get();
    } else {
      catalog.get(id);
      rows = catalog.duck().query("SELECT * FROM " + id.physical(), Results::read);
    }
    ObjectNode page = Pages.of(rows, request, request.asked("formatOptions.useInt64Timestamp"));
    return page.put("kind", "bigquery#tableDataList");
  }
}
