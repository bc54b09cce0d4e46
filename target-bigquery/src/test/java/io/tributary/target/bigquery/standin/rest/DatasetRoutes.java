package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.List;

/** What is under {@code datasets}, but for tables. */
final class DatasetRoutes {
  private final Catalog catalog;

  DatasetRoutes(Catalog catalog) {
    this.catalog = catalog;
  }

  RestServer.Reply route(Request request) {
    synchronized (catalog.duck()) {
      boolean isOne = request.path().size() == 2;
      return switch (request.method()) {
        case "GET" ->
            RestServer.Reply.ok(
                isOne ? catalog.datasets().get(request.table()) : listed(request.project()));
        case "POST" ->
            RestServer.Reply.ok(catalog.datasets().insert(request.project(), request.json()));
        case "PATCH", "PUT" ->
            RestServer.Reply.ok(catalog.datasets().patch(request.table(), request.json()));
        case "DELETE" -> deleted(request);
        default -> throw new ApiError(405, "httpMethodNotAllowed", request.method());
      };
    }
  }

  private ObjectNode listed(String project) {
    ObjectNode list = Json.MAPPER.createObjectNode().put("kind", "bigquery#datasetList");
    ArrayNode all = list.putArray("datasets");
    catalog.datasets().of(project).forEach(all::add);
    return list;
  }

  private RestServer.Reply deleted(Request request) {
    TableId id = request.table();
    List<TableId> tables = catalog.in(id);
    if (!tables.isEmpty() && !request.asked("deleteContents").orElse("").equals("true")) {
      throw new ApiError(400, "resourceInUse", "Dataset " + id + " is still in use");
    }
    tables.forEach(catalog::drop);
    catalog.datasets().delete(id);
    return RestServer.Reply.nothing();
  }
}
