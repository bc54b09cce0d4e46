package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Cell;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import io.tributary.target.bigquery.standin.store.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Queries and expressions of GoogleSQL in DuckDB's words. */
final class Translator {
  /** Behind these a table is named, unless there is a query. */
  private static final Set<String> BEFORE_TABLE = Set.of("FROM", "JOIN", "INTO", "USING");

  /** What may be in front of parentheses without being a function. */
  private static final Set<String> NO_FUNCTION =
      Set.of(
          ("ALL AND ANY AS BETWEEN BY CASE CROSS DISTINCT ELSE EXCEPT EXISTS FILTER FROM FULL HAVING IN INNER "
                  + "INTERSECT INTO IS JOIN LEFT LIKE LIMIT NOT OFFSET ON OR OVER PARTITION QUALIFY RIGHT SELECT SET "
                  + "SOME THEN UNION USING VALUES WHEN WHERE WINDOW WITH")
              .split(" "));

  /** What may follow a table that has no other name. */
  private static final Set<String> AFTER_TABLE =
      Set.of(
          ("CROSS EXCEPT FULL GROUP HAVING INNER INTERSECT JOIN LEFT LIMIT ON ORDER QUALIFY RIGHT SET TABLESAMPLE UNION "
                  + "USING WHEN WHERE WINDOW FOR SELECT VALUES THEN")
              .split(" "));

  /** Words that are no names. What else is not in backticks may well be a word of DuckDB's. */
  private static final Set<String> KEYWORDS =
      Set.of(
          ("ALL AND ANY ARRAY AS ASC BETWEEN BY CASE CROSS CURRENT DEFAULT DELETE DESC DISTINCT ELSE END EXCEPT EXISTS "
                  + "FALSE FILTER FIRST FOLLOWING FROM FULL GROUP HAVING IGNORE IN INNER INSERT INTERSECT INTERVAL INTO IS "
                  + "JOIN LAST LEFT LIKE LIMIT MATCHED NOT NULL NULLS OFFSET ON OR ORDER OUTER OVER PARTITION PRECEDING "
                  + "QUALIFY RANGE RECURSIVE REPLACE RESPECT RIGHT ROLLUP ROW ROWS SELECT SET SOME STRUCT THEN TRUE "
                  + "UNBOUNDED UNION UPDATE USING VALUES WHEN WHERE WINDOW WITH")
              .split(" "));

  private static final Set<String> TYPED =
      Set.of("DATE", "DATETIME", "TIME", "TIMESTAMP", "NUMERIC", "BIGNUMERIC", "DECIMAL", "JSON");

  private final Scope scope;
  private final Functions functions = new Functions(this);

  Translator(Scope scope) {
    this.scope = scope;
  }

  String sql(List<Token> tokens) {
    Tokens in = new Tokens(tokens);
    StringBuilder out = new StringBuilder();
    Token before = new Token(Token.Kind.END, "", 0);
    while (!in.isEmpty()) {
      Token token = in.peek();
      boolean isTable =
          BEFORE_TABLE.stream().anyMatch(before::is)
              && token.isName()
              && !in.peek(1).is("(")
              && !(before.is("FROM") && out.toString().endsWith("DISTINCT FROM"));
      String piece = isTable ? table(in) : piece(in, before);
      out.append(out.length() == 0 || isTight(out, piece) ? "" : " ").append(piece);
      before = token;
    }
    return out.toString();
  }

  private static boolean isTight(StringBuilder out, String piece) {
    return piece.equals(".")
        || piece.equals(",")
        || piece.equals(")")
        || out.charAt(out.length() - 1) == '.';
  }

  /** A table, and what it is called in this query. */
  private String table(Tokens in) {
    List<String> path = in.path();
    Optional<String> information = InformationSchema.table(scope, path);
    String name;
    if (information.isPresent()) {
      name = information.get();
    } else {
      Optional<TableId> id = scope.table(path);
      if (id.isEmpty()) {
        return String.join(".", path.stream().map(Duck::quoted).toList());
      }
      name = id.get().physical();
    }
    Token next = in.peek();
    boolean isCalled = next.isName() && !isAfterTable(next);
    return isCalled ? name : name + " AS " + Duck.quoted(path.get(path.size() - 1));
  }

  private String piece(Tokens in, Token before) {
    Token token = in.take();
    return switch (token.kind()) {
      case STRING -> Duck.literal(token.value());
      case BYTES -> bytes(token);
      case NUMBER -> number(token);
      case PARAMETER -> scope.parameter(token.value());
      case SYSTEM ->
          scope
              .value("@@" + token.value())
              .orElseThrow(
                  () -> ApiError.query("Unrecognized system variable: @@" + token.value()));
      case NAME -> name(token, in);
      case SIGN -> sign(token, in, before);
      case WORD -> word(token, in, before);
      case END -> throw new IllegalStateException("nothing ends here");
    };
  }

  private static String bytes(Token token) {
    Column any = new Column("", Type.BYTES, Column.Mode.NULLABLE);
    return "CAST(" + Duck.literal(Cell.bytes(any, Lexer.bytes(token))) + " AS BLOB)";
  }

  private static String number(Token token) {
    // A decimal in DuckDB, and a FLOAT64 in BigQuery.
    boolean isFloat = token.value().matches("[0-9.]*\\.[0-9.]*([eE].*)?|[0-9]+[eE].*");
    return isFloat ? "CAST(" + token.value() + " AS DOUBLE)" : token.value();
  }

  private String name(Token token, Tokens in) {
    if (in.sees("(")) {
      return functions.call(token.value(), in.parenthesized());
    }
    if (token.value().contains(".")) {
      throw ApiError.query("Unrecognized name: `" + token.value() + "`");
    }
    return Duck.quoted(token.value());
  }

  private String sign(Token token, Tokens in, Token before) {
    boolean isElement = token.is("[") && (isNamed(before) || before.is("]") || before.is(")"));
    if (isElement) {
      Token way = in.peek();
      List<Token> inside = in.until(end -> end.is("]"));
      in.expect("]");
      boolean fromZero = way.upper().endsWith("OFFSET");
      if (inside.size() < 3 || !(fromZero || way.upper().endsWith("ORDINAL"))) {
        return "[(" + sql(inside) + ") + 1]";
      }
      return "[" + sql(inside.subList(1, inside.size())) + (fromZero ? " + 1]" : "]");
    }
    if (token.is("*") && in.takes("EXCEPT")) {
      return "* EXCLUDE (" + sql(in.parenthesized()) + ")";
    }
    return token.value();
  }

  private static boolean isNamed(Token token) {
    return token.isName() && !(token.kind() == Token.Kind.WORD && KEYWORDS.contains(token.upper()));
  }

  private String word(Token token, Tokens in, Token before) {
    String upper = token.upper();
    Token next = in.peek();
    if (before.is(".")) {
      return Duck.quoted(token.value());
    }
    Optional<String> value = scope.value(token.value());
    if (value.isPresent() && !next.is("(") && !next.is(".")) {
      return value.get();
    }
    if (next.is("(") && !NO_FUNCTION.contains(upper)) {
      return function(token, in, before);
    }
    if (next.kind() == Token.Kind.STRING && TYPED.contains(upper)) {
      return typed(upper, in.take().value());
    }
    return switch (upper) {
      case "SAFE" -> in.takes(".") ? "TRY(" + call(in) + ")" : token.value();
      case "ARRAY", "STRUCT" -> constructed(token, in);
      case "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_DATETIME" ->
          functions.call(upper, List.of());
      case "IN" ->
          in.takes("UNNEST") ? "IN (SELECT unnest(" + sql(in.parenthesized()) + "))" : upper;
      case "UNION", "EXCEPT", "INTERSECT" -> {
        if (!next.is("ALL") && !next.is("DISTINCT")) {
          throw ApiError.query(
              "Syntax error: Expected keyword ALL or keyword DISTINCT but got \""
                  + next.value()
                  + "\"");
        }
        yield upper;
      }
      default -> KEYWORDS.contains(upper) ? token.value() : Duck.quoted(token.value());
    };
  }

  private String call(Tokens in) {
    return functions.call(in.name(), in.parenthesized());
  }

  private String function(Token token, Tokens in, Token before) {
    List<Token> inside = in.parenthesized();
    if (token.is("UNNEST") && (before.is("FROM") || before.is("JOIN") || before.is(","))) {
      boolean isCalled = in.takes("AS") || in.peek().kind() == Token.Kind.NAME;
      String alias = isCalled ? Duck.quoted(in.name()) : "\"unnested\"";
      if (inside.stream().anyMatch(part -> part.is("STRUCT"))) {
        return "(SELECT unnest(" + sql(inside) + ", max_depth := 2)) AS " + alias;
      }
      return "UNNEST(" + sql(inside) + ") AS " + alias + "(" + alias + ")";
    }
    return functions.call(token.value(), inside);
  }

  private static String typed(String type, String text) {
    Column column = new Column("", Type.of(type), Column.Mode.NULLABLE);
    try {
      return "CAST(" + Duck.literal(Cell.of(column, text)) + " AS " + column.duck() + ")";
    } catch (IllegalArgumentException e) {
      throw ApiError.query("Invalid " + type + " literal \"" + text + "\"");
    }
  }

  private String constructed(Token token, Tokens in) {
    if (!in.sees("<")) {
      return token.value();
    }
    List<Token> all = new java.util.ArrayList<>(List.of(token));
    int depth = 0;
    do {
      depth += in.peek().is("<") ? 1 : in.peek().is(">") ? -1 : 0;
      all.add(in.take());
    } while (depth > 0);
    Column type = Types.next(new Tokens(all), "");
    if (token.is("ARRAY")) {
      in.expect("[");
      List<Token> inside = in.until(end -> end.is("]"));
      in.expect("]");
      return "CAST([" + sql(inside) + "] AS " + type.duck() + ")";
    }
    return "CAST(row(" + sql(in.parenthesized()) + ") AS " + type.duck() + ")";
  }

  /** Whether a word goes on with the query, and names no table. */
  static boolean isAfterTable(Token token) {
    return token.kind() == Token.Kind.WORD && AFTER_TABLE.contains(token.upper());
  }

  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
