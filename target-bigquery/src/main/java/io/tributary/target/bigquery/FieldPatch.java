package io.tributary.target.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column whose {@code STRUCT} gets more fields, or lets some be null. BigQuery has no SQL for it;
 * the statement that stands for it in a plan is sent as a change of the table's schema.
 *
 * @param type the column's type afterwards
 */
record FieldPatch(TableName table, String column, ColumnType type) {
  private static final String MARK = "/* by tables.patch */ ";
  private static final Pattern STATEMENT =
      Pattern.compile(
          Pattern.quote(MARK)
              + "ALTER TABLE `([^`]+)`\\.`([^`]+)`\\.`([^`]+)`"
              + " ALTER COLUMN `([^`]+)` SET DATA TYPE (.*)");

  /** What says in a plan that a column becomes of a type. */
  static String sql(TableName table, String column, ColumnType type) {
    return MARK
        + "ALTER TABLE "
        + String.join(".", table.parts().stream().map(BigqueryNames::quoted).toList())
        + " ALTER COLUMN "
        + BigqueryNames.quoted(column)
        + " SET DATA TYPE "
        + BigqueryDialect.spelled(type);
  }

  /** The change that a statement stands for; empty if it is one that is executed. */
  static Optional<FieldPatch> of(String sql) {
    Matcher parts = STATEMENT.matcher(sql);
    return parts.matches()
        ? BigqueryDialect.read(parts.group(5))
            .map(
                type ->
                    new FieldPatch(
                        TableName.of(parts.group(1), parts.group(2)).child(parts.group(3)),
                        parts.group(4),
                        type))
        : Optional.empty();
  }

  /** A table's schema after the change, in which all that is said of its fields is kept. */
  Schema applied(Schema schema) {
    return Schema.of(
        schema.getFields().stream()
            .map(field -> field.getName().equals(column) ? grown(field, wanted()) : field)
            .toList());
  }

  private Field wanted() {
    return StagingTable.field(column, type);
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
