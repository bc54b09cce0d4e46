package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The statements of one query job, one after the other, with their variables and transactions. */
public final class Script {
  private final Scope scope;
  private final Duck duck;
  private Answer last = Answer.of("SCRIPT");
  private boolean isInTransaction;
  private int statements;

  private Script(Scope scope) {
    this.scope = scope;
    this.duck = scope.catalog().duck();
  }

  /**
   * Executes a query.
   *
   * @param dataset where names without a dataset are; may be empty
   * @param parameters those of the REST interface
   * @return what became of the last statement
   */
  public static Answer run(
      Catalog catalog,
      String project,
      String dataset,
      String location,
      JsonNode parameters,
      String sql) {
    Scope scope = new Scope(catalog, project, dataset, location, parameters);
    synchronized (catalog.duck()) {
      return new Script(scope).run(sql);
    }
  }

  private Answer run(String sql) {
    try {
      block(new Tokens(Lexer.tokens(sql)));
      if (isInTransaction) {
        throw ApiError.query("Transaction is neither committed nor rolled back");
      }
      return statements > 1 ? last.ofScript() : last;
    } finally {
      if (isInTransaction) {
        duck.end(false);
      }
      scope.temporary().values().forEach(scope.catalog()::drop);
    }
  }

  /** Statements until the words that end a block, which are not taken. */
  private void block(Tokens in) {
    while (!in.isEmpty() && !isEnd(in)) {
      if (!in.takes(";")) {
        statement(in);
      }
    }
  }

  private static boolean isEnd(Tokens in) {
    return in.sees("END") || in.sees("ELSE") || in.sees("ELSEIF") || in.sees("EXCEPTION");
  }

  private void statement(Tokens in) {
    if (in.sees("BEGIN") && !in.sees("BEGIN TRANSACTION") && !in.peek(1).is(";")) {
      guarded(in);
    } else if (in.takes("IF")) {
      branches(in);
    } else {
      List<Token> tokens = in.until(token -> token.is(";"));
      simple(new Tokens(tokens), tokens);
    }
  }

  private void branches(Tokens in) {
    boolean done = false;
    do {
      List<Token> condition = in.until(token -> token.is("THEN"));
      in.expect("THEN");
      done = branch(in, done || !isTrue(condition)) || done;
    } while (in.takes("ELSEIF"));
    if (in.takes("ELSE")) {
      branch(in, done);
    }
    in.expect("END IF");
  }

  /** Runs a branch, or passes over it; returns whether it ran. */
  private boolean branch(Tokens in, boolean passes) {
    if (!passes) {
      block(in);
      return true;
    }
    int depth = 0;
    while (!in.isEmpty() && (depth > 0 || !isEnd(in))) {
      depth +=
          in.sees("IF") && !in.peek(1).is("(") && !in.peek(1).is("EXISTS") && !in.peek(1).is("NOT")
              ? 1
              : 0;
      if (in.takes("END IF")) {
        depth--;
      } else {
        in.take();
      }
    }
    return false;
  }

  private void guarded(Tokens in) {
    in.expect("BEGIN");
    Optional<ApiError> failure = Optional.empty();
    try {
      block(in);
    } catch (ApiError e) {
      failure = Optional.of(e);
      while (!in.isEmpty() && !in.sees("EXCEPTION WHEN ERROR THEN") && !in.sees("END")) {
        in.take();
      }
    }
    if (in.takes("EXCEPTION WHEN ERROR THEN")) {
      if (failure.isPresent()) {
        String message = String.valueOf(failure.get().getMessage());
        scope.values().put("@@error.message", Duck.literal(message));
        block(in);
        failure = Optional.empty();
      } else {
        while (!in.isEmpty() && !in.sees("END")) {
          in.take();
        }
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    in.expect("END");
  }

  private boolean isTrue(List<Token> condition) {
    return duck.texts("SELECT " + translator().sql(condition)).get(0).get(0).equals("true");
  }

  private Translator translator() {
    return new Translator(scope);
  }

  private void simple(Tokens in, List<Token> tokens) {
    statements++;
    Translator translator = translator();
    if (in.takes("DECLARE")) {
      declare(in);
    } else if (in.takes("SET")) {
      String name = in.name();
      in.expect("=");
      set(name, in.rest());
    } else if (in.takes("ASSERT")) {
      check(in);
    } else if (in.takes("RAISE")) {
      in.takes("USING MESSAGE");
      in.takes("=");
      String message =
          in.isEmpty() ? "" : duck.texts("SELECT " + translator.sql(in.rest())).get(0).get(0);
      throw ApiError.query(message);
    } else if (in.sees("BEGIN") || in.sees("COMMIT") || in.sees("ROLLBACK")) {
      transaction(in.take().upper());
    } else {
      last = executed(in, tokens, translator);
      scope.values().put("@@row_count", Long.toString(last.affected()));
    }
  }

  private void declare(Tokens in) {
    String name = in.name();
    if (in.takes("DEFAULT")) {
      set(name, in.rest());
      return;
    }
    Column type = Types.next(in, name);
    String value = in.takes("DEFAULT") ? translator().sql(in.rest()) : "NULL";
    store(name, "CAST(" + value + " AS " + type.duck() + ")");
  }

  private void set(String name, List<Token> value) {
    store(name, translator().sql(value));
  }

  private void store(String name, String value) {
    List<String> now =
        duck.texts("SELECT v, typeof(v), v IS NULL FROM (SELECT " + value + " AS v)").get(0);
    String literal = now.get(2).equals("true") ? "NULL" : Duck.literal(now.get(0));
    scope
        .values()
        .put(
            name.toLowerCase(Locale.ROOT),
            "CAST(" + literal + " AS " + now.get(1).replace("\"NULL\"", "BIGINT") + ")");
  }

  private void check(Tokens in) {
    List<Token> condition = in.until(token -> token.is("AS"));
    String message = in.takes("AS") ? in.take().value() : "Assertion failed";
    if (!isTrue(condition)) {
      throw ApiError.query(message);
    }
  }

  private void transaction(String verb) {
    if (verb.equals("BEGIN") == isInTransaction) {
      throw ApiError.query(
          verb.equals("BEGIN") ? "A transaction is already open" : "There is no transaction");
    }
    isInTransaction = verb.equals("BEGIN");
    if (isInTransaction) {
      duck.begin();
    } else {
      duck.end(verb.equals("COMMIT"));
    }
    last = Answer.of(verb + "_TRANSACTION");
  }

  private Answer executed(Tokens in, List<Token> tokens, Translator translator) {
    Dml dml = new Dml(scope, translator);
    new Checks(scope, tokens).run();
    Token verb = in.take();
    return switch (verb.upper()) {
      case "INSERT" -> dml.insert(in);
      case "UPDATE" -> dml.update(in);
      case "DELETE" -> dml.delete(in);
      case "MERGE" -> new Merge(scope, translator).run(in);
      case "TRUNCATE" -> dml.truncate(in);
      case "CREATE", "DROP", "ALTER" -> new Ddl(scope, translator, isInTransaction).run(verb, in);
      case "SELECT", "WITH", "(" -> duck.query(translator.sql(tokens), Results::read);
      default ->
          throw ApiError.query(
              "Syntax error: Unexpected identifier \"" + verb.value() + "\" at [1:1]");
    };
  }

  /** Where a query runs that says nothing of it: where the first dataset is that it names. */
  public static Optional<String> location(Catalog catalog, String project, String sql) {
    List<Token> tokens = Lexer.tokens(sql);
    for (int i = 0; i < tokens.size(); i++) {
      boolean isStart = tokens.get(i).isName() && (i == 0 || !tokens.get(i - 1).is("."));
      if (isStart) {
        List<String> path = new Tokens(tokens.subList(i, tokens.size())).path();
        for (int part = 0; part < path.size(); part++) {
          TableId id = new TableId(part == 0 ? project : path.get(part - 1), path.get(part), "");
          if (catalog.datasets().contains(id)) {
            return Optional.of(catalog.datasets().location(id));
          }
        }
      }
    }
    return Optional.empty();
  }
}
