package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The functions that BigQuery has, in DuckDB's words. What is not here, it does not have either.
 */
final class Functions {
  /** Those of the same name, and the same meaning as far as a target cares. */
  private static final Set<String> SAME =
      Set.of(
          ("ABS ANY_VALUE APPROX_COUNT_DISTINCT ARRAY ARRAY_AGG AVG BIT_AND CEIL CEILING CHR COALESCE CONCAT COUNT "
                  + "CUME_DIST DENSE_RANK ENDS_WITH ERROR EXP FIRST_VALUE FLOOR GREATEST IF IFNULL LAG LAST_VALUE LEAD "
                  + "LEAST LENGTH LN LOG LOWER LPAD LTRIM MAX MIN MOD NTH_VALUE NTILE NULLIF PERCENT_RANK POW POWER RANK "
                  + "REGEXP_EXTRACT REPEAT REPLACE REVERSE ROUND ROW_NUMBER RPAD RTRIM SIGN SQRT STARTS_WITH STRING_AGG "
                  + "STRPOS SUBSTR SUBSTRING SUM TRIM TRUNC UNNEST UPPER")
              .split(" "));

  /** By a pattern of what it is called with: $1, $2 and so on. */
  private static final Map<String, String> PATTERNS = new HashMap<>();

  static {
    Map<String, String> p = PATTERNS;
    p.put("ARRAY_CONCAT/2", "list_concat($1, $2)");
    p.put("ARRAY_LENGTH/1", "CAST(len($1) AS BIGINT)");
    p.put("ARRAY_TO_STRING/2", "array_to_string($1, $2)");
    p.put("BYTE_LENGTH/1", "octet_length(bq_bytes($1))");
    p.put("CHAR_LENGTH/1", "length($1)");
    p.put("COUNTIF/1", "count_if($1)");
    p.put("CURRENT_DATE/0", "CAST(now() AS DATE)");
    p.put("CURRENT_DATETIME/0", "CAST(now() AS TIMESTAMP)");
    p.put("CURRENT_TIMESTAMP/0", "now()");
    p.put("DATE/1", "CAST($1 AS DATE)");
    p.put("DATE/3", "make_date($1, $2, $3)");
    p.put("DATETIME/1", "CAST($1 AS TIMESTAMP)");
    p.put("DATETIME/2", "($1 AT TIME ZONE $2)");
    p.put("DIV/2", "($1 // $2)");
    p.put("FARM_FINGERPRINT/1", "CAST(hash($1) >> 1 AS BIGINT)");
    p.put("FORMAT_DATE/2", "strftime(CAST($2 AS TIMESTAMP), $1)");
    p.put("FORMAT_DATETIME/2", "strftime(CAST($2 AS TIMESTAMP), $1)");
    p.put("FORMAT_TIMESTAMP/2", "strftime(CAST($2 AS TIMESTAMP), $1)");
    p.put("FORMAT_TIMESTAMP/3", "strftime(($2 AT TIME ZONE $3), $1)");
    p.put("FROM_BASE64/1", "from_base64($1)");
    p.put("FROM_HEX/1", "unhex($1)");
    p.put("GENERATE_ARRAY/2", "generate_series($1, $2)");
    p.put("GENERATE_UUID/0", "CAST(uuid() AS VARCHAR)");
    p.put("JSON_QUERY/2", "json_extract($1, $2)");
    p.put("JSON_TYPE/1", "lower(json_type($1))");
    p.put("JSON_VALUE/1", "bq_json_value($1, '$')");
    p.put("JSON_VALUE/2", "bq_json_value($1, $2)");
    p.put("LOGICAL_AND/1", "bool_and($1)");
    p.put("LOGICAL_OR/1", "bool_or($1)");
    p.put("MD5/1", "unhex(md5($1))");
    p.put("OCTET_LENGTH/1", "octet_length(bq_bytes($1))");
    p.put("PARSE_BIGNUMERIC/1", "bq_bignumeric($1)");
    p.put("PARSE_DATE/2", "CAST(strptime($2, $1) AS DATE)");
    p.put("PARSE_JSON/1", "CAST($1 AS JSON)");
    p.put("PARSE_NUMERIC/1", "CAST($1 AS DECIMAL(38,9))");
    p.put("PARSE_TIMESTAMP/2", "CAST(strptime($2, $1) AS TIMESTAMP WITH TIME ZONE)");
    p.put("REGEXP_CONTAINS/2", "regexp_matches($1, $2)");
    p.put("REGEXP_REPLACE/3", "regexp_replace($1, $2, $3, 'g')");
    p.put("SAFE_CONVERT_BYTES_TO_STRING/1", "TRY(decode($1))");
    p.put("SAFE_DIVIDE/2", "($1 / nullif($2, 0))");
    p.put("SESSION_USER/0", "'standin@example.com'");
    p.put("SHA256/1", "unhex(sha256($1))");
    p.put("SPLIT/2", "string_split($1, $2)");
    p.put("STRING/1", "bq_string($1)");
    p.put("TIME/1", "CAST($1 AS TIME)");
    p.put("TIMESTAMP/1", "CAST($1 AS TIMESTAMP WITH TIME ZONE)");
    p.put("TIMESTAMP_MICROS/1", "make_timestamptz($1)");
    p.put("TIMESTAMP_MILLIS/1", "make_timestamptz(1000 * ($1))");
    p.put("TIMESTAMP_SECONDS/1", "make_timestamptz(1000000 * ($1))");
    p.put("TO_BASE64/1", "base64($1)");
    p.put("TO_HEX/1", "lower(hex($1))");
    p.put("TO_JSON/1", "bq_to_json($1)");
    p.put("TO_JSON_STRING/1", "bq_to_json_string($1)");
    p.put("UNIX_MICROS/1", "epoch_us($1)");
    p.put("UNIX_MILLIS/1", "epoch_ms($1)");
    p.put("UNIX_SECONDS/1", "bq_unix_seconds($1)");
  }

  private final Translator translator;

  Functions(Translator translator) {
    this.translator = translator;
  }

  /** A call, whose arguments have not been looked at. */
  String call(String name, List<Token> inside) {
    String upper = name.toUpperCase(Locale.ROOT);
    return switch (upper) {
      case "CAST" -> cast(inside, false);
      case "SAFE_CAST" -> cast(inside, true);
      case "STRUCT" -> struct(inside);
      case "ARRAY" -> array(inside);
      case "EXTRACT" -> {
        int from = Tokens.last(inside, "FROM");
        yield "date_part('%s', %s)"
            .formatted(inside.get(0).value(), sql(inside.subList(from + 1, inside.size())));
      }
      default -> plain(name, upper, inside);
    };
  }

  private String plain(String name, String upper, List<Token> inside) {
    List<List<Token>> arguments =
        Tokens.split(inside).stream().filter(a -> a.size() < 2 || !a.get(1).is("=>")).toList();
    String unit = upper.replaceFirst("^(DATE|DATETIME|TIME|TIMESTAMP)_", "");
    if (!unit.equals(upper)
        && arguments.size() > 1
        && Set.of("TRUNC", "ADD", "SUB", "DIFF").contains(unit)) {
      return moved(upper, unit, arguments);
    }
    if (SAME.contains(upper)) {
      return upper.toLowerCase(Locale.ROOT) + "(" + sql(inside) + ")";
    }
    String pattern = PATTERNS.get(upper + "/" + arguments.size());
    if (pattern == null) {
      boolean isKnown = PATTERNS.keySet().stream().anyMatch(key -> key.startsWith(upper + "/"));
      throw ApiError.query(
          isKnown ? "No matching signature for function " + upper : "Function not found: " + name);
    }
    for (int i = arguments.size(); i > 0; i--) {
      pattern = pattern.replace("$" + i, "\u0000" + i + "\u0000");
    }
    for (int i = arguments.size(); i > 0; i--) {
      List<Token> argument = arguments.get(i - 1);
      boolean isFormat = i == 1 && upper.matches("(FORMAT|PARSE)_(DATE|DATETIME|TIME|TIMESTAMP)");
      pattern =
          pattern.replace("\u0000" + i + "\u0000", isFormat ? format(argument) : sql(argument));
    }
    return pattern;
  }

  /** A format, which DuckDB wants as a literal. */
  private static String format(List<Token> argument) {
    return Duck.literal(
        argument
            .get(0)
            .value()
            .replace("%E6S", "%S.%f")
            .replace("%E3S", "%S.%g")
            .replace("%F", "%Y-%m-%d")
            .replace("%T", "%H:%M:%S"));
  }

  private String sql(List<Token> tokens) {
    return translator.sql(tokens);
  }

  private String cast(List<Token> inside, boolean isSafe) {
    int as = Tokens.last(inside, "AS");
    if (as < 0) {
      throw ApiError.query("Syntax error: Expected keyword AS but got \")\"");
    }
    Column type = Types.next(new Tokens(inside.subList(as + 1, inside.size())), "");
    String value = sql(inside.subList(0, as));
    if (type.mode() != Column.Mode.REPEATED) {
      if (type.type() == Type.JSON) {
        throw ApiError.query("Invalid cast to JSON");
      }
      String macro =
          switch (type.type()) {
            case STRING -> "bq_string";
            case BYTES -> "bq_bytes";
            case BIGNUMERIC -> "bq_bignumeric";
            default -> "";
          };
      if (!macro.isEmpty()) {
        return isSafe ? "TRY(" + macro + "(" + value + "))" : macro + "(" + value + ")";
      }
    }
    return (isSafe ? "TRY_CAST(" : "CAST(") + value + " AS " + type.duck() + ")";
  }

  /**
   * ARRAY(SELECT … FROM UNNEST(…) AS e WITH OFFSET AS o ORDER BY o): each of an array, in order.
   */
  private String array(List<Token> inside) {
    int from = Tokens.last(inside, "FROM");
    Tokens in = new Tokens(inside.subList(Math.max(from, 0), inside.size()));
    if (from > 0 && inside.get(0).is("SELECT") && in.takes("FROM UNNEST")) {
      List<Token> list = in.parenthesized();
      in.expect("AS");
      String each = in.name();
      in.expect("WITH OFFSET AS");
      String place = in.name();
      in.expect("ORDER BY");
      if (in.name().equals(place) && in.isEmpty()) {
        return "list_transform(%s, lambda %s: %s)"
            .formatted(sql(list), Duck.quoted(each), sql(inside.subList(1, from)));
      }
    }
    return "array(" + sql(inside) + ")";
  }

  private String struct(List<Token> inside) {
    boolean isNamed =
        Tokens.split(inside).stream()
            .anyMatch(field -> Tokens.last(field, "AS") >= 0 || field.get(0).isName());
    if (!isNamed) {
      return "row(" + sql(inside) + ")";
    }
    return Tokens.split(inside).stream()
        .map(
            field -> {
              int as = Tokens.last(field, "AS");
              String name = field.get(field.size() - 1).value();
              return Duck.literal(name) + ": " + sql(as < 0 ? field : field.subList(0, as));
            })
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Functions of a moment and a part of time. */
  private String moved(String name, String unit, List<List<Token>> arguments) {
    String value = sql(arguments.get(0));
    String isDate = name.startsWith("DATE_") ? "DATE" : "";
    List<Token> second = arguments.get(1);
    String moved =
        switch (unit) {
          case "TRUNC" -> "date_trunc('%s', %s)".formatted(second.get(0).value(), value);
          case "DIFF" ->
              "date_diff('%s', %s, %s)"
                  .formatted(arguments.get(2).get(0).value(), sql(second), value);
          default -> {
            String part = second.get(second.size() - 1).value();
            String count = sql(second.subList(1, second.size() - 1));
            yield "(%s %s (%s) * INTERVAL 1 %s)"
                .formatted(value, unit.equals("ADD") ? "+" : "-", count, part);
          }
        };
    return isDate.isEmpty() || unit.equals("DIFF") ? moved : "CAST(" + moved + " AS DATE)";
  }
}
