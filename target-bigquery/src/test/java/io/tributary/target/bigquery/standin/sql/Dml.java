package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements that change rows. */
final class Dml {
  private static final Set<String> CLAUSES =
      Set.of("FROM", "WHERE", "SET", "USING", "VALUES", "SELECT", "ON");

  private final Scope scope;
  private final Translator translator;
  private final Duck duck;

  Dml(Scope scope, Translator translator) {
    this.scope = scope;
    this.translator = translator;
    this.duck = scope.catalog().duck();
  }

  private String sql(List<Token> tokens) {
    return translator.sql(tokens);
  }

  /** The name that follows a table; its own if there is none. */
  static String alias(Tokens in, TableId table) {
    boolean isNamed = in.takes("AS");
    Token next = in.peek();
    boolean isAlias =
        next.isName() && !(next.kind() == Token.Kind.WORD && CLAUSES.contains(next.upper()));
    return Duck.quoted(isNamed || isAlias ? in.name() : table.table());
  }

  Answer insert(Tokens in) {
    in.takes("INTO");
    TableId table = scope.existing(in.path());
    List<Column> columns = scope.catalog().columns(table);
    List<Column> into = new ArrayList<>();
    if (in.sees("(") && !in.peek(1).is("SELECT") && !in.peek(1).is("WITH")) {
      for (List<Token> name : Tokens.split(in.parenthesized())) {
        into.add(Assignments.column(columns, name.get(0).value()));
      }
    } else {
      into.addAll(columns);
    }
    String source = in.sees("VALUES") ? values(in, into) : sql(in.rest());
    List<List<String>> types = duck.texts("DESCRIBE " + source);
    if (types.size() != into.size()) {
      throw ApiError.query(
          "Inserted row has wrong column count; Has %d, expected %d"
              .formatted(types.size(), into.size()));
    }
    List<String> names = new ArrayList<>();
    List<String> stored = new ArrayList<>();
    for (int i = 0; i < into.size(); i++) {
      Assignments.check(into.get(i), types.get(i).get(1), false);
      names.add(Duck.quoted(into.get(i).name()));
      stored.add(Assignments.stored(into.get(i), "v" + i));
    }
    String given = String.join(", ", range(into.size()));
    long count =
        duck.run(
            "INSERT INTO %s (%s) SELECT %s FROM (%s) AS q(%s)"
                .formatted(
                    table.physical(),
                    String.join(", ", names),
                    String.join(", ", stored),
                    source,
                    given));
    return Answer.changed("INSERT", count, 0, 0);
  }

  private static List<String> range(int size) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      names.add("v" + i);
    }
    return names;
  }

  private String values(Tokens in, List<Column> into) {
    in.expect("VALUES");
    List<String> rows = new ArrayList<>();
    do {
      Assignments row = new Assignments(scope, into);
      List<List<Token>> values = Tokens.split(in.parenthesized());
      if (values.size() != into.size()) {
        throw ApiError.query(
            "Inserted row has wrong column count; Has %d, expected %d"
                .formatted(values.size(), into.size()));
      }
      for (int i = 0; i < values.size(); i++) {
        row.add(into.get(i).name(), values.get(i), sql(values.get(i)));
      }
      row.check("");
      List<String> cast = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        cast.add("CAST(" + row.stored().get(i) + " AS " + into.get(i).duck() + ")");
      }
      rows.add("SELECT " + String.join(", ", cast));
    } while (in.takes(","));
    return String.join(" UNION ALL ", rows);
  }

  Answer delete(Tokens in) {
    in.takes("FROM");
    TableId table = scope.existing(in.path());
    String alias = alias(in, table);
    if (!in.takes("WHERE")) {
      throw ApiError.query("Syntax error: DELETE must have a WHERE clause");
    }
    String where = sql(in.rest());
    long count = duck.run("DELETE FROM " + table.physical() + " AS " + alias + " WHERE " + where);
    return Answer.changed("DELETE", 0, 0, count);
  }

  Answer update(Tokens in) {
    TableId table = scope.existing(in.path());
    String alias = alias(in, table);
    in.expect("SET");
    List<Token> set = in.until(token -> token.is("FROM") || token.is("WHERE"));
    List<Token> from =
        in.takes("FROM")
            ? new ArrayList<>(in.until(token -> token.is("WHERE")))
            : new ArrayList<>();
    if (!in.takes("WHERE")) {
      throw ApiError.query("Syntax error: UPDATE must have a WHERE clause");
    }
    String where = sql(in.rest());
    String others = "";
    if (!from.isEmpty()) {
      from.add(0, new Token(Token.Kind.WORD, "FROM", 0));
      others = sql(from).substring("FROM ".length());
    }
    Assignments values = new Assignments(scope, scope.catalog().columns(table));
    for (List<Token> one : Tokens.split(set)) {
      assign(translator, values, one);
    }
    String there = table.physical() + " AS " + alias;
    values.check(there + (others.isEmpty() ? "" : ", " + others));
    if (!others.isEmpty()) {
      unambiguous(there + ", " + others, alias, where);
    }
    long count =
        duck.run(
            "UPDATE %s SET %s%s WHERE %s"
                .formatted(there, values.set(), others.isEmpty() ? "" : " FROM " + others, where));
    return Answer.changed("UPDATE", 0, count, 0);
  }

  /** DuckDB takes any of the rows that match; BigQuery does not choose. */
  private void unambiguous(String from, String alias, String where) {
    String twice =
        "SELECT count(*) FROM (SELECT %s.rowid FROM %s WHERE %s GROUP BY 1 HAVING count(*) > 1)"
            .formatted(alias, from, where);
    if (!duck.texts(twice).get(0).get(0).equals("0")) {
      throw ApiError.query("UPDATE/MERGE must match at most one source row for each target row");
    }
  }

  /** Adds {@code [alias.]column = value}. */
  static void assign(Translator translator, Assignments values, List<Token> tokens) {
    Tokens in = new Tokens(tokens);
    List<String> path = in.path();
    in.expect("=");
    List<Token> value = in.rest();
    values.add(path.get(path.size() - 1), value, value(translator, value));
  }

  static String value(Translator translator, List<Token> tokens) {
    return tokens.size() == 1 && tokens.get(0).is("DEFAULT") ? "NULL" : translator.sql(tokens);
  }

  Answer truncate(Tokens in) {
    in.expect("TABLE");
    TableId table = scope.existing(in.path());
    long count = duck.run("DELETE FROM " + table.physical());
    return Answer.changed("TRUNCATE_TABLE", 0, 0, count);
  }
}
