package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Lines of JSON as the rows of a table, each checked as a load job does. */
public final class JsonRows {
  private final List<Column> columns;
  private final boolean ignoresUnknown;
  private final List<String> errors = new ArrayList<>();
  private long rows;

  public JsonRows(List<Column> columns, boolean ignoresUnknown) {
    this.columns = columns;
    this.ignoresUnknown = ignoresUnknown;
  }

  /** What is wrong, a row each. */
  public List<String> errors() {
    return errors;
  }

  /** How many rows were good. */
  public long rows() {
    return rows;
  }

  /** Reads all lines, and hands on the good ones, every value of theirs as text. */
  public void read(InputStream lines, Consumer<ObjectNode> good) throws IOException {
    InputStream in = new BufferedInputStream(lines, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long start = 0;
    for (long position = 1; ; position++) {
      int next = in.read();
      if (next != '\n' && next >= 0) {
        line.write(next);
        continue;
      }
      if (line.size() > 0) {
        take(line.toByteArray(), start, good);
      }
      if (next < 0) {
        return;
      }
      line.reset();
      start = position;
    }
  }

  private void take(byte[] line, long start, Consumer<ObjectNode> good) throws IOException {
    try {
      JsonNode row;
      try {
        row = Json.MAPPER.readTree(line);
      } catch (IOException e) {
        throw new IllegalArgumentException("Parser terminated before end of string", e);
      }
      if (row.isMissingNode()) {
        return; // spaces
      }
      ObjectNode values = record(columns, row, ignoresUnknown);
      rows++;
      good.accept(values);
    } catch (IllegalArgumentException e) {
      errors.add(
          "Error while reading data, error message: JSON parsing error in row starting at position "
              + start
              + ": "
              + e.getMessage());
    }
  }

  private static ObjectNode record(List<Column> columns, JsonNode row, boolean ignoresUnknown) {
    if (!row.isObject()) {
      throw new IllegalArgumentException("Value encountered without start of object");
    }
    Map<String, JsonNode> given = new LinkedHashMap<>();
    row.properties()
        .forEach(field -> given.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
    ObjectNode values = Json.MAPPER.createObjectNode();
    for (Column column : columns) {
      JsonNode value = given.remove(column.name().toLowerCase(Locale.ROOT));
      values.set(column.name(), value(column, value, ignoresUnknown));
    }
    if (!ignoresUnknown && !given.isEmpty()) {
      throw new IllegalArgumentException(
          "No such field: " + given.keySet().iterator().next() + ".");
    }
    return values;
  }

  private static JsonNode value(
      Column column, @org.jspecify.annotations.Nullable JsonNode value, boolean ignoresUnknown) {
    boolean isNull = value == null || value.isNull();
    if (column.mode() == Column.Mode.REPEATED) {
      ArrayNode all = Json.MAPPER.createArrayNode();
      if (value == null || value.isNull()) {
        return all;
      }
      if (!value.isArray()) {
        throw new IllegalArgumentException(
            "Repeated field must be imported as a JSON array. Field: " + column.name() + ".");
      }
      for (JsonNode one : value) {
        if (one.isNull()) {
          throw new IllegalArgumentException(
              "Only optional fields can be set to NULL. Field: " + column.name() + "; Value: NULL");
        }
        all.add(value(column.element(), one, ignoresUnknown));
      }
      return all;
    }
    if (isNull || value == null) {
      if (column.mode() == Column.Mode.REQUIRED) {
        throw new IllegalArgumentException(
            value == null
                ? "Missing required field: " + column.name() + "."
                : "Only optional fields can be set to NULL. Field: "
                    + column.name()
                    + "; Value: NULL");
      }
      return Json.MAPPER.nullNode();
    }
    return one(column, value, ignoresUnknown);
  }

  private static JsonNode one(Column column, JsonNode value, boolean ignoresUnknown) {
    if (column.type() == Type.JSON) {
      return Json.MAPPER.getNodeFactory().textNode(value.toString());
    }
    if (column.type() == Type.STRUCT) {
      if (!value.isObject()) {
        throw new IllegalArgumentException("This field: " + column.name() + " is not a record.");
      }
      return record(column.fields(), value, ignoresUnknown);
    }
    if (value.isArray()) {
      throw new IllegalArgumentException(
          "Array specified for non-repeated field: " + column.name() + ".");
    }
    if (value.isObject()) {
      throw new IllegalArgumentException("This field: " + column.name() + " is not a record.");
    }
    try {
      return Json.MAPPER.getNodeFactory().textNode(Cell.of(column, value.asText()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + " Field: " + column.name() + "; Value: " + value.asText(), e);
    }
  }
}
