package io.tributary.target.duckdb;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.Reshaping;
import io.tributary.singer.sql.Sql;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How DuckDB spells names, types and conversions. */
final class DuckdbDialect {
  static final Dialect DUCKDB =
      new Dialect(
          "DuckDB",
          new Identifiers(
              DuckdbDialect::quoted,
              name -> name.replace('\0', '_'),
              name -> name.toLowerCase(Locale.ROOT),
              Integer.MAX_VALUE),
          new Types(
              DuckdbDialect::spelled,
              DuckdbDialect::read,
              (value, type) -> value,
              DuckdbDialect::converted),
          TableName.of("temp", "main", "staged"),
          Sql::merge,
          Reshaping.STANDARD);

  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
  private static final String TEXT = "VARCHAR";
  private static final String DOUBLE = "DOUBLE";
  private static final String MOMENT = "TIMESTAMP WITH TIME ZONE";
  private static final String ISO = "'%Y-%m-%dT%H:%M:%S.%fZ'";

  private DuckdbDialect() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A string literal. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String spelled(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> integer(type.precision());
      case DECIMAL -> decimal(type.precision(), type.scale());
      case NUMBER -> number(type.precision(), type.scale());
      case STRING -> TEXT;
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> MOMENT;
      case BINARY -> "BLOB";
      case OBJECT, ARRAY, ANY -> "JSON";
    };
  }

  private static String integer(int digits) {
    if (digits > ColumnType.MAX_DIGITS) {
      return TEXT;
    }
    return digits > 0 && digits <= ColumnType.LONG_DIGITS ? "BIGINT" : "HUGEINT";
  }

  private static String decimal(int digits, int scale) {
    if (digits > ColumnType.MAX_DIGITS) {
      return TEXT;
    }
    return "DECIMAL(" + (digits == 0 ? ColumnType.MAX_DIGITS : digits) + "," + scale + ")";
  }

  /** All 38 digits, with as many after the point as plain numbers have, if the others allow it. */
  private static String number(int digits, int scale) {
    if (digits == 0) {
      return DOUBLE;
    }
    if (digits > ColumnType.MAX_DIGITS) {
      return TEXT;
    }
    int spare = ColumnType.MAX_DIGITS - digits;
    int wanted = Math.max(0, ColumnType.NUMBER_SCALE - scale);
    return decimal(ColumnType.MAX_DIGITS, scale + Math.min(spare, wanted));
  }

  static Optional<ColumnType> read(String type) {
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      return Optional.of(
          ColumnType.decimal(
              Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
    }
    return Optional.ofNullable(
        switch (type) {
          case "BOOLEAN" -> ColumnType.BOOLEAN;
          case "TINYINT", "UTINYINT" -> ColumnType.integer(2);
          case "SMALLINT", "USMALLINT" -> ColumnType.integer(4);
          case "INTEGER", "UINTEGER" -> ColumnType.integer(9);
          case "BIGINT" -> ColumnType.INTEGER;
          case "UBIGINT" -> ColumnType.integer(20);
          case "HUGEINT", "UHUGEINT" -> ColumnType.integer(ColumnType.MAX_DIGITS);
          case "FLOAT", DOUBLE -> new ColumnType(LogicalType.NUMBER, 0, 0);
          case TEXT -> ColumnType.STRING;
          case "DATE" -> ColumnType.DATE;
          case "TIME" -> ColumnType.TIME;
          case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", MOMENT ->
              ColumnType.TIMESTAMP;
          case "BLOB" -> ColumnType.BINARY;
          case "JSON" -> ColumnType.ANY;
          default -> null;
        });
  }

  /** Values of a narrower type as those of a wider one; text is what a record would hold. */
  static String converted(String value, ColumnType from, ColumnType to) {
    String there = spelled(to);
    if (spelled(from).equals(there)) {
      return value;
    }
    return switch (there) {
      case TEXT -> text(value, from);
      case "JSON" -> "to_json(" + (isPlain(from) ? value : text(value, from)) + ")";
      default -> "CAST(" + value + " AS " + there + ")";
    };
  }

  private static boolean isPlain(ColumnType type) {
    return type.isNumeric()
        || type.kind() == LogicalType.BOOLEAN
        || type.kind() == LogicalType.STRING;
  }

  private static String text(String value, ColumnType from) {
    String cast = "CAST(" + value + " AS VARCHAR)";
    return switch (from.kind()) {
      case TIMESTAMP -> "strftime(" + value + ", " + ISO + ")";
      case BINARY -> "lower(hex(" + value + "))";
      case DECIMAL, NUMBER ->
          from.scale() > 0 ? "regexp_replace(" + cast + ", '\\.?0+$', '')" : cast;
      case BOOLEAN, INTEGER, STRING, DATE, TIME, OBJECT, ARRAY, ANY -> cast;
    };
  }
}
