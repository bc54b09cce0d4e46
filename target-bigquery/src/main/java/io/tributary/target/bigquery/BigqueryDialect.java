package io.tributary.target.bigquery;

import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.MergeStatement;
import io.tributary.singer.sql.Reshaping;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How BigQuery spells names, types and conversions. */
final class BigqueryDialect {
  static final String STRING = "STRING";
  static final String INT64 = "INT64";
  static final String NUMERIC = "NUMERIC";
  static final String BIGNUMERIC = "BIGNUMERIC";
  static final String FLOAT64 = "FLOAT64";
  static final String BOOL = "BOOL";
  static final String BYTES = "BYTES";
  static final String JSON = "JSON";

  /** A moment that is kept as the clock of UTC: the digits of its second tell it apart. */
  static final ColumnType DATETIME = new ColumnType(LogicalType.TIMESTAMP, 6, 0);

  private static final int NUMERIC_WHOLE = 29;
  private static final int NUMERIC_SCALE = 9;

  /** What a BIGNUMERIC holds exactly, whatever its digits. */
  static final ColumnType WIDEST = ColumnType.decimal(76, 38);

  private static final Pattern EXACT =
      Pattern.compile("(NUMERIC|BIGNUMERIC)\\((\\d+)(?:,(\\d+))?\\)");
  private static final Pattern TEXT_OF = Pattern.compile("STRING\\((\\d+)\\)");

  private final TargetBigquery.Config config;
  private final Identifiers identifiers;

  BigqueryDialect(TargetBigquery.Config config) {
    this.config = config;
    this.identifiers = BigqueryNames.identifiers(config.columns().rename());
  }

  Dialect dialect() {
    MergeStatement merge = new MergeStatement(BigqueryEquality.KEYS);
    return new Dialect(
        "BigQuery",
        identifiers,
        new Types(
            BigqueryDialect::spelled,
            BigqueryDialect::read,
            BigqueryDialect::unstaged,
            BigqueryDialect::converted,
            Optional.of(WIDEST),
            Optional.of(new StructNesting(identifiers, config.columns()))),
        TargetBigquery.placement(config).schema().child(StagingTable.PREFIX + "staged"),
        config.mergePruning() ? merge::pruned : merge::steps,
        new Reshaping(
            StructWidening.WIDENING,
            BigqueryReplacement.COPY,
            BigqueryDialect::added,
            config.storage().creation(identifiers)));
  }

  static String spelled(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> BOOL;
      case INTEGER ->
          type.precision() <= ColumnType.LONG_DIGITS ? INT64 : exact(type.precision(), 0);
      case DECIMAL -> exact(type.precision(), type.scale());
      case NUMBER -> type.precision() == 0 ? FLOAT64 : exact(type.precision(), type.scale());
      case STRING -> STRING;
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> type.equals(DATETIME) ? "DATETIME" : "TIMESTAMP";
      case BINARY -> BYTES;
      case OBJECT, ARRAY, ANY -> type.hasParts() ? StructText.spelled(type) : JSON;
    };
  }

  private static String exact(int digits, int scale) {
    int whole = digits - scale;
    if (whole > WIDEST.precision() - WIDEST.scale() || scale > WIDEST.scale()) {
      return STRING;
    }
    return whole <= NUMERIC_WHOLE && scale <= NUMERIC_SCALE ? NUMERIC : BIGNUMERIC;
  }

  /**
   * How a column of a staged batch is spelled: JSON is text, and moments have a zone, until put
   * into its table.
   */
  static String spelledStaged(ColumnType type) {
    if (type.kind() == LogicalType.TIMESTAMP) {
      return spelled(ColumnType.TIMESTAMP);
    }
    return type.isJson() ? STRING : spelled(type);
  }

  static Optional<ColumnType> read(String type) {
    return type.indexOf('<') < 0 ? readScalar(type) : StructText.read(type);
  }

  static Optional<ColumnType> readScalar(String type) {
    Matcher number = EXACT.matcher(type);
    if (number.matches()) {
      int scale = number.group(3) == null ? 0 : Integer.parseInt(number.group(3));
      return Optional.of(ColumnType.decimal(Integer.parseInt(number.group(2)), scale));
    }
    Matcher text = TEXT_OF.matcher(type);
    if (text.matches()) {
      return Optional.of(ColumnType.string(Integer.parseInt(text.group(1))));
    }
    return Optional.ofNullable(
        switch (type) {
          case BOOL -> ColumnType.BOOLEAN;
          case INT64 -> ColumnType.INTEGER;
          case NUMERIC -> ColumnType.decimal(ColumnType.MAX_DIGITS, NUMERIC_SCALE);
          case BIGNUMERIC -> WIDEST;
          case FLOAT64 -> ColumnType.DOUBLE;
          case STRING -> ColumnType.STRING;
          case "DATE" -> ColumnType.DATE;
          case "TIME" -> ColumnType.TIME;
          case "TIMESTAMP" -> ColumnType.TIMESTAMP;
          case "DATETIME" -> DATETIME;
          case BYTES -> ColumnType.BINARY;
          case JSON -> ColumnType.ANY;
          default -> null;
        });
  }

  private static List<String> added(Dialect dialect, TableName table, List<Column> columns) {
    return List.of(
        columns.stream()
            .map(it -> "ADD COLUMN " + dialect.quoted(it.name()) + " " + dialect.spelled(it.type()))
            .collect(
                Collectors.joining(",\n  ", "ALTER TABLE " + dialect.quoted(table) + "\n  ", "")));
  }

  /** A number in JSON that no FLOAT64 holds is rounded to one: BigQuery's JSON knows no other. */
  private static String unstaged(String value, ColumnType type) {
    if (type.equals(DATETIME)) {
      return converted(value, ColumnType.TIMESTAMP, DATETIME);
    }
    return type.isJson() ? "PARSE_JSON(" + value + ", wide_number_mode=>'round')" : value;
  }

  /** Values of a narrower type as those of a wider one; text is what a record would hold. */
  static String converted(String value, ColumnType from, ColumnType to) {
    if (from.hasParts()) {
      return StructConversion.sql(value, from, to);
    }
    String there = spelled(to);
    if (spelled(from).equals(there)) {
      return value;
    }
    return switch (there) {
      case STRING -> text(value, from);
      case "DATETIME" -> atUtc(value, from, "DATETIME");
      case "TIMESTAMP" -> atUtc(value, from, "TIMESTAMP");
      case JSON -> "TO_JSON(" + (isPlain(from) ? value : text(value, from)) + ")";
      default -> "CAST(" + value + " AS " + there + ")";
    };
  }

  /** One of the two types for moments as the other; or a day as one of them. */
  private static String atUtc(String value, ColumnType from, String type) {
    return from.kind() == LogicalType.TIMESTAMP
        ? type + "(" + value + ", 'UTC')"
        : "CAST(" + value + " AS " + type + ")";
  }

  private static boolean isPlain(ColumnType type) {
    return type.isNumeric()
        || type.kind() == LogicalType.BOOLEAN
        || type.kind() == LogicalType.STRING;
  }

  private static String text(String value, ColumnType from) {
    return switch (from.kind()) {
      case TIMESTAMP ->
          from.equals(DATETIME)
              ? "FORMAT_DATETIME('%Y-%m-%dT%H:%M:%E6S', " + value + ")"
              : "FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E6SZ', " + value + ")";
      case TIME -> "FORMAT_TIME('%H:%M:%E*S', " + value + ")";
      case BINARY -> "TO_HEX(" + value + ")";
      case OBJECT, ARRAY, ANY -> "TO_JSON_STRING(" + value + ")";
      case BOOLEAN, INTEGER, DECIMAL, NUMBER, STRING, DATE -> "CAST(" + value + " AS STRING)";
    };
  }
}
