package io.tributary.target.bigquery;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.LogicalType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values of {@code STRUCT} and {@code ARRAY} as those of a wider type. */
final class StructConversion {
  private StructConversion() {}

  /** The expression for {@code value}, which has parts, as one of type {@code to}. */
  static String sql(String value, ColumnType from, ColumnType to) {
    return sql(value, from, to, 0);
  }

  private static String sql(String value, ColumnType from, ColumnType to, int depth) {
    if (from.equals(to)) {
      return value;
    }
    if (!from.hasParts()) {
      return BigqueryDialect.converted(value, from, to);
    }
    if (!to.hasParts()) {
      return "TO_JSON(" + value + ", stringify_wide_numbers=>TRUE)";
    }
    return to.kind() == LogicalType.ARRAY
        ? array(value, from.element().type(), to.element().type(), depth)
        : struct(value, from, to, depth);
  }

  private static String array(String value, ColumnType from, ColumnType to, int depth) {
    String each = "e" + depth;
    String place = "o" + depth;
    return "ARRAY(SELECT "
        + sql(each, from, to, depth + 1)
        + " FROM UNNEST("
        + value
        + ") AS "
        + each
        + " WITH OFFSET AS "
        + place
        + " ORDER BY "
        + place
        + ")";
  }

  private static String struct(String value, ColumnType from, ColumnType to, int depth) {
    List<Field> held = from.parts().fields();
    String parts =
        to.parts().fields().stream()
            .map(part -> part(value, held, part, depth) + " AS " + quoted(part))
            .collect(Collectors.joining(", "));
    return "IF(" + value + " IS NULL, NULL, STRUCT(" + parts + "))";
  }

  private static String part(String value, List<Field> held, Field part, int depth) {
    Optional<Field> before =
        held.stream().filter(it -> it.name().equalsIgnoreCase(part.name())).findFirst();
    return before
        .map(it -> sql(value + "." + quoted(it), it.type(), part.type(), depth))
        .orElseGet(() -> nothing(BigqueryDialect.spelled(part.type())));
  }

  /** Null of a type; a cast to JSON is refused. */
  private static String nothing(String type) {
    return type.equals(BigqueryDialect.JSON)
        ? "PARSE_JSON(CAST(NULL AS STRING))"
        : "CAST(NULL AS " + type + ")";
  }

  private static String quoted(Field part) {
    return BigqueryNames.quoted(part.name());
  }
}
