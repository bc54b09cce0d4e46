package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.sql.Answer;
import io.tributary.target.bigquery.standin.sql.Results;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows in pages, as clients ask for them. */
final class Pages {
  private static final int LARGEST = 10_000;

  private Pages() {}

  /** The page that a request asks for. */
  static ObjectNode of(Answer answer, Request request, Optional<String> exactMoments) {
    int start =
        Integer.parseInt(
            request.asked("pageToken").or(() -> request.asked("startIndex")).orElse("0"));
    int most = Integer.parseInt(request.asked("maxResults").orElse(Integer.toString(LARGEST)));
    return of(answer, start, most, exactMoments.orElse("false").equals("true"));
  }

  static ObjectNode of(Answer answer, int start, int most, boolean exactMoments) {
    int size = answer.rows().size();
    int end = (int) Math.min(size, (long) start + Math.min(most, LARGEST));
    ObjectNode page = Json.MAPPER.createObjectNode();
    page.put("totalRows", Integer.toString(size));
    if (end > start) {
      ArrayNode rows = page.putArray("rows");
      for (List<JsonNode> row : answer.rows().subList(start, end)) {
        rows.add(Results.row(exactMoments ? row : rough(answer.columns(), row)));
      }
    }
    if (end < size) {
      page.put("pageToken", Integer.toString(end));
    }
    return page;
  }

  static ObjectNode schema(Answer answer) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    ArrayNode fields = schema.putArray("fields");
    answer.columns().forEach(column -> fields.add(column.json()));
    return schema;
  }

  /** Moments in seconds. */
  private static List<JsonNode> rough(List<Column> columns, List<JsonNode> row) {
    List<JsonNode> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      boolean isMoment = columns.get(i).type() == Type.TIMESTAMP && row.get(i).isTextual();
      values.add(
          isMoment
              ? JsonNodeFactory.instance.textNode(Results.seconds(row.get(i).asText()))
              : row.get(i));
    }
    return values;
  }
}
