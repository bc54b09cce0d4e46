package io.tributary.target.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableId;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.CarriedColumn;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table that a batch is loaded into before it is merged: one for each batch, so that none of
 * them comes near what BigQuery allows a table in a day, and no run sees another's.
 */
record StagingTable(Batch batch, Table table, Identifiers identifiers) {
  /** What the names of all such tables begin with. */
  static final String PREFIX = "_tributary_";

  /** The name for a batch: no other run has it, and no other batch. */
  static TableName name(TableName standard, Batch batch, String run) {
    return standard.schema().child(PREFIX + run + "_" + batch.firstSequence());
  }

  TableId id() {
    return id(table.name());
  }

  static TableId id(TableName name) {
    return TableId.of(name.parts().get(0), name.parts().get(1), name.name());
  }

  /** What the job that loads it is called. */
  String job() {
    String stream = batch.schema().stream().replaceAll("[^A-Za-z0-9_-]", "_");
    return stream.substring(0, Math.min(stream.length(), 100))
        + "-"
        + batch.firstSequence()
        + "-"
        + batch.lastSequence();
  }

  /** The rows, as a load job reads them. */
  Path file() {
    return batch.files().get(0);
  }

  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(Carried.values()).map(CarriedColumn::of).forEach(columns::add);
    columns.addAll(table.columns());
    return columns;
  }

  Schema schema() {
    return Schema.of(
        columns().stream()
            .map(
                column ->
                    column.type().hasParts()
                        ? field(column.name(), column.type())
                        : Field.of(
                            column.name(),
                            StandardSQLTypeName.valueOf(
                                BigqueryDialect.spelledStaged(column.type()))))
            .toList());
  }

  /** A field of a type, as a table has it. */
  static Field field(String name, ColumnType type) {
    if (type.kind() == LogicalType.ARRAY && type.hasParts()) {
      Field element = field(name, type.element().type());
      return element.toBuilder().setMode(Field.Mode.REPEATED).build();
    }
    if (!type.hasParts()) {
      return Field.of(name, StandardSQLTypeName.valueOf(BigqueryDialect.spelled(type)));
    }
    List<Field> parts =
        type.parts().fields().stream().map(part -> field(part.name(), part.type())).toList();
    return Field.of(name, StandardSQLTypeName.STRUCT, FieldList.of(parts));
  }
}
