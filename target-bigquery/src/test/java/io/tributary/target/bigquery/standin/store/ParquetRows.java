package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of a Parquet file. */
public final class ParquetRows {
  private final Duck duck;
  private final String source;
  private final List<List<String>> columns;

  public ParquetRows(Duck duck, Path file) {
    this.duck = duck;
    this.source = "read_parquet(" + Duck.literal(file.toString()) + ")";
    this.columns = duck.texts("DESCRIBE SELECT * FROM " + source);
  }

  /** The schema of the file, of the types that need no thought. */
  public ObjectNode schema() {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    ArrayNode fields = schema.putArray("fields");
    for (List<String> column : columns) {
      String type = column.get(1).toUpperCase(Locale.ROOT);
      String named =
          type.startsWith("DECIMAL")
              ? "NUMERIC"
              : switch (type) {
                case "BIGINT", "INTEGER", "SMALLINT" -> "INT64";
                case "DOUBLE", "FLOAT" -> "FLOAT64";
                case "BOOLEAN" -> "BOOL";
                case "BLOB" -> "BYTES";
                case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP";
                case "TIMESTAMP" -> "DATETIME";
                case "DATE", "TIME" -> type;
                default -> "STRING";
              };
      fields.addObject().put("name", column.get(0)).put("type", named);
    }
    return schema;
  }

  /** Puts all rows into a table of these columns; returns how many there are. */
  public long into(TableId table, List<Column> into) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (List<String> column : columns) {
      Column there =
          SchemaRules.find(into, column.get(0))
              .orElseThrow(
                  () ->
                      ApiError.invalid(
                          "Provided Schema does not match Table "
                              + table
                              + ". Cannot add fields (field: "
                              + column.get(0)
                              + ")"));
      names.add(Duck.quoted(there.name()));
      values.add("CAST(" + Duck.quoted(column.get(0)) + " AS " + there.duck() + ")");
    }
    for (Column column : into) {
      Optional<String> given =
          names.stream().filter(name -> name.equals(Duck.quoted(column.name()))).findFirst();
      if (given.isEmpty() && column.mode() == Column.Mode.REQUIRED) {
        throw ApiError.invalid("Missing required field: " + column.name() + ".");
      }
    }
    return duck.run(
        "INSERT INTO %s (%s) SELECT %s FROM %s"
            .formatted(
                table.physical(), String.join(", ", names), String.join(", ", values), source));
  }
}
