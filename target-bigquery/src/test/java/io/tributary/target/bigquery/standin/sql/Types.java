package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Type;
import java.util.ArrayList;
import java.util.List;

/** Types, as GoogleSQL and as DuckDB spell them. */
final class Types {
  private Types() {}

  /** The type that comes next, as a column of this name. */
  static Column next(Tokens in, String name) {
    if (in.takes("ARRAY")) {
      in.expect("<");
      Column element = next(in, name);
      in.expect(">");
      if (element.mode() == Column.Mode.REPEATED) {
        throw ApiError.query("Cannot construct array with element type ARRAY");
      }
      return element.in(Column.Mode.REPEATED);
    }
    if (in.takes("STRUCT")) {
      in.expect("<");
      List<Column> fields = new ArrayList<>();
      do {
        Column field = next(in, in.name());
        fields.add(in.takes("NOT NULL") ? field.in(Column.Mode.REQUIRED) : field);
      } while (in.takes(","));
      in.expect(">");
      return new Column(name, Type.STRUCT, Column.Mode.NULLABLE, 0, 0, 0, fields);
    }
    Type type = Type.of(in.name());
    int first = 0;
    int second = 0;
    if (in.sees("(")) {
      List<Token> inside = in.parenthesized();
      first = Integer.parseInt(inside.get(0).value());
      second = inside.size() > 2 ? Integer.parseInt(inside.get(2).value()) : 0;
    }
    boolean isNumber = type == Type.NUMERIC || type == Type.BIGNUMERIC;
    if (type == Type.NUMERIC && first > 0 && (second > 9 || first - second > 29)) {
      throw ApiError.query(
          "In NUMERIC(P, S), P must be between max(S, 1) and S + 29, and S between 0 and 9");
    }
    return new Column(
        name,
        type,
        Column.Mode.NULLABLE,
        isNumber ? first : 0,
        isNumber ? second : 0,
        isNumber ? 0 : first,
        List.of());
  }

  /** What DuckDB calls a type, as a column of this name. */
  static Column ofDuck(String name, String type) {
    if (type.endsWith("[]")) {
      return ofDuck(name, type.substring(0, type.length() - 2)).in(Column.Mode.REPEATED);
    }
    if (type.startsWith("STRUCT(")) {
      List<Column> fields = new ArrayList<>();
      for (String field : fields(type.substring("STRUCT(".length(), type.length() - 1))) {
        int end = field.startsWith("\"") ? field.indexOf("\" ") + 1 : field.indexOf(' ');
        String plain = field.substring(0, end).replace("\"", "");
        fields.add(ofDuck(plain, field.substring(end + 1)));
      }
      return new Column(name, Type.STRUCT, Column.Mode.NULLABLE, 0, 0, 0, fields);
    }
    return new Column(name, one(type), Column.Mode.NULLABLE);
  }

  private static Type one(String type) {
    if (type.startsWith("DECIMAL")) {
      int scale = Integer.parseInt(type.replaceAll(".*,|\\)", ""));
      return scale > 9 ? Type.BIGNUMERIC : Type.NUMERIC;
    }
    return switch (type) {
      case "BIGINT",
          "INTEGER",
          "SMALLINT",
          "TINYINT",
          "HUGEINT",
          "UBIGINT",
          "UINTEGER",
          "\"NULL\"" ->
          Type.INT64;
      case "DOUBLE", "FLOAT" -> Type.FLOAT64;
      case "BOOLEAN" -> Type.BOOL;
      case "BLOB" -> Type.BYTES;
      case "DATE" -> Type.DATE;
      case "TIME" -> Type.TIME;
      case "TIMESTAMP" -> Type.DATETIME;
      case "TIMESTAMP WITH TIME ZONE" -> Type.TIMESTAMP;
      case "JSON" -> Type.JSON;
      default -> Type.STRING;
    };
  }

  private static List<String> fields(String inside) {
    List<String> fields = new ArrayList<>();
    int depth = 0;
    int start = 0;
    boolean isQuoted = false;
    for (int i = 0; i <= inside.length(); i++) {
      char next = i < inside.length() ? inside.charAt(i) : ',';
      isQuoted ^= next == '"';
      depth += isQuoted ? 0 : next == '(' ? 1 : next == ')' ? -1 : 0;
      if (next == ',' && depth == 0 && !isQuoted) {
        fields.add(inside.substring(start, i).strip());
        start = i + 1;
      }
    }
    return fields;
  }
}
