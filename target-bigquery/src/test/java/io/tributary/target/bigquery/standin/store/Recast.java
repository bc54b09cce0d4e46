package io.tributary.target.bigquery.standin.store;

import java.util.Optional;
import java.util.stream.Collectors;

/** Values of one type as those of another, in DuckDB's words: structs part by part. */
final class Recast {
  private Recast() {}

  /** The expression for {@code value}, which was of a column's type, as one of its new type. */
  static String sql(String value, Column before, Column after) {
    return sql(value, before, after, 0);
  }

  private static String sql(String value, Column before, Column after, int depth) {
    if (before.duck().equals(after.duck())) {
      return value;
    }
    if (after.mode() == Column.Mode.REPEATED) {
      String each = Duck.quoted("each" + depth);
      return "list_transform(%s, lambda %s: %s)"
          .formatted(value, each, sql(each, before.element(), after.element(), depth + 1));
    }
    if (after.type() == Type.STRUCT) {
      String parts =
          after.fields().stream()
              .map(part -> Duck.literal(part.name()) + ": " + part(value, before, part, depth))
              .collect(Collectors.joining(", ", "{", "}"));
      return "CASE WHEN " + value + " IS NULL THEN NULL ELSE " + parts + " END";
    }
    return after.type() == Type.BIGNUMERIC
        ? "bq_bignumeric(" + value + ")"
        : "CAST(" + value + " AS " + after.duck() + ")";
  }

  private static String part(String value, Column before, Column part, int depth) {
    Optional<Column> was = SchemaRules.find(before.fields(), part.name());
    String missing = part.mode() == Column.Mode.REPEATED ? "[]" : "NULL";
    return was.map(it -> sql(value + "." + Duck.quoted(it.name()), it, part, depth))
        .orElse("CAST(" + missing + " AS " + part.duck() + ")");
  }
}
