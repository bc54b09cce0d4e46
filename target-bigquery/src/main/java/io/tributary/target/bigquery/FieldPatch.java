package io.tributary.target.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.TypeChange;
import java.util.ArrayList;
import java.util.List;

/**
 * A column whose {@code STRUCT} gets more fields, or lets some be null. BigQuery has no SQL for it;
 * it is sent as a change of the table's schema.
 */
final class FieldPatch {
  private FieldPatch() {}

  /** The change by which a column becomes of a type. */
  static TypeChange step(TableName table, String column, ColumnType type) {
    String text =
        "/* by tables.patch */ ALTER TABLE "
            + String.join(".", table.parts().stream().map(BigqueryNames::quoted).toList())
            + " ALTER COLUMN "
            + BigqueryNames.quoted(column)
            + " SET DATA TYPE "
            + BigqueryDialect.spelled(type);
    return new TypeChange(table, column, type, text);
  }

  /** A table's schema after a change, in which all that is said of its fields is kept. */
  static Schema applied(TypeChange change, Schema schema) {
    Field wanted = StagingTable.field(change.column(), change.type());
    return Schema.of(
        schema.getFields().stream()
            .map(field -> field.getName().equals(change.column()) ? grown(field, wanted) : field)
            .toList());
  }

  private static Field grown(Field held, Field wanted) {
    Field.Builder field = held.toBuilder();
    if (Field.Mode.REQUIRED.equals(held.getMode())
        && !Field.Mode.REQUIRED.equals(wanted.getMode())) {
      field.setMode(Field.Mode.NULLABLE);
    }
    if (held.getType().getStandardType() != StandardSQLTypeName.STRUCT) {
      return field.build();
    }
    FieldList before = held.getSubFields();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < wanted.getSubFields().size(); i++) {
      Field part = wanted.getSubFields().get(i);
      fields.add(i < before.size() ? grown(before.get(i), part) : part);
    }
    return field.setType(StandardSQLTypeName.STRUCT, FieldList.of(fields)).build();
  }
}
