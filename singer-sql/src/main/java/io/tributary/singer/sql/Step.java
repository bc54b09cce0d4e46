package io.tributary.singer.sql;

import java.util.List;

/** One step of what brings a table to its shape; steps are taken in their order. */
public sealed interface Step permits Statement, TypeChange {
  /** The step as a plan shows it. */
  String text();

  /** Statements without values, as steps. */
  static List<Step> of(List<String> statements) {
    return statements.stream().<Step>map(Statement::of).toList();
  }

  /**
   * Steps of a database that takes them all by statements.
   *
   * @throws IllegalArgumentException if one of them is none
   */
  static List<Statement> statements(List<Step> steps) {
    return steps.stream().map(Step::statement).toList();
  }

  private static Statement statement(Step step) {
    if (step instanceof Statement statement) {
      return statement;
    }
    throw new IllegalArgumentException("no statement does this: " + step.text());
  }
}
