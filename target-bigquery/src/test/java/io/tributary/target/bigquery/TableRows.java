package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableResult;
import io.tributary.singer.json.RawJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The rows of a table by Google's own client, as {@code Destination.rows} wants them. */
final class TableRows {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MICRO_DIGITS = 6;

  /**
   * Where a STRUCT holds the properties that its schema does not list: JSON, or text of it to
   * bqemulator.
   */
  private static final String REST = "_sdc_rest";

  private TableRows() {}

  /** All rows, without nulls and without {@code _sdc_…}; none if there is no such table. */
  static List<ObjectNode> read(BigQuery client, TableId id) {
    if (client.getTable(id) == null) {
      return List.of();
    }
    String path = id.getProject() + "`.`" + id.getDataset() + "`.`" + id.getTable();
    QueryJobConfiguration query =
        QueryJobConfiguration.newBuilder("SELECT * FROM `" + path + "`")
            .setUseLegacySql(false)
            .build();
    try {
      TableResult result = client.query(query);
      FieldList fields = Objects.requireNonNull(result.getSchema()).getFields();
      List<ObjectNode> rows = new ArrayList<>();
      result.iterateAll().forEach(row -> rows.add(object(fields, row)));
      return rows;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode object(FieldList fields, FieldValueList values) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      String name = field.getName().toLowerCase(Locale.ROOT);
      if (values.get(i).isNull()) {
        continue;
      }
      if (name.equals(REST)) {
        object.setAll((ObjectNode) RawJson.of(values.get(i).getStringValue()).tree());
      } else if (!name.startsWith("_sdc_")) {
        object.set(field.getName(), node(field, values.get(i)));
      }
    }
    return object;
  }

  private static JsonNode node(Field field, FieldValue value) {
    if (value.getAttribute() != FieldValue.Attribute.REPEATED) {
      return single(field, value);
    }
    ArrayNode list = NODES.arrayNode();
    value.getRepeatedValue().forEach(each -> list.add(single(field, each)));
    return list;
  }

  private static JsonNode single(Field field, FieldValue value) {
    return switch (field.getType().getStandardType()) {
      case STRUCT -> object(field.getSubFields(), value.getRecordValue());
      case INT64, NUMERIC, BIGNUMERIC, FLOAT64 ->
          NODES.numberNode(new BigDecimal(value.getStringValue()));
      case BOOL -> NODES.booleanNode(value.getBooleanValue());
      case JSON -> RawJson.of(value.getStringValue()).tree();
      case TIMESTAMP -> NODES.textNode(instant(value.getStringValue()).toString());
      case TIME -> NODES.textNode(LocalTime.parse(value.getStringValue()).toString());
      default -> NODES.textNode(value.getStringValue());
    };
  }

  /** Microseconds, as were asked for, or seconds, by those who do not listen. */
  private static Instant instant(String text) {
    long micros =
        text.matches("-?\\d+")
            ? Long.parseLong(text)
            : new BigDecimal(text).movePointRight(MICRO_DIGITS).longValueExact();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
