package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Type;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of DuckDB, as the REST interface spells them; moments as microseconds. */
public final class Results {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Results() {}

  /** All rows, of the columns that the result says it has. */
  public static Answer read(ResultSet results) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
      columns.add(
          Types.ofDuck(
              results.getMetaData().getColumnLabel(i), results.getMetaData().getColumnTypeName(i)));
    }
    List<List<JsonNode>> rows = new ArrayList<>();
    while (results.next()) {
      List<JsonNode> row = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        boolean isLocal =
            columns.get(i).type() == Type.DATETIME && columns.get(i).mode() != Column.Mode.REPEATED;
        row.add(
            node(
                columns.get(i),
                isLocal
                    ? results.getObject(i + 1, LocalDateTime.class)
                    : results.getObject(i + 1)));
      }
      rows.add(row);
    }
    return Answer.rows(columns, rows);
  }

  /** A row, as lists of rows have it. */
  public static ObjectNode row(List<JsonNode> values) {
    ObjectNode row = NODES.objectNode();
    ArrayNode fields = row.putArray("f");
    values.forEach(value -> fields.addObject().set("v", value));
    return row;
  }

  private static JsonNode node(Column column, @Nullable Object value) throws SQLException {
    if (column.mode() == Column.Mode.REPEATED) {
      ArrayNode all = NODES.arrayNode();
      if (value instanceof java.sql.Array array) {
        for (Object one : (Object[]) array.getArray()) {
          all.addObject().set("v", node(column.in(Column.Mode.NULLABLE), one));
        }
      }
      return all;
    }
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Struct struct) {
      List<JsonNode> values = new ArrayList<>();
      for (int i = 0; i < column.fields().size(); i++) {
        values.add(node(column.fields().get(i), struct.getAttributes()[i]));
      }
      return row(values);
    }
    return NODES.textNode(text(column.type(), value));
  }

  private static String text(Type type, Object value) throws SQLException {
    if (value instanceof Blob blob) {
      return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof OffsetDateTime at) {
      Instant moment = at.toInstant();
      return Long.toString(moment.getEpochSecond() * 1_000_000L + moment.getNano() / 1_000);
    }
    if (type == Type.DATETIME) {
      String text =
          value instanceof java.sql.Timestamp at
              ? at.toLocalDateTime().toString()
              : value.toString();
      return text.length() == 16 ? text + ":00" : text;
    }
    if (value instanceof BigDecimal decimal) {
      BigDecimal plain = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
      return plain.toPlainString();
    }
    if (type == Type.TIME && value.toString().length() == 5) {
      return value + ":00";
    }
    return value.toString();
  }

  /** Microseconds as the seconds by which clients are told of moments unless they ask otherwise. */
  public static String seconds(String micros) {
    return new BigDecimal(micros).movePointLeft(6).toString();
  }
}
