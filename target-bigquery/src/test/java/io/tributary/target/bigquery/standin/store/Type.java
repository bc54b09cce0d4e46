package io.tributary.target.bigquery.standin.store;

import java.util.Locale;

/** The types of BigQuery, by their names in SQL. */
public enum Type {
  INT64("INTEGER", "BIGINT"),
  NUMERIC("NUMERIC", "DECIMAL(38,9)"),
  /** As text: DuckDB has no decimals of 76 digits. */
  BIGNUMERIC("BIGNUMERIC", "VARCHAR"),
  FLOAT64("FLOAT", "DOUBLE"),
  BOOL("BOOLEAN", "BOOLEAN"),
  STRING("STRING", "VARCHAR"),
  BYTES("BYTES", "BLOB"),
  DATE("DATE", "DATE"),
  DATETIME("DATETIME", "TIMESTAMP"),
  TIME("TIME", "TIME"),
  TIMESTAMP("TIMESTAMP", "TIMESTAMP WITH TIME ZONE"),
  JSON("JSON", "JSON"),
  STRUCT("RECORD", "STRUCT");

  private final String api;
  private final String duck;

  Type(String api, String duck) {
    this.api = api;
    this.duck = duck;
  }

  /** The name in the REST interface. */
  public String api() {
    return api;
  }

  String duck() {
    return duck;
  }

  /** The type of a name, of whichever language of BigQuery's. */
  public static Type of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (Type type : values()) {
      if (type.name().equals(upper) || type.api.equals(upper)) {
        return type;
      }
    }
    return switch (upper) {
      case "INT", "SMALLINT", "BIGINT", "TINYINT", "BYTEINT" -> INT64;
      case "DECIMAL" -> NUMERIC;
      case "BIGDECIMAL" -> BIGNUMERIC;
      default -> throw ApiError.query("Type not found: " + name);
    };
  }

  /** Whether values go into a column of another type without being cast. */
  public boolean fits(Type column) {
    return this == column
        || switch (this) {
          case INT64 -> column == NUMERIC || column == BIGNUMERIC || column == FLOAT64;
          case NUMERIC -> column == BIGNUMERIC || column == FLOAT64;
          case BIGNUMERIC -> column == FLOAT64;
          default -> false;
        };
  }
}
