package io.tributary.tap.googleads.gaql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a query that a user wrote. */
public final class GaqlParser {
  private static final Set<String> CLAUSES =
      Set.of("SELECT", "FROM", "WHERE", "ORDER", "LIMIT", "PARAMETERS");

  private final List<String> words;
  private int at;

  private GaqlParser(List<String> words) {
    this.words = words;
  }

  /**
   * The query that a text is.
   *
   * @throws IllegalArgumentException if it is none; the message says why, without the text
   */
  public static Query parse(String text) {
    return new GaqlParser(Words.of(text)).query();
  }

  private Query query() {
    expect("SELECT");
    List<String> select = names();
    expect("FROM");
    String from = name();
    List<Query.Condition> where = skip("WHERE") ? conditions() : List.of();
    String orderBy = "";
    if (skip("ORDER")) {
      expect("BY");
      orderBy = rest();
    }
    Optional<Long> limit = skip("LIMIT") ? Optional.of(number()) : Optional.empty();
    String parameters = skip("PARAMETERS") ? rest().replace(" = ", "=") : "";
    if (at < words.size()) {
      throw new IllegalArgumentException("does not go on with " + words.get(at) + " in GAQL");
    }
    return new Query(select, from, where, orderBy, limit, parameters);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name());
    } while (skip(","));
    return names;
  }

  private String name() {
    String word = word();
    if (!word.matches("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)*")) {
      throw new IllegalArgumentException("has " + word + " where the name of a field belongs");
    }
    return word;
  }

  private List<Query.Condition> conditions() {
    List<Query.Condition> conditions = new ArrayList<>();
    do {
      String field = name();
      StringBuilder rest = new StringBuilder(word());
      boolean isRange = rest.toString().equalsIgnoreCase("BETWEEN");
      while (at < words.size() && !isClause() && (!isNext("AND") || isRange)) {
        isRange &= !isNext("AND");
        rest.append(' ').append(word());
      }
      conditions.add(new Query.Condition(field, rest.toString()));
    } while (skip("AND"));
    return conditions;
  }

  /** What there is until the next clause, with single spaces. */
  private String rest() {
    StringBuilder rest = new StringBuilder(word());
    while (at < words.size() && !isClause()) {
      String word = word();
      rest.append(word.equals(",") ? "" : " ").append(word);
    }
    return rest.toString();
  }

  private long number() {
    String word = word();
    if (!word.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("has " + word + " where a number belongs");
    }
    return Long.parseLong(word);
  }

  private String word() {
    if (at == words.size()) {
      throw new IllegalArgumentException("ends too early");
    }
    return words.get(at++);
  }

  private boolean isClause() {
    return CLAUSES.contains(words.get(at).toUpperCase(Locale.ROOT));
  }

  private boolean isNext(String word) {
    return at < words.size() && words.get(at).equalsIgnoreCase(word);
  }

  private boolean skip(String word) {
    if (isNext(word)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String word) {
    if (!skip(word)) {
      throw new IllegalArgumentException("lacks " + word);
    }
  }
}
