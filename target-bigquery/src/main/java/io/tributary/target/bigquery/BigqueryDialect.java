package io.tributary.target.bigquery;

import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.MergeStatement;
import io.tributary.singer.sql.Reshaping;
import io.tributary.singer.sql.SchemaChange.WidenColumn;
import io.tributary.singer.sql.SecondColumn;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How BigQuery spells names, types and conversions. */
final class BigqueryDialect {
  /** The most characters of a name. */
  static final int LONGEST_NAME = 300;

  static final String STRING = "STRING";
  static final String INT64 = "INT64";
  static final String NUMERIC = "NUMERIC";
  static final String BIGNUMERIC = "BIGNUMERIC";
  static final String FLOAT64 = "FLOAT64";
  static final String BOOL = "BOOL";
  static final String BYTES = "BYTES";
  static final String JSON = "JSON";

  /** What widens where it stands; for all else there is a second column. */
  static final SecondColumn WIDENING =
      new SecondColumn("__tributary_wider", BigqueryDialect::isInPlace);

  private static final int NUMERIC_WHOLE = 29;
  private static final int NUMERIC_SCALE = 9;

  /** What a BIGNUMERIC holds exactly, whatever its digits. */
  private static final ColumnType WIDEST = ColumnType.decimal(76, 38);

  private static final Set<String> WIDER_THAN_INT64 = Set.of(NUMERIC, BIGNUMERIC, FLOAT64);
  private static final Set<String> WIDER_THAN_NUMERIC = Set.of(BIGNUMERIC, FLOAT64);

  /** Names that begin so are BigQuery's own. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(_TABLE_|_FILE_|_PARTITION|_ROW_TIMESTAMP|__ROOT__|_COLIDENTIFIER|_CHANGE_).*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern EXACT =
      Pattern.compile("(NUMERIC|BIGNUMERIC)\\((\\d+)(?:,(\\d+))?\\)");
  private static final Pattern TEXT_OF = Pattern.compile("STRING\\((\\d+)\\)");

  private final TargetBigquery.Config config;
  private final Identifiers identifiers =
      new Identifiers(
          BigqueryDialect::quoted,
          BigqueryDialect::held,
          name -> name.toLowerCase(Locale.ROOT),
          LONGEST_NAME);

  BigqueryDialect(TargetBigquery.Config config) {
    this.config = config;
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
            Optional.of(WIDEST)),
        TargetBigquery.placement(config).schema().child(StagingTable.PREFIX + "staged"),
        config.mergePruning() ? merge::pruned : merge::steps,
        new Reshaping(
            WIDENING,
            BigqueryReplacement.COPY,
            BigqueryDialect::added,
            config.storage().creation(identifiers)));
  }

  /** A name in backticks, in which there are escapes. */
  static String quoted(String name) {
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  /** A string literal, in which there are escapes. */
  static String literal(String text) {
    return "'"
        + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }

  /**
   * Letters and digits of any script are kept, and all else is an underscore, but for quotes, which
   * are told apart by their codes.
   */
  private static String held(String name) {
    String plain =
        name.replace("\"", "_x22_")
            .replace("'", "_x27_")
            .replace("`", "_x60_")
            .replaceAll("[^\\p{L}\\p{M}\\p{N}_]", "_");
    boolean isFree =
        plain.isEmpty()
            || ((plain.charAt(0) == '_' || Character.isLetter(plain.codePointAt(0)))
                && !RESERVED.matcher(plain).matches());
    return isFree ? plain : "_" + plain;
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
      case TIMESTAMP -> "TIMESTAMP";
      case BINARY -> BYTES;
      case OBJECT, ARRAY, ANY -> JSON;
    };
  }

  private static String exact(int digits, int scale) {
    int whole = digits - scale;
    if (whole > WIDEST.precision() - WIDEST.scale() || scale > WIDEST.scale()) {
      return STRING;
    }
    return whole <= NUMERIC_WHOLE && scale <= NUMERIC_SCALE ? NUMERIC : BIGNUMERIC;
  }

  /** How a column of a staged batch is spelled: JSON is text until it is put into its table. */
  static String spelledStaged(ColumnType type) {
    return type.isJson() ? STRING : spelled(type);
  }

  static Optional<ColumnType> read(String type) {
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
          case BYTES -> ColumnType.BINARY;
          case JSON -> ColumnType.ANY;
          default -> null;
        });
  }

  private static boolean isInPlace(Dialect dialect, WidenColumn change) {
    String from = dialect.spelled(change.from());
    String to = dialect.spelled(change.to());
    return from.equals(to)
        || (from.equals(INT64) && WIDER_THAN_INT64.contains(to))
        || (from.equals(NUMERIC) && WIDER_THAN_NUMERIC.contains(to));
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
    return type.isJson() ? "PARSE_JSON(" + value + ", wide_number_mode=>'round')" : value;
  }

  /** Values of a narrower type as those of a wider one; text is what a record would hold. */
  private static String converted(String value, ColumnType from, ColumnType to) {
    String there = spelled(to);
    if (spelled(from).equals(there)) {
      return value;
    }
    return switch (there) {
      case STRING -> text(value, from);
      case JSON -> "TO_JSON(" + (isPlain(from) ? value : text(value, from)) + ")";
      default -> "CAST(" + value + " AS " + there + ")";
    };
  }

  private static boolean isPlain(ColumnType type) {
    return type.isNumeric()
        || type.kind() == LogicalType.BOOLEAN
        || type.kind() == LogicalType.STRING;
  }

  private static String text(String value, ColumnType from) {
    return switch (from.kind()) {
      case TIMESTAMP -> "FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E6SZ', " + value + ")";
      case TIME -> "FORMAT_TIME('%H:%M:%E*S', " + value + ")";
      case BINARY -> "TO_HEX(" + value + ")";
      case OBJECT, ARRAY, ANY -> "TO_JSON_STRING(" + value + ")";
      case BOOLEAN, INTEGER, DECIMAL, NUMBER, STRING, DATE -> "CAST(" + value + " AS STRING)";
    };
  }
}
