package io.tributary.sandbox.gaql;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A query as it was asked; nothing in it has been checked but its grammar. */
public record Query(
    List<String> select,
    String from,
    List<Condition> where,
    List<Ordering> order,
    OptionalLong limit,
    Map<String, String> parameters) {

  public Query {
    select = List.copyOf(select);
    where = List.copyOf(where);
    order = List.copyOf(order);
    parameters = Map.copyOf(parameters);
  }

  /** One part of {@code WHERE}; all of them must hold. */
  public record Condition(String field, Operator operator, List<String> values) {
    public Condition {
      values = List.copyOf(values);
    }
  }

  /** One part of {@code ORDER BY}. */
  public record Ordering(String field, boolean isDescending) {}

  /** Reads a query, or says what is wrong with it. */
  public static Query parse(String text) {
    return new Parser(Token.all(text)).query();
  }

  /** Reads a query of fields, which has no {@code FROM}. */
  public static Query parseFieldQuery(String text) {
    return new Parser(Token.all(text)).fieldQuery();
  }
}
