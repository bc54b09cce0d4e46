package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** MERGE, which DuckDB has too; what goes into which column is checked before. */
final class Merge {
  /** What BigQuery joins by hash, and DuckDB by trying each row with each. */
  private static final Pattern NULL_SAFE =
      Pattern.compile("\\( ?(\\S+) = (\\S+) OR \\( ?\\1 IS NULL AND \\2 IS NULL\\)\\)");

  private final Scope scope;
  private final Translator translator;
  private final Duck duck;

  Merge(Scope scope, Translator translator) {
    this.scope = scope;
    this.translator = translator;
    this.duck = scope.catalog().duck();
  }

  Answer run(Tokens in) {
    in.takes("INTO");
    TableId table = scope.existing(in.path());
    String alias = Dml.alias(in, table);
    List<Column> columns = scope.catalog().columns(table);
    List<Token> using = new ArrayList<>(in.until(token -> token.is("ON")));
    String source = translator.sql(using).substring("USING ".length());
    in.expect("ON");
    String on =
        NULL_SAFE
            .matcher(translator.sql(in.until(token -> token.is("WHEN"))))
            .replaceAll("$1 IS NOT DISTINCT FROM $2");
    String there = table.physical() + " AS " + alias;
    StringBuilder merge =
        new StringBuilder("MERGE INTO " + there + " USING " + source + " ON (" + on + ")");
    while (in.takes("WHEN")) {
      merge.append(" WHEN");
      List<Token> condition = in.until(token -> token.is("THEN"));
      in.expect("THEN");
      boolean isNew =
          condition.size() > 1
              && condition.get(0).is("NOT")
              && Tokens.last(condition, "SOURCE") < 0;
      merge.append(" ").append(condition(condition)).append(" THEN ");
      if (in.takes("DELETE")) {
        merge.append("DELETE");
      } else if (in.takes("UPDATE SET")) {
        Assignments values = new Assignments(scope, columns);
        for (List<Token> one : Tokens.split(in.until(token -> token.is("WHEN")))) {
          Dml.assign(translator, values, one);
        }
        values.check(there + ", " + source);
        merge.append("UPDATE SET ").append(values.set());
      } else {
        in.expect("INSERT");
        if (!isNew) {
          throw ApiError.query("INSERT is only allowed in WHEN NOT MATCHED BY TARGET clauses");
        }
        inserted(in, columns, source, merge);
      }
    }
    in.takes(";");
    if (!in.isEmpty()) {
      throw ApiError.query("Syntax error: Unexpected \"" + in.peek().value() + "\"");
    }
    return counted(merge + " RETURNING merge_action");
  }

  /** The words before THEN, of which only what follows AND is an expression. */
  private String condition(List<Token> tokens) {
    Tokens in = new Tokens(tokens);
    StringBuilder words = new StringBuilder();
    while (!in.isEmpty() && !in.sees("AND")) {
      words.append(words.length() == 0 ? "" : " ").append(in.take().upper());
    }
    return in.takes("AND") ? words + " AND (" + translator.sql(in.rest()) + ")" : words.toString();
  }

  private void inserted(Tokens in, List<Column> columns, String source, StringBuilder merge) {
    List<Column> into = new ArrayList<>();
    if (in.sees("(")) {
      for (List<Token> name : Tokens.split(in.parenthesized())) {
        into.add(Assignments.column(columns, name.get(0).value()));
      }
    } else {
      into.addAll(columns);
    }
    Assignments values = new Assignments(scope, into);
    if (in.takes("ROW")) {
      into.forEach(column -> values.add(column.name(), List.of(), Duck.quoted(column.name())));
    } else {
      in.expect("VALUES");
      List<List<Token>> given = Tokens.split(in.parenthesized());
      if (given.size() != into.size()) {
        throw ApiError.query(
            "Inserted row has wrong column count; Has %d, expected %d"
                .formatted(given.size(), into.size()));
      }
      for (int i = 0; i < given.size(); i++) {
        values.add(into.get(i).name(), given.get(i), Dml.value(translator, given.get(i)));
      }
    }
    values.check(source);
    merge
        .append("INSERT (")
        .append(String.join(", ", values.names()))
        .append(") VALUES (")
        .append(String.join(", ", values.stored()))
        .append(")");
  }

  private Answer counted(String merge) {
    long[] counts = new long[3];
    List<String> kinds = List.of("INSERT", "UPDATE", "DELETE");
    duck.query(
        merge,
        rows -> {
          while (rows.next()) {
            counts[kinds.indexOf(rows.getString(1))]++;
          }
          return counts;
        });
    return Answer.changed("MERGE", counts[0], counts[1], counts[2]);
  }
}
