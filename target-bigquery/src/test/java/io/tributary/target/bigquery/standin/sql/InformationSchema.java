package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The views of a dataset that tell what is in it. */
final class InformationSchema {
  private static final String COLUMNS =
      "table_catalog, table_schema, table_name, column_name, ordinal_position, is_nullable, data_type,"
          + " is_partitioning_column, clustering_ordinal_position";
  private static final String TABLES = "table_catalog, table_schema, table_name, table_type";

  private InformationSchema() {}

  /** A query in the place of a view; none if the name is not one's. */
  static Optional<String> table(Scope scope, List<String> path) {
    int size = path.size();
    if (size < 2 || !path.get(size - 2).equalsIgnoreCase("INFORMATION_SCHEMA")) {
      return Optional.empty();
    }
    List<String> dataset = new ArrayList<>(path.subList(0, size - 2));
    if (dataset.isEmpty()) {
      dataset.add(scope.dataset());
    }
    dataset.add("");
    TableId in = scope.id(dataset);
    scope.here(in);
    return Optional.of(
        switch (path.get(size - 1).toUpperCase(Locale.ROOT)) {
          case "COLUMNS" ->
              values(
                  COLUMNS,
                  scope.catalog().in(in).stream()
                      .flatMap(id -> columns(scope, id).stream())
                      .toList());
          case "TABLES" ->
              values(
                  TABLES,
                  scope.catalog().in(in).stream()
                      .map(id -> row(id.project(), id.dataset(), id.table(), "BASE TABLE"))
                      .toList());
          default -> throw ApiError.notFound("Table " + String.join(".", path));
        });
  }

  private static List<String> columns(Scope scope, TableId id) {
    JsonNode table = scope.catalog().get(id);
    List<String> clusters = new ArrayList<>();
    table
        .path("clustering")
        .path("fields")
        .forEach(f -> clusters.add(Translator.folded(f.asText())));
    String partition =
        table.path("timePartitioning").path("field").asText()
            + table.path("rangePartitioning").path("field").asText();
    List<String> rows = new ArrayList<>();
    for (Column column : scope.catalog().columns(id)) {
      int cluster = clusters.indexOf(Translator.folded(column.name()));
      rows.add(
          row(
              id.project(),
              id.dataset(),
              id.table(),
              column.name(),
              rows.size() + 1,
              column.mode() == Column.Mode.REQUIRED ? "NO" : "YES",
              column.sql(),
              column.isNamed(partition) ? "YES" : "NO",
              cluster < 0 ? "NULL" : cluster + 1));
    }
    return rows;
  }

  private static String row(Object... values) {
    return List.of(values).stream()
        .map(
            value ->
                value instanceof Integer || value.equals("NULL")
                    ? "CAST(" + value + " AS BIGINT)"
                    : Duck.literal(value.toString()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String values(String names, List<String> rows) {
    if (rows.isEmpty()) {
      String nulls = names.replaceAll("\\w+", "CAST(NULL AS VARCHAR) AS $0");
      return "(SELECT " + nulls + " WHERE false)";
    }
    return "(SELECT * FROM (VALUES " + String.join(", ", rows) + ") AS v(" + names + "))";
  }
}
