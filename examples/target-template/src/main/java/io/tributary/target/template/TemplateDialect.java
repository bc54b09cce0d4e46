package io.tributary.target.template;

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

/** How the database spells names, types and conversions. */
final class TemplateDialect {
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
  private static final String MOMENT = "TIMESTAMP WITH TIME ZONE";

  // tag::dialect[]
  static final Dialect DIALECT =
      new Dialect(
          "DuckDB",
          new Identifiers(
              TemplateDialect::quoted,
              name -> name.replace('\0', '_'), // what a name cannot hold
              name -> name.toLowerCase(Locale.ROOT), // which names are the same one
              Integer.MAX_VALUE), // how long a name may be
          new Types(
              TemplateDialect::spelled,
              TemplateDialect::read,
              (value, type) -> value, // what a staged value stands for: itself
              TemplateDialect::converted),
          TableName.of("temp", "main", "staged"), // where a batch's rows are while it is loaded
          Sql::merge,
          Reshaping.STANDARD);

  // end::dialect[]

  private TemplateDialect() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  // tag::types[]
  static String spelled(ColumnType type) {
    boolean isTooLong = type.precision() > ColumnType.MAX_DIGITS;
    return switch (type.kind()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> isTooLong ? "VARCHAR" : isLong(type) ? "BIGINT" : "HUGEINT";
      case DECIMAL -> isTooLong ? "VARCHAR" : decimal(type.precision(), type.scale());
      case NUMBER ->
          isTooLong ? "VARCHAR" : type.precision() == 0 ? "DOUBLE" : decimal(0, scale(type));
      case STRING -> "VARCHAR";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> MOMENT;
      case BINARY -> "BLOB";
      case OBJECT, ARRAY, ANY -> "JSON";
    };
  }

  // end::types[]

  private static boolean isLong(ColumnType type) {
    return type.precision() > 0 && type.precision() <= ColumnType.LONG_DIGITS;
  }

  private static String decimal(int digits, int scale) {
    return "DECIMAL(" + (digits == 0 ? ColumnType.MAX_DIGITS : digits) + "," + scale + ")";
  }

  /** As many digits after the point as plain numbers have, if those before it leave room. */
  private static int scale(ColumnType type) {
    int spare = ColumnType.MAX_DIGITS - type.precision();
    return type.scale() + Math.min(spare, Math.max(0, ColumnType.NUMBER_SCALE - type.scale()));
  }

  static Optional<ColumnType> read(String type) {
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      int digits = Integer.parseInt(decimal.group(1));
      return Optional.of(ColumnType.decimal(digits, Integer.parseInt(decimal.group(2))));
    }
    return Optional.ofNullable(
        switch (type) {
          case "BOOLEAN" -> ColumnType.BOOLEAN;
          case "BIGINT" -> ColumnType.INTEGER;
          case "HUGEINT" -> ColumnType.integer(ColumnType.MAX_DIGITS);
          case "DOUBLE" -> new ColumnType(LogicalType.NUMBER, 0, 0);
          case "VARCHAR" -> ColumnType.STRING;
          case "DATE" -> ColumnType.DATE;
          case "TIME" -> ColumnType.TIME;
          case MOMENT -> ColumnType.TIMESTAMP;
          case "BLOB" -> ColumnType.BINARY;
          case "JSON" -> ColumnType.ANY;
          default -> null;
        });
  }

  /** A value of a narrower type as one of a wider; text is what a record would hold. */
  static String converted(String value, ColumnType from, ColumnType to) {
    String there = spelled(to);
    if (spelled(from).equals(there)) {
      return value;
    }
    return switch (there) {
      case "VARCHAR" -> text(value, from);
      case "JSON" -> "to_json(" + (isPlain(from) ? value : text(value, from)) + ")";
      default -> "CAST(" + value + " AS " + there + ")";
    };
  }

  private static boolean isPlain(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN, INTEGER, DECIMAL, NUMBER, STRING -> true;
      case DATE, TIME, TIMESTAMP, BINARY, OBJECT, ARRAY, ANY -> false;
    };
  }

  private static String text(String value, ColumnType from) {
    String cast = "CAST(" + value + " AS VARCHAR)";
    return switch (from.kind()) {
      case TIMESTAMP -> "strftime(" + value + ", '%Y-%m-%dT%H:%M:%S.%fZ')";
      case BINARY -> "lower(hex(" + value + "))";
      case DECIMAL, NUMBER ->
          from.scale() > 0 ? "regexp_replace(" + cast + ", '\\.?0+$', '')" : cast;
      case BOOLEAN, INTEGER, STRING, DATE, TIME, OBJECT, ARRAY, ANY -> cast;
    };
  }
}
