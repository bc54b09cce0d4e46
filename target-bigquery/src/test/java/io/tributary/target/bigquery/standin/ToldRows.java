package io.tributary.target.bigquery.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a test is told of rows: structs and arrays as JSON in which numbers have all their digits,
 * moments are ISO text and bytes are in base 64.
 */
final class ToldRows {
  private ToldRows() {}

  /** A column, as a query asks for it. */
  static String sql(Column column) {
    String name = Duck.quoted(column.name());
    boolean isNested = column.type() == Type.STRUCT || column.mode() == Column.Mode.REPEATED;
    String value =
        isNested
            ? "to_json(" + part(name, column, 0) + ")"
            : column.type() == Type.BYTES ? "base64(" + name + ")" : name;
    return value + " AS " + name;
  }

  private static String part(String value, Column column, int depth) {
    if (column.mode() == Column.Mode.REPEATED) {
      String each = Duck.quoted("each" + depth);
      Column one = column.in(Column.Mode.NULLABLE);
      return "list_transform(%s, lambda %s: %s)".formatted(value, each, part(each, one, depth + 1));
    }
    return switch (column.type()) {
      case STRUCT ->
          column.fields().stream()
              .map(
                  it ->
                      Duck.literal(it.name())
                          + ": "
                          + part(value + "." + Duck.quoted(it.name()), it, depth))
              .collect(
                  Collectors.joining(
                      ", ", "CASE WHEN " + value + " IS NULL THEN NULL ELSE {", "} END"));
      case BYTES -> "base64(" + value + ")";
      case TIMESTAMP ->
          "strftime(CAST(("
              + value
              + " AT TIME ZONE 'UTC') AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%fZ')";
      default -> value;
    };
  }

  /** Gives a row the numbers that DuckDB has as text, and takes away what is null within it. */
  static void exact(ObjectNode row, List<Column> columns) {
    for (Column column : columns) {
      JsonNode value = row.path(column.name());
      if (value.isMissingNode()) {
        continue;
      }
      if (value.isNull()) {
        row.remove(column.name());
      } else {
        row.set(column.name(), exact(value, column));
      }
    }
  }

  private static JsonNode exact(JsonNode value, Column column) {
    if (column.mode() == Column.Mode.REPEATED && value instanceof ArrayNode all) {
      for (int i = 0; i < all.size(); i++) {
        all.set(i, exact(all.get(i), column.in(Column.Mode.NULLABLE)));
      }
      return all;
    }
    if (column.type() == Type.STRUCT && value instanceof ObjectNode struct) {
      exact(struct, column.fields());
      return struct;
    }
    return column.type() == Type.BIGNUMERIC && value.isTextual()
        ? DecimalNode.valueOf(new BigDecimal(value.asText()))
        : value;
  }
}
