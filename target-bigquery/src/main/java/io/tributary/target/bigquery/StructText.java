package io.tributary.target.bigquery;

import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code STRUCT<…>} and {@code ARRAY<…>} as text, both ways. */
final class StructText {
  private static final String ARRAY = "ARRAY<";
  private static final String STRUCT = "STRUCT<";
  private static final String NOT_NULL = " NOT NULL";

  private final String text;
  private int at;

  private StructText(String text) {
    this.text = text;
  }

  /** The type of a column whose parts are known. */
  static String spelled(ColumnType type) {
    if (type.kind() == LogicalType.ARRAY) {
      return ARRAY + BigqueryDialect.spelled(type.element().type()) + ">";
    }
    return type.parts().fields().stream()
        .map(
            field ->
                BigqueryNames.quoted(field.name())
                    + " "
                    + BigqueryDialect.spelled(field.type())
                    + (field.nullable() ? "" : NOT_NULL))
        .collect(Collectors.joining(", ", STRUCT, ">"));
  }

  /** The type of a column that BigQuery describes. */
  static String described(com.google.cloud.bigquery.Field field) {
    StandardSQLTypeName type = field.getType().getStandardType();
    String one =
        type == StandardSQLTypeName.STRUCT
            ? field.getSubFields().stream()
                .map(StructText::part)
                .collect(Collectors.joining(", ", STRUCT, ">"))
            : type.name() + parameters(field);
    boolean isRepeated = com.google.cloud.bigquery.Field.Mode.REPEATED.equals(field.getMode());
    return isRepeated ? ARRAY + one + ">" : one;
  }

  private static String part(com.google.cloud.bigquery.Field field) {
    boolean isRequired = com.google.cloud.bigquery.Field.Mode.REQUIRED.equals(field.getMode());
    return BigqueryNames.quoted(field.getName())
        + " "
        + described(field)
        + (isRequired ? NOT_NULL : "");
  }

  private static String parameters(com.google.cloud.bigquery.Field field) {
    if (field.getMaxLength() != null) {
      return "(" + field.getMaxLength() + ")";
    }
    if (field.getPrecision() == null) {
      return "";
    }
    String scale = field.getScale() == null ? "" : "," + field.getScale();
    return "(" + field.getPrecision() + scale + ")";
  }

  /** What a column of such a type holds; empty if it holds something that nobody here writes. */
  static Optional<ColumnType> read(String type) {
    return Optional.ofNullable(new StructText(type).type());
  }

  private @Nullable ColumnType type() {
    if (takes(ARRAY)) {
      ColumnType element = type();
      takes(">");
      return element == null || element.isJson()
          ? null
          : ColumnType.arrayOf(new Field("", element, false));
    }
    if (takes(STRUCT)) {
      return struct();
    }
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '(') {
      at = text.indexOf(')', at) + 1;
    }
    return BigqueryDialect.readScalar(text.substring(start, at)).orElse(null);
  }

  private @Nullable ColumnType struct() {
    List<Field> fields = new ArrayList<>();
    boolean isKnown = true;
    do {
      String name = name();
      takes(" ");
      ColumnType type = type();
      boolean isRequired = takes(NOT_NULL);
      isKnown &= type != null;
      fields.add(new Field(name, type == null ? ColumnType.ANY : type, !isRequired));
    } while (takes(", "));
    takes(">");
    return isKnown ? ColumnType.object(fields, true) : null;
  }

  private String name() {
    takes("`");
    StringBuilder name = new StringBuilder();
    while (text.charAt(at) != '`') {
      at += text.charAt(at) == '\\' ? 1 : 0;
      name.append(text.charAt(at++));
    }
    takes("`");
    return name.toString();
  }

  private boolean takes(String expected) {
    boolean isThere = text.startsWith(expected, at);
    at += isThere ? expected.length() : 0;
    return isThere;
  }
}
