package io.tributary.target.snowflake;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.MergeStatement;
import io.tributary.singer.sql.Reshaping;
import io.tributary.singer.sql.SchemaChange.WidenColumn;
import io.tributary.singer.sql.SecondColumn;
import io.tributary.singer.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Snowflake spells names, types and conversions, as far as the settings have a say in it. */
final class SnowflakeDialect {
  /** The most characters of a name. */
  static final int LONGEST_NAME = 255;

  /** Snowflake makes texts longer and numbers of the same scale wider where they stand. */
  static final SecondColumn WIDENING =
      new SecondColumn("__TRIBUTARY_WIDER", SnowflakeDialect::isInPlace);

  private static final MergeStatement MERGE = new MergeStatement(new MergeStatement.Equality() {});
  private static final String STAGED = "_TRIBUTARY_STAGED";
  private static final Pattern NUMBER = Pattern.compile("NUMBER\\((\\d+),(\\d+)\\)");
  private static final Pattern TEXT_OF = Pattern.compile("VARCHAR\\((\\d+)\\)");
  private static final String TEXT = "VARCHAR";
  private static final String FLOAT = "FLOAT";
  private static final String VARIANT = "VARIANT";
  private static final String ISO = "'YYYY-MM-DD\"T\"HH24:MI:SS.FF6\"Z\"'";

  private final TargetSnowflake.Config config;

  SnowflakeDialect(TargetSnowflake.Config config) {
    this.config = config;
  }

  Dialect dialect() {
    return new Dialect(
        "Snowflake",
        identifiers(),
        new Types(this::spelled, this::read, this::unstaged, this::converted),
        TargetSnowflake.placement(config).schema().child(STAGED),
        config.mergePruning() ? MERGE::pruned : MERGE::steps,
        new Reshaping(WIDENING, SnowflakeSwap.SWAP));
  }

  /**
   * Names are always in quotes, in which Snowflake takes everything. In upper case they are what it
   * takes a name without quotes for.
   */
  private Identifiers identifiers() {
    UnaryOperator<String> held = config.quoteIdentifiers() ? name -> name : SnowflakeDialect::upper;
    return new Identifiers(
        name -> kept(held.apply(name)),
        name -> held.apply(name.replace('\0', '_')),
        held,
        LONGEST_NAME);
  }

  private static boolean isInPlace(Dialect dialect, WidenColumn change) {
    String from = dialect.spelled(change.from());
    String to = dialect.spelled(change.to());
    boolean areNumbers = from.startsWith("NUMBER(") && to.startsWith("NUMBER(");
    return from.equals(to) || (areNumbers && change.from().scale() == change.to().scale());
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** A name in quotes, its case kept. */
  static String kept(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A string literal, in which Snowflake has escapes. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  String spelled(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER, DECIMAL -> number(type.precision(), type.scale());
      case NUMBER -> type.precision() == 0 ? FLOAT : roomy(type.precision(), type.scale());
      case STRING -> TEXT;
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> config.timestampType().name();
      case BINARY -> "BINARY";
      case OBJECT, ARRAY, ANY -> VARIANT;
    };
  }

  /** How a column of a staged batch is spelled: what the file's text can be read as. */
  String spelledStaged(ColumnType type) {
    if (type.isJson()) {
      return TEXT;
    }
    return type.kind() == LogicalType.TIMESTAMP ? TimestampType.TIMESTAMP_TZ.name() : spelled(type);
  }

  /** Precision costs nothing in Snowflake: all 38 digits, whatever the scale. */
  private static String number(int digits, int scale) {
    return digits > ColumnType.MAX_DIGITS
        ? TEXT
        : "NUMBER(" + ColumnType.MAX_DIGITS + "," + scale + ")";
  }

  /** As many digits after the point as plain numbers have, if those before it leave room. */
  private static String roomy(int digits, int scale) {
    int spare = ColumnType.MAX_DIGITS - digits;
    int wanted = Math.max(0, ColumnType.NUMBER_SCALE - scale);
    return number(digits, scale + Math.max(0, Math.min(spare, wanted)));
  }

  /** A type as we spell it, from what Snowflake describes: defaults go without saying. */
  static String plain(String described) {
    String type = described.toUpperCase(Locale.ROOT);
    return switch (type) {
      case "VARCHAR(16777216)", "VARCHAR(134217728)" -> TEXT;
      case "BINARY(8388608)", "BINARY(67108864)" -> "BINARY";
      case "TIME(9)" -> "TIME";
      case "TIMESTAMP_TZ(9)", "TIMESTAMP_NTZ(9)", "TIMESTAMP_LTZ(9)" ->
          type.substring(0, type.length() - "(9)".length());
      default -> type;
    };
  }

  Optional<ColumnType> read(String type) {
    Matcher number = NUMBER.matcher(type);
    if (number.matches()) {
      int precision = Integer.parseInt(number.group(1));
      int scale = Integer.parseInt(number.group(2));
      return Optional.of(
          scale == 0 ? ColumnType.integer(precision) : ColumnType.decimal(precision, scale));
    }
    Matcher text = TEXT_OF.matcher(type);
    if (text.matches()) {
      return Optional.of(ColumnType.string(Integer.parseInt(text.group(1))));
    }
    if (type.equals(config.timestampType().name())) {
      return Optional.of(ColumnType.TIMESTAMP);
    }
    return Optional.ofNullable(
        switch (type) {
          case "BOOLEAN" -> ColumnType.BOOLEAN;
          case FLOAT -> ColumnType.DOUBLE;
          case TEXT -> ColumnType.STRING;
          case "DATE" -> ColumnType.DATE;
          case "TIME" -> ColumnType.TIME;
          case "BINARY" -> ColumnType.BINARY;
          case VARIANT -> ColumnType.ANY;
          default -> null;
        });
  }

  /** A staged value as one of its type. */
  private String unstaged(String value, ColumnType type) {
    if (type.isJson()) {
      return "PARSE_JSON(" + value + ")";
    }
    if (type.kind() != LogicalType.TIMESTAMP) {
      return value;
    }
    return switch (config.timestampType()) {
      case TIMESTAMP_TZ -> value;
      case TIMESTAMP_NTZ -> "CAST(CONVERT_TIMEZONE('UTC', " + value + ") AS TIMESTAMP_NTZ)";
      case TIMESTAMP_LTZ -> "CAST(" + value + " AS TIMESTAMP_LTZ)";
    };
  }

  /** Values of a narrower type as those of a wider one; text is what a record would hold. */
  String converted(String value, ColumnType from, ColumnType to) {
    String there = spelled(to);
    if (spelled(from).equals(there)) {
      return value;
    }
    return switch (there) {
      case TEXT -> text(value, from);
      case VARIANT -> "TO_VARIANT(" + (isPlain(from) ? value : text(value, from)) + ")";
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
      case TIMESTAMP -> "TO_CHAR(CONVERT_TIMEZONE('UTC', " + value + "), " + ISO + ")";
      case BINARY -> "LOWER(HEX_ENCODE(" + value + "))";
      case DECIMAL, NUMBER -> from.scale() > 0 ? "RTRIM(RTRIM(" + cast + ", '0'), '.')" : cast;
      case OBJECT, ARRAY, ANY -> "TO_JSON(" + value + ")";
      case DATE -> "TO_CHAR(" + value + ", 'YYYY-MM-DD')";
      case TIME -> "RTRIM(RTRIM(TO_CHAR(" + value + ", 'HH24:MI:SS.FF6'), '0'), '.')";
      case BOOLEAN, INTEGER, STRING -> cast;
    };
  }
}
