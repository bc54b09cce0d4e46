package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A column, or a field of a struct.
 *
 * @param length the most characters or bytes; 0 for as many as one likes
 * @param precision of a NUMERIC or BIGNUMERIC; 0 for all that the type has
 */
public record Column(
    String name, Type type, Mode mode, int precision, int scale, int length, List<Column> fields) {
  private static final int LONGEST_NAME = 300;
  private static final int MOST = 10_000;
  private static final int DEEPEST = 15;
  private static final Pattern FORBIDDEN =
      Pattern.compile("[!\"$()*,./;?@\\[\\\\\\]^`{}~\\p{Cntrl}]");
  private static final Pattern RESERVED =
      Pattern.compile(
          "(_table_|_file_|_partition|_row_timestamp|__root__|_colidentifier|_change_sequence_number|_change_type|_change_timestamp).*");

  /** How often a value is there. */
  public enum Mode {
    NULLABLE,
    REQUIRED,
    REPEATED
  }

  public Column(String name, Type type, Mode mode) {
    this(name, type, mode, 0, 0, 0, List.of());
  }

  /** The columns of a schema of the REST interface, which is checked. */
  public static List<Column> all(JsonNode schema) {
    List<Column> columns = new ArrayList<>();
    schema.path("fields").forEach(field -> columns.add(of(field)));
    check(columns);
    return columns;
  }

  private static Column of(JsonNode field) {
    List<Column> fields = new ArrayList<>();
    field.path("fields").forEach(child -> fields.add(of(child)));
    Type type = Type.of(field.path("type").asText());
    if (type == Type.STRUCT && fields.isEmpty()) {
      throw ApiError.invalid(
          "Field " + field.path("name").asText() + " is type RECORD but has no schema");
    }
    return new Column(
        field.path("name").asText(),
        type,
        Mode.valueOf(field.path("mode").asText("NULLABLE").toUpperCase(Locale.ROOT)),
        field.path("precision").asInt(),
        field.path("scale").asInt(),
        field.path("maxLength").asInt(),
        fields);
  }

  /** Refuses names that BigQuery has no room for, and more columns or levels than it has. */
  public static void check(List<Column> columns) {
    if (count(columns) > MOST) {
      throw ApiError.invalid("Too many total leaf fields: " + count(columns));
    }
    check(columns, 0);
  }

  private static int count(List<Column> columns) {
    return columns.size() + columns.stream().mapToInt(column -> count(column.fields)).sum();
  }

  private static void check(List<Column> columns, int depth) {
    if (depth > DEEPEST) {
      throw ApiError.invalid("Cannot load: schema has more than 15 levels of nested RECORD types");
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      String folded = column.name.toLowerCase(Locale.ROOT);
      if (folded.isEmpty()
          || column.name.length() > LONGEST_NAME
          || FORBIDDEN.matcher(column.name).find()) {
        throw ApiError.invalid(
            "Invalid field name \""
                + column.name
                + "\". Fields must contain the allowed characters, and be at most 300 characters"
                + " long. For allowed characters, please refer to"
                + " https://cloud.google.com/bigquery/docs/schemas#column_names");
      }
      if (RESERVED.matcher(folded).matches()) {
        throw ApiError.invalid(
            "Invalid field name \"" + column.name + "\". Field name prefix is reserved");
      }
      if (!names.add(folded)) {
        throw ApiError.invalid("Duplicate field name: " + column.name);
      }
      check(column.fields, depth + 1);
    }
  }

  /** As a field of a schema of the REST interface. */
  public ObjectNode json() {
    ObjectNode field = Json.MAPPER.createObjectNode().put("name", name).put("type", type.api());
    field.put("mode", mode.name());
    if (precision > 0) {
      field.put("precision", Integer.toString(precision));
      field.put("scale", Integer.toString(scale));
    }
    if (length > 0) {
      field.put("maxLength", Integer.toString(length));
    }
    if (!fields.isEmpty()) {
      ArrayNode children = field.putArray("fields");
      fields.forEach(child -> children.add(child.json()));
    }
    return field;
  }

  /** The type in SQL, as INFORMATION_SCHEMA spells it. */
  public String sql() {
    String one =
        switch (type) {
          case STRUCT ->
              fields.stream()
                  .map(child -> child.name + " " + child.sql())
                  .collect(Collectors.joining(", ", "STRUCT<", ">"));
          case NUMERIC, BIGNUMERIC ->
              precision == 0
                  ? type.name()
                  : type.name() + "(" + precision + (scale > 0 ? ", " + scale : "") + ")";
          default -> type.name() + (length > 0 ? "(" + length + ")" : "");
        };
    return mode == Mode.REPEATED ? "ARRAY<" + one + ">" : one;
  }

  /** The type in DuckDB. */
  public String duck() {
    String one =
        switch (type) {
          case STRUCT -> struct(fields, Column::duck);
          case NUMERIC -> precision == 0 ? type.duck() : "DECIMAL(" + precision + "," + scale + ")";
          default -> type.duck();
        };
    return mode == Mode.REPEATED ? one + "[]" : one;
  }

  /** The type in DuckDB while every value is still text. */
  String staged() {
    String one = type == Type.STRUCT ? struct(fields, Column::staged) : "VARCHAR";
    return mode == Mode.REPEATED ? one + "[]" : one;
  }

  private static String struct(
      List<Column> fields, java.util.function.Function<Column, String> type) {
    return fields.stream()
        .map(child -> Duck.quoted(child.name) + " " + type.apply(child))
        .collect(Collectors.joining(", ", "STRUCT(", ")"));
  }

  public boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  public boolean isSame(Column other) {
    return sql().equalsIgnoreCase(other.sql());
  }

  /** What one value of an array is. */
  Column element() {
    return new Column(name, type, Mode.NULLABLE, precision, scale, length, fields);
  }

  public Column named(String other) {
    return new Column(other, type, mode, precision, scale, length, fields);
  }

  public Column in(Mode other) {
    return new Column(name, type, other, precision, scale, length, fields);
  }
}
