package io.tributary.target.bigquery.standin.write;

import com.google.cloud.bigquery.storage.v1.TableFieldSchema;
import com.google.cloud.bigquery.storage.v1.TableSchema;
import io.tributary.target.bigquery.standin.store.Column;
import java.util.List;

/** The schema of a table, as the Storage Write API tells of it. */
final class WriteSchemas {
  private WriteSchemas() {}

  static TableSchema of(List<Column> columns) {
    TableSchema.Builder schema = TableSchema.newBuilder();
    columns.forEach(column -> schema.addFields(field(column)));
    return schema.build();
  }

  private static TableFieldSchema field(Column column) {
    TableFieldSchema.Type type =
        switch (column.type()) {
          case INT64 -> TableFieldSchema.Type.INT64;
          case NUMERIC -> TableFieldSchema.Type.NUMERIC;
          case BIGNUMERIC -> TableFieldSchema.Type.BIGNUMERIC;
          case FLOAT64 -> TableFieldSchema.Type.DOUBLE;
          case BOOL -> TableFieldSchema.Type.BOOL;
          case STRING -> TableFieldSchema.Type.STRING;
          case BYTES -> TableFieldSchema.Type.BYTES;
          case DATE -> TableFieldSchema.Type.DATE;
          case DATETIME -> TableFieldSchema.Type.DATETIME;
          case TIME -> TableFieldSchema.Type.TIME;
          case TIMESTAMP -> TableFieldSchema.Type.TIMESTAMP;
          case JSON -> TableFieldSchema.Type.JSON;
          case STRUCT -> TableFieldSchema.Type.STRUCT;
        };
    TableFieldSchema.Builder field =
        TableFieldSchema.newBuilder()
            .setName(column.name())
            .setType(type)
            .setMode(TableFieldSchema.Mode.valueOf(column.mode().name()))
            .setPrecision(column.precision())
            .setScale(column.scale())
            .setMaxLength(column.length());
    column.fields().forEach(child -> field.addFields(field(child)));
    return field.build();
  }
}
