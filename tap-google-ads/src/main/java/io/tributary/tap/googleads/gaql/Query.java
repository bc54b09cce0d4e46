package io.tributary.tap.googleads.gaql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A query in Google Ads' language. A value: each {@code with…} makes another one.
 *
 * @param select the fields, in order
 * @param from the resource
 * @param where the conditions, all of which hold
 * @param orderBy what stands after ORDER BY; may be empty
 * @param limit the most rows
 * @param parameters what stands after PARAMETERS; may be empty
 */
public record Query(
    List<String> select,
    String from,
    List<Condition> where,
    String orderBy,
    Optional<Long> limit,
    String parameters) {

  /**
   * A condition.
   *
   * @param field what it is about
   * @param rest the operator and the values, as the query has them
   */
  public record Condition(String field, String rest) {
    @Override
    public String toString() {
      return field + " " + rest;
    }
  }

  public Query {
    select = List.copyOf(select);
    where = List.copyOf(where);
  }

  public static Query of(List<String> select, String from) {
    return new Query(select, from, List.of(), "", Optional.empty(), "");
  }

  public Query selecting(List<String> fields) {
    return new Query(fields, from, where, orderBy, limit, parameters);
  }

  /** This query with one more condition. */
  public Query with(Condition condition) {
    List<Condition> more = new ArrayList<>(where);
    more.add(condition);
    return new Query(select, from, more, orderBy, limit, parameters);
  }

  public Query orderedBy(String order) {
    return new Query(select, from, where, order, limit, parameters);
  }

  /** This query for so many rows, unless it wants fewer itself. */
  public Query limitedTo(long rows) {
    long least = Math.min(rows, limit.orElse(Long.MAX_VALUE));
    return new Query(select, from, where, orderBy, Optional.of(least), parameters);
  }

  /** Whether there is a condition about a field. */
  public boolean restricts(String field) {
    return where.stream().anyMatch(condition -> condition.field().equals(field));
  }

  /** The query as Google takes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(256);
    text.append("SELECT ").append(String.join(", ", select)).append(" FROM ").append(from);
    for (int i = 0; i < where.size(); i++) {
      text.append(i == 0 ? " WHERE " : " AND ").append(where.get(i));
    }
    if (!orderBy.isEmpty()) {
      text.append(" ORDER BY ").append(orderBy);
    }
    limit.ifPresent(rows -> text.append(" LIMIT ").append(rows));
    if (!parameters.isEmpty()) {
      text.append(" PARAMETERS ").append(parameters);
    }
    return text.toString();
  }
}
