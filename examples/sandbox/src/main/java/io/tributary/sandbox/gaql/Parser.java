package io.tributary.sandbox.gaql;

import io.tributary.sandbox.gaql.Query.Condition;
import io.tributary.sandbox.gaql.Query.Ordering;
import io.tributary.sandbox.gaql.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Goes through the tokens of a query once, from left to right. */
final class Parser {
  private static final Set<String> PARAMETERS =
      Set.of("include_drafts", "omit_unselected_resource_names");

  private final List<Token> tokens;
  private int at;

  Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** A query of a resource. */
  Query query() {
    return query(true);
  }

  /** A query of the fields themselves, which stand in no resource. */
  Query fieldQuery() {
    return query(false);
  }

  private Query query(boolean hasFrom) {
    if (!takes("SELECT")) {
      throw new Flaw("EXPECTED_SELECT", "Error in query: expected SELECT" + butFound());
    }
    List<String> select = fields();
    if (hasFrom && !takes("FROM")) {
      throw new Flaw("EXPECTED_FROM", "Error in query: expected FROM" + butFound());
    }
    if (!hasFrom && takes("FROM")) {
      throw new Flaw("UNEXPECTED_FROM_CLAUSE", "Error in query: unexpected FROM clause.");
    }
    String from = hasFrom ? name() : "";
    List<Condition> where = takes("WHERE") ? conditions() : List.of();
    List<Ordering> order = takes("ORDER") ? orderings() : List.of();
    OptionalLong limit = takes("LIMIT") ? OptionalLong.of(limit()) : OptionalLong.empty();
    Map<String, String> parameters = takes("PARAMETERS") ? parameters() : Map.of();
    if (peek().kind() != Kind.END) {
      throw new Flaw("UNEXPECTED_INPUT", "Error in query: unexpected input " + peek().text() + ".");
    }
    return new Query(select, from, where, order, limit, parameters);
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(name());
    } while (takesSign(","));
    return fields;
  }

  private List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    do {
      conditions.add(condition());
    } while (takes("AND"));
    return conditions;
  }

  private Condition condition() {
    String field = name();
    Operator operator = operator();
    return new Condition(field, operator, values(operator));
  }

  private Operator operator() {
    Token first = next();
    String words = first.text().toUpperCase(Locale.ROOT);
    boolean hasMore = first.isWord("NOT") || first.isWord("CONTAINS") || first.isWord("IS");
    if (hasMore) {
      words += " " + next().text().toUpperCase(Locale.ROOT);
    }
    if (words.equals("IS NOT")) {
      words += " " + next().text().toUpperCase(Locale.ROOT);
    }
    String read = words;
    return Operator.of(words)
        .orElseThrow(() -> new Flaw("BAD_OPERATOR", "Error in query: bad operator " + read + "."));
  }

  private List<String> values(Operator operator) {
    if (operator == Operator.IS_NULL || operator == Operator.IS_NOT_NULL) {
      return List.of();
    }
    if (operator.takesList()) {
      return list();
    }
    if (operator == Operator.BETWEEN) {
      String low = value();
      if (!takes("AND")) {
        throw new Flaw(
            "EXPECTED_VALUE_WITH_BETWEEN_OPERATOR",
            "Error in query: BETWEEN takes two values with AND between them.");
      }
      return List.of(low, value());
    }
    return List.of(value());
  }

  private List<String> list() {
    if (!takesSign("(")) {
      throw new Flaw("EXPECTED_LIST", "Error in query: expected a list in brackets" + butFound());
    }
    if (takesSign(")")) {
      throw new Flaw("PROHIBITED_EMPTY_LIST_IN_CONDITION", "Error in query: a list is empty.");
    }
    List<String> values = new ArrayList<>();
    do {
      values.add(value());
    } while (takesSign(","));
    if (!takesSign(")")) {
      throw new Flaw("EXPECTED_LIST", "Error in query: a list is not closed" + butFound());
    }
    return values;
  }

  private String value() {
    Token token = next();
    if (token.kind() == Kind.SIGN) {
      throw new Flaw(
          "EXPECTED_SINGLE_VALUE", "Error in query: expected a value before " + token.text() + ".");
    }
    return token.text();
  }

  private List<Ordering> orderings() {
    if (!takes("BY")) {
      throw new Flaw("EXPECTED_BY", "Error in query: expected BY" + butFound());
    }
    List<Ordering> orderings = new ArrayList<>();
    do {
      String field = name();
      boolean descending = takes("DESC");
      if (!descending) {
        takes("ASC");
      }
      orderings.add(new Ordering(field, descending));
    } while (takesSign(","));
    return orderings;
  }

  private long limit() {
    String text = next().text();
    if (!text.matches("\\d{1,18}")) {
      throw new Flaw("BAD_LIMIT_VALUE", "Error in query: the limit " + text + " is no number.");
    }
    long limit = Long.parseLong(text);
    if (limit < 1) {
      throw new Flaw("LIMIT_VALUE_TOO_LOW", "Error in query: the limit is at least 1.");
    }
    return limit;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    do {
      String name = name();
      if (!PARAMETERS.contains(name)) {
        throw new Flaw("BAD_PARAMETER_NAME", "Error in query: there is no parameter " + name + ".");
      }
      if (!takesSign("=")) {
        throw new Flaw("UNEXPECTED_INPUT", "Error in query: expected =" + butFound());
      }
      String value = next().text().toLowerCase(Locale.ROOT);
      if (!value.equals("true") && !value.equals("false")) {
        throw new Flaw("BAD_PARAMETER_VALUE", "Error in query: " + name + " is true or false.");
      }
      parameters.put(name, value);
    } while (takesSign(","));
    return parameters;
  }

  private String name() {
    Token token = next();
    if (token.kind() != Kind.WORD) {
      throw new Flaw(
          "BAD_FIELD_NAME", "Error in query: " + token.text() + " is no name of a field.");
    }
    return token.text();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = peek();
    if (token.kind() == Kind.END) {
      throw new Flaw("UNEXPECTED_END_OF_QUERY", "Error in query: unexpected end of query.");
    }
    at++;
    return token;
  }

  private boolean takes(String word) {
    boolean is = peek().isWord(word);
    at += is ? 1 : 0;
    return is;
  }

  private boolean takesSign(String sign) {
    boolean is = peek().isSign(sign);
    at += is ? 1 : 0;
    return is;
  }

  private String butFound() {
    return peek().kind() == Kind.END ? " before the end." : " instead of " + peek().text() + ".";
  }
}
