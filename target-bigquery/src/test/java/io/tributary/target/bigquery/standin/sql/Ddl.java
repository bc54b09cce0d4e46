package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.List;

/** Statements that define tables and datasets. */
final class Ddl {
  private final Scope scope;
  private final Translator translator;
  private final boolean isInTransaction;

  Ddl(Scope scope, Translator translator, boolean isInTransaction) {
    this.scope = scope;
    this.translator = translator;
    this.isInTransaction = isInTransaction;
  }

  Answer run(Token verb, Tokens in) {
    boolean replaces = verb.is("CREATE") && in.takes("OR REPLACE");
    boolean isTemporary = verb.is("CREATE") && (in.takes("TEMP") || in.takes("TEMPORARY"));
    if (isInTransaction && !isTemporary) {
      throw ApiError.query(
          "DDL on permanent entities is not supported in a transaction: " + verb.upper());
    }
    if (in.takes("SCHEMA")) {
      return schema(verb, in);
    }
    in.expect("TABLE");
    return switch (verb.upper()) {
      case "CREATE" -> new CreateTable(scope, translator).run(in, replaces, isTemporary);
      case "DROP" -> drop(in);
      default -> alter(in);
    };
  }

  private Answer schema(Token verb, Tokens in) {
    boolean isOptional = in.takes("IF NOT EXISTS") || in.takes("IF EXISTS");
    List<String> path = in.path();
    TableId id =
        new TableId(path.size() > 1 ? path.get(0) : scope.project(), path.get(path.size() - 1), "");
    boolean isThere = scope.catalog().datasets().contains(id);
    if (verb.is("DROP")) {
      if (isThere || !isOptional) {
        if (!in.takes("CASCADE") && isThere && !scope.catalog().in(id).isEmpty()) {
          throw ApiError.query("Dataset " + id + " is still in use");
        }
        scope.catalog().in(id).forEach(scope.catalog()::drop);
        scope.catalog().datasets().delete(id);
      }
      return Answer.of("DROP_SCHEMA");
    }
    if (!(isThere && isOptional)) {
      ObjectNode dataset = Json.MAPPER.createObjectNode().put("location", scope.location());
      dataset.set("datasetReference", id.json());
      if (in.takes("OPTIONS")) {
        for (List<Token> option : Tokens.split(in.parenthesized())) {
          dataset.put(option.get(0).value(), option.get(2).value());
        }
      }
      scope.catalog().datasets().insert(id.project(), dataset);
    }
    return Answer.of("CREATE_SCHEMA");
  }

  private Answer drop(Tokens in) {
    boolean isOptional = in.takes("IF EXISTS");
    TableId id = scope.id(in.path());
    if (isOptional && scope.catalog().find(id).isEmpty()) {
      return Answer.defined("DROP_TABLE", "SKIP", id);
    }
    scope.here(id);
    scope.catalog().get(id);
    scope.catalog().drop(id);
    return Answer.defined("DROP_TABLE", "DROP", id);
  }

  private Answer alter(Tokens in) {
    boolean isOptional = in.takes("IF EXISTS");
    TableId id = scope.id(in.path());
    if (isOptional && scope.catalog().find(id).isEmpty()) {
      return Answer.defined("ALTER_TABLE", "SKIP", id);
    }
    scope.here(id);
    return new AlterTable(scope, translator, id).run(in);
  }
}
