package io.tributary.tap.stripe.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/**
 * What the columns of a report hold, as their names say: money, times of UTC, and text. Times of
 * another zone stay the text that the report shows.
 */
final class ReportShape {
  /** When the time begins that a report is about: with the row's number, what tells rows apart. */
  static final String FROM = "report_interval_start";

  static final String ROW = "report_row";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private ReportShape() {}

  static JsonSchema schema(List<String> columns) {
    JsonSchema schema =
        JsonSchema.object()
            .property(FROM, required("string").put("format", "date-time"))
            .property(ROW, required("integer"));
    for (String column : columns) {
      schema = schema.property(column, type(column));
    }
    return schema;
  }

  private static ObjectNode required(String type) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition.putArray("type").add(type);
    return definition;
  }

  private static LogicalType type(String column) {
    if (column.endsWith("_utc")) {
      return LogicalType.TIMESTAMP;
    }
    return column.matches("(.*_)?(gross|fee|net|amount|tax)(_decimal)?")
        ? LogicalType.DECIMAL
        : LogicalType.STRING;
  }

  /** Puts a value into a record. What is empty is left out. */
  static void put(ObjectNode record, String column, String value) {
    if (value.isEmpty()) {
      return;
    }
    record.put(column, type(column) == LogicalType.TIMESTAMP ? time(value) : value);
  }

  private static String time(String value) {
    try {
      return LocalDateTime.parse(value, TIME).toInstant(ZoneOffset.UTC).toString();
    } catch (DateTimeParseException e) {
      return value; // whoever checks the record says that it is no time
    }
  }
}
