package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.Type;
import java.util.ArrayList;
import java.util.List;

/** What goes into columns, checked as BigQuery does: it casts next to nothing by itself. */
final class Assignments {
  private final Scope scope;
  private final List<Column> table;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<Boolean> literals = new ArrayList<>();

  Assignments(Scope scope, List<Column> table) {
    this.scope = scope;
    this.table = table;
  }

  static Column column(List<Column> table, String name) {
    return table.stream()
        .filter(column -> column.isNamed(name))
        .findFirst()
        .orElseThrow(() -> ApiError.query("Column " + name + " is not present in table"));
  }

  /** A value, in DuckDB's words. */
  void add(String name, List<Token> tokens, String value) {
    Column column = column(table, name);
    if (columns.contains(column)) {
      throw ApiError.query("Column " + name + " is assigned more than once");
    }
    boolean isLiteral =
        tokens.size() == 1
            && (tokens.get(0).kind() == Token.Kind.STRING || tokens.get(0).is("NULL"));
    columns.add(column);
    literals.add(isLiteral);
    values.add(value);
  }

  /** Refuses what has another type; what the values are made of is told as a FROM clause. */
  void check(String from) {
    String select =
        "DESCRIBE SELECT " + String.join(", ", values) + (from.isEmpty() ? "" : " FROM " + from);
    List<List<String>> types = scope.catalog().duck().texts(select);
    if (types.size() != columns.size()) {
      throw ApiError.query("Inserted row has wrong column count");
    }
    for (int i = 0; i < types.size(); i++) {
      check(columns.get(i), types.get(i).get(1), literals.get(i));
    }
  }

  static void check(Column column, String type, boolean isLiteral) {
    Column given = Types.ofDuck(column.name(), type);
    boolean isNothing =
        type.equals("\"NULL\"") || type.equals("INTEGER[]") || type.equals("\"NULL\"[]");
    boolean isText = given.type() == Type.STRING && column.type() == Type.BIGNUMERIC;
    boolean isRead =
        isLiteral
            && switch (column.type()) {
              case DATE, DATETIME, TIME, TIMESTAMP -> true;
              default -> false;
            };
    if (!isNothing && !isText && !isRead && !fits(given, column)) {
      throw ApiError.query(
          "Value has type %s which cannot be inserted into column %s, which has type %s"
              .formatted(given.sql(), column.name(), column.sql()));
    }
  }

  /**
   * Whether a value is of the column's type, or becomes it by itself: parts of a STRUCT by their
   * places. BigQuery does not look at their names; DuckDB looks at nothing else, so the names have
   * to be the same here.
   */
  private static boolean fits(Column given, Column column) {
    if (given.mode() == Column.Mode.REPEATED != (column.mode() == Column.Mode.REPEATED)) {
      return false;
    }
    if (given.type() == Type.STRUCT || column.type() == Type.STRUCT) {
      boolean isAlike =
          given.type() == column.type() && given.fields().size() == column.fields().size();
      for (int i = 0; isAlike && i < column.fields().size(); i++) {
        Column part = column.fields().get(i);
        isAlike = given.fields().get(i).isNamed(part.name()) && fits(given.fields().get(i), part);
      }
      return isAlike;
    }
    return given.type().fits(column.type())
        // As the stand-in stores it.
        || (given.type() == Type.STRING && column.type() == Type.BIGNUMERIC);
  }

  /** As a column of another spelling wants it. */
  static String stored(Column column, String value) {
    if (column.mode() == Column.Mode.REPEATED) {
      // No array is null once it is stored.
      return "coalesce(CAST(%s AS %s), [])".formatted(value, column.duck());
    }
    boolean isWide = column.type() == Type.BIGNUMERIC;
    return isWide ? "bq_bignumeric(" + value + ")" : value;
  }

  List<String> stored() {
    List<String> stored = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      stored.add(stored(columns.get(i), values.get(i)));
    }
    return stored;
  }

  List<String> names() {
    return columns.stream().map(column -> Duck.quoted(column.name())).toList();
  }

  /** As an UPDATE sets them. */
  String set() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(names().get(i) + " = " + stored().get(i));
    }
    return String.join(", ", all);
  }
}
