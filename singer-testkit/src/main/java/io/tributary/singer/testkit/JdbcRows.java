package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.RawJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a JDBC result the way {@link Destination#rows} wants it, whatever the database. */
public final class JdbcRows {
  private JdbcRows() {}

  public static List<ObjectNode> read(ResultSet results) throws SQLException {
    ResultSetMetaData columns = results.getMetaData();
    List<ObjectNode> rows = new ArrayList<>();
    while (results.next()) {
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        Object value = results.getObject(i);
        if (value != null
            && !columns.getColumnLabel(i).toLowerCase(Locale.ROOT).startsWith("_sdc_")) {
          row.set(columns.getColumnLabel(i), node(value, columns.getColumnTypeName(i)));
        }
      }
      rows.add(row);
    }
    return rows;
  }

  /** A result as text: a line a row, its values apart by a bar. */
  public static List<String> lines(ResultSet results) throws SQLException {
    List<String> lines = new ArrayList<>();
    while (results.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
        values.add(String.valueOf(results.getString(i)));
      }
      lines.add(String.join("|", values));
    }
    return lines;
  }

  private static JsonNode node(Object value, String type) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (type.equals("JSON") || type.equals("VARIANT")) {
      return RawJson.of(value.toString()).tree();
    }
    if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    }
    if (value instanceof BigInteger whole) {
      return nodes.numberNode(whole);
    }
    if (value instanceof Number number) {
      return nodes.numberNode(new BigDecimal(number.toString()));
    }
    return nodes.textNode(time(value));
  }

  private static String time(Object value) {
    if (value instanceof OffsetDateTime at) {
      return at.toInstant().toString();
    }
    if (value instanceof Timestamp at) {
      return at.toInstant().toString();
    }
    if (value instanceof Date day) {
      return day.toLocalDate().toString();
    }
    if (value instanceof Time clock) { // Snowflake's driver counts it from midnight in UTC
      return Instant.ofEpochMilli(clock.getTime())
          .atOffset(ZoneOffset.UTC)
          .toLocalTime()
          .toString();
    }
    return value.toString();
  }
}
