package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the stand-in says of one statement, in the words of Snowflake's protocol. */
record Answer(ObjectNode data, String id, List<List<String>> rows) {
  private static final int SELECT = 0x1000;
  private static final int COPY = 0x3600;
  private static final int DEFINITION = 0x6000;

  private static Answer of(int kind, List<String> columns, String type, List<List<String>> rows) {
    ObjectNode data = Json.MAPPER.createObjectNode();
    String id = UUID.randomUUID().toString();
    data.put("version", 1).put("queryId", id).put("queryResultFormat", "json");
    data.put("statementTypeId", kind).put("total", rows.size()).put("returned", rows.size());
    ArrayNode types = data.putArray("rowtype");
    for (String column : columns) {
      types
          .addObject()
          .put("name", column)
          .put("type", type)
          .put("nullable", true)
          .put("precision", 38)
          .put("scale", 0)
          .put("length", 16_777_216)
          .put("byteLength", 16_777_216)
          .put("database", "")
          .put("schema", "")
          .put("table", "");
    }
    ArrayNode set = data.putArray("rowset");
    rows.forEach(row -> row.forEach(set.addArray()::add));
    return new Answer(data, id, rows);
  }

  /** Rows of text. */
  static Answer rows(List<String> columns, List<List<String>> rows) {
    return of(SELECT, columns, "text", rows);
  }

  /** One row of whole numbers. */
  static Answer numbers(List<String> columns, List<String> row) {
    return of(SELECT, columns, "fixed", List.of(row));
  }

  static Answer done() {
    return of(
        DEFINITION,
        List.of("status"),
        "text",
        List.of(List.of("Statement executed successfully.")));
  }

  /** What a statement changed; of a merge nobody is told which rows were new. */
  static Answer changed(String verb, long count) {
    int kind =
        switch (verb) {
          case "INSERT" -> 0x3100;
          case "UPDATE" -> 0x3200;
          case "DELETE" -> 0x3300;
          default -> 0x3400;
        };
    String number = Long.toString(count);
    return verb.equals("MERGE")
        ? of(
            kind,
            List.of("number of rows inserted", "number of rows updated"),
            "fixed",
            List.of(List.of(number, "0")))
        : of(kind, List.of("number of rows changed"), "fixed", List.of(List.of(number)));
  }

  static Answer copied(List<String> files, long rows) {
    List<List<String>> set = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      String count = Long.toString(i == 0 ? rows : 0);
      set.add(List.of(files.get(i), "LOADED", count, count, "1", "0"));
    }
    Answer answer =
        of(
            COPY,
            List.of("file", "status", "rows_parsed", "rows_loaded", "error_limit", "errors_seen"),
            "text",
            set);
    for (int i = 2; i < 6; i++) {
      ((ObjectNode) answer.data().path("rowtype").get(i)).put("type", "fixed");
    }
    return answer;
  }

  /** Where the driver is to put files: it copies them there itself. */
  static Answer upload(String folder, String files, int parallel) {
    Answer answer = of(DEFINITION, List.of(), "text", List.of());
    ObjectNode data = answer.data();
    data.remove(List.of("rowtype", "rowset", "total", "returned", "statementTypeId"));
    data.putObject("stageInfo")
        .put("locationType", "LOCAL_FS")
        .put("location", folder)
        .putObject("creds");
    data.putArray("src_locations").add(files);
    data.put("parallel", parallel).put("autoCompress", false).put("sourceCompression", "zstd");
    data.put("overwrite", true).put("command", "UPLOAD");
    return answer;
  }
}
