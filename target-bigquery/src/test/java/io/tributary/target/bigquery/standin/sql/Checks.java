package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.TableId;
import io.tributary.target.bigquery.standin.store.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What BigQuery refuses and DuckDB does not: values that it cannot compare, and tables that it
 * reads by partitions only. Looked into for columns that are named with their table's alias; what a
 * subquery makes of them is not followed.
 */
final class Checks {
  private static final Set<String> BEFORE_TABLE =
      Set.of("FROM", "JOIN", "INTO", "USING", "MERGE", "UPDATE", "DELETE");
  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<>", "<", ">", "<=", ">=");
  private static final Set<Type> UNORDERED = Set.of(Type.JSON, Type.STRUCT);

  private final Scope scope;
  private final List<Token> tokens;
  private final Map<String, TableId> aliases = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();

  Checks(Scope scope, List<Token> tokens) {
    this.scope = scope;
    this.tokens = tokens;
  }

  void run() {
    for (int i = 1; i < tokens.size(); i++) {
      if (BEFORE_TABLE.contains(tokens.get(i - 1).upper()) && tokens.get(i).isName()) {
        table(new Tokens(tokens.subList(i, tokens.size())));
      }
    }
    for (int i = 0; i < tokens.size(); i++) {
      compared(i);
      listed(i);
    }
  }

  private void table(Tokens in) {
    List<String> path = in.path();
    if (in.sees("(")
        || (path.size() > 1 && path.get(path.size() - 2).equalsIgnoreCase("INFORMATION_SCHEMA"))) {
      return;
    }
    Optional<TableId> table = known(path);
    if (table.isEmpty()) {
      return;
    }
    filtered(table.get());
    boolean isCalled =
        in.takes("AS")
            || (in.peek().isName()
                && in.peek(1).kind() != Token.Kind.NAME
                && !Translator.isAfterTable(in.peek()));
    String alias = Translator.folded(isCalled ? in.name() : path.get(path.size() - 1));
    TableId other = aliases.put(alias, table.get());
    if (other != null && !other.equals(table.get())) {
      ambiguous.add(alias);
    }
  }

  /** The table of a path, if it is one's: behind FROM may be much else. */
  private Optional<TableId> known(List<String> path) {
    if (path.size() == 1) {
      return scope.table(path);
    }
    TableId id = scope.id(path);
    boolean isThere =
        scope.catalog().datasets().contains(id) && scope.catalog().find(id).isPresent();
    return isThere ? Optional.of(id) : Optional.empty();
  }

  /** A table may want to be read by the column of its partitions. */
  private void filtered(TableId table) {
    JsonNode resource = scope.catalog().get(table);
    String field = resource.path("timePartitioning").path("field").asText("_PARTITIONTIME");
    boolean isWanted =
        resource.path("requirePartitionFilter").asBoolean()
            || resource.path("timePartitioning").path("requirePartitionFilter").asBoolean();
    boolean isInsert = tokens.get(0).is("INSERT");
    if (isWanted
        && !isInsert
        && tokens.stream().noneMatch(t -> t.isName() && t.value().equalsIgnoreCase(field))) {
      throw ApiError.query(
          "Cannot query over table '%s' without a filter over column(s) '%s' that can be used for partition elimination"
              .formatted(table.toString().replace(':', '.'), field));
    }
  }

  /** The column that ends or begins at a token, if it is named with the alias of a table. */
  private Optional<Column> column(int alias) {
    if (alias < 0 || alias + 2 >= tokens.size() || !tokens.get(alias + 1).is(".")) {
      return Optional.empty();
    }
    boolean isWhole =
        (alias == 0 || !tokens.get(alias - 1).is("."))
            && (alias + 3 >= tokens.size() || !tokens.get(alias + 3).is("."));
    String name = Translator.folded(tokens.get(alias).value());
    TableId table = aliases.get(name);
    if (table == null || ambiguous.contains(name) || !isWhole) {
      return Optional.empty();
    }
    return scope.catalog().columns(table).stream()
        .filter(column -> column.isNamed(tokens.get(alias + 2).value()))
        .findFirst();
  }

  private void compared(int i) {
    Token token = tokens.get(i);
    boolean isComparison = token.kind() == Token.Kind.SIGN && COMPARISONS.contains(token.value());
    boolean isSet = isComparison && isAssignment(i);
    int left = i;
    int right = i;
    if (token.is("DISTINCT") && i + 1 < tokens.size() && tokens.get(i + 1).is("FROM")) {
      left = tokens.get(i - 1).is("NOT") ? i - 2 : i - 1;
      right = i + 1;
    } else if (!isComparison || isSet) {
      return;
    }
    for (Optional<Column> column : List.of(column(left - 3), column(right + 1))) {
      column
          .filter(c -> c.type() == Type.JSON || c.mode() == Column.Mode.REPEATED)
          .ifPresent(
              c -> {
                throw ApiError.query("Equality is not defined for arguments of type " + c.sql());
              });
    }
  }

  /** Whether a sign sets a column of an UPDATE, and does not compare. */
  private boolean isAssignment(int sign) {
    int depth = 0;
    for (int i = sign - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      depth += token.is(")") ? 1 : token.is("(") ? -1 : 0;
      if (depth < 0
          || (depth == 0 && List.of("ON", "WHERE", "AND", "WHEN").contains(token.upper()))) {
        return false;
      }
      if (depth == 0 && token.is("SET")) {
        return true;
      }
    }
    return false;
  }

  /** The columns behind PARTITION BY, GROUP BY and ORDER BY. */
  private void listed(int i) {
    Token token = tokens.get(i);
    if (!token.is("BY") || i == 0) {
      return;
    }
    String verb = tokens.get(i - 1).upper();
    Tokens in = new Tokens(tokens.subList(i + 1, tokens.size()));
    int at = i + 1;
    List<Token> list =
        in.until(
            end ->
                end.is("ORDER")
                    || end.is(")")
                    || end.is(";")
                    || end.is("HAVING")
                    || end.is("QUALIFY"));
    for (List<Token> item : Tokens.split(list)) {
      boolean isPath =
          item.size() == 3
              || (item.size() == 4 && (item.get(3).is("DESC") || item.get(3).is("ASC")));
      if (isPath) {
        column(at).ifPresent(column -> refuse(verb, column));
      }
      at += item.size() + 1;
    }
  }

  private static void refuse(String verb, Column column) {
    boolean isRefused =
        UNORDERED.contains(column.type())
            || column.mode() == Column.Mode.REPEATED
            || (verb.equals("PARTITION") && column.type() == Type.FLOAT64);
    if (isRefused) {
      throw ApiError.query(
          switch (verb) {
                case "PARTITION" -> "Partitioning";
                case "GROUP" -> "Grouping";
                default -> "Ordering";
              }
              + " by expressions of type "
              + column.sql()
              + " is not allowed");
    }
  }
}
