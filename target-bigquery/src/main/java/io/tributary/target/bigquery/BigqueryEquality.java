package io.tributary.target.bigquery;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.sql.MergeStatement.Equality;

/**
 * How keys are compared, null being the same as null. JSON and binary fractions, by which BigQuery
 * gathers no rows, are gathered by their text.
 */
enum BigqueryEquality implements Equality {
  KEYS;

  @Override
  public String group(String value, ColumnType type) {
    if (type.hasParts()) {
      return "TO_JSON_STRING(" + value + ")";
    }
    return switch (BigqueryDialect.spelled(type)) {
      case BigqueryDialect.JSON -> "TO_JSON_STRING(" + value + ")";
      case BigqueryDialect.FLOAT64 -> "CAST(" + value + " AS STRING)";
      default -> value;
    };
  }

  @Override
  public String same(String one, String other, ColumnType type) {
    boolean isJson = type.hasParts() || BigqueryDialect.spelled(type).equals(BigqueryDialect.JSON);
    String equal = isJson ? group(one, type) + " = " + group(other, type) : one + " = " + other;
    return "(" + equal + " OR (" + one + " IS NULL AND " + other + " IS NULL))";
  }
}
