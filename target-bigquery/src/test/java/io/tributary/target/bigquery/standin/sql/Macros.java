package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.Duck;
import java.util.List;

/** Functions that DuckDB does not have, or has with another meaning. */
public final class Macros {
  private static final List<String> ALL =
      List.of(
          "bq_string(x) AS CASE WHEN typeof(x) = 'BLOB' THEN decode(CAST(CAST(x AS VARCHAR) AS BLOB))"
              + " WHEN typeof(x) = 'DOUBLE' THEN regexp_replace(CAST(x AS VARCHAR), '\\.0$', '')"
              + " WHEN starts_with(typeof(x), 'DECIMAL') AND contains(CAST(x AS VARCHAR), '.')"
              + " THEN rtrim(rtrim(CAST(x AS VARCHAR), '0'), '.')"
              + " ELSE CAST(x AS VARCHAR) END",
          "bq_bytes(x) AS CASE WHEN typeof(x) = 'BLOB' THEN CAST(CAST(x AS VARCHAR) AS BLOB)"
              + " ELSE encode(CAST(x AS VARCHAR)) END",
          "bq_canonical(t) AS CASE WHEN t IS NULL THEN NULL"
              + " WHEN NOT regexp_matches(t, '^[+-]?[0-9]+(\\.[0-9]*)?$')"
              + " THEN error('Invalid BIGNUMERIC value: ' || t)"
              + " WHEN regexp_matches(t, '^[+-]?0+(\\.0*)?$') THEN '0'"
              + " WHEN contains(t, '.')"
              + " THEN rtrim(rtrim(regexp_replace(t, '^\\+?(-?)0*([0-9])', '\\1\\2'), '0'), '.')"
              + " ELSE regexp_replace(t, '^\\+?(-?)0*([0-9])', '\\1\\2') END",
          "bq_bignumeric(x) AS bq_canonical(CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT')"
              + " THEN format('{:.9f}', TRY_CAST(CAST(x AS VARCHAR) AS DOUBLE)) ELSE CAST(x AS VARCHAR) END)",
          "bq_to_json_string(x) AS coalesce(CAST(to_json(x) AS VARCHAR), 'null')",
          "bq_to_json(x) AS coalesce(to_json(x), CAST('null' AS JSON))",
          "bq_json_value(j, p) AS CASE WHEN json_type(j, p) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL"
              + " ELSE json_extract_string(j, p) END",
          "bq_unix_seconds(x) AS CAST(floor(epoch(x)) AS BIGINT)");

  private Macros() {}

  public static void define(Duck duck) {
    ALL.forEach(macro -> duck.run("CREATE MACRO " + macro));
  }
}
