package io.tributary.sandbox.gaql;

import java.util.Arrays;
import java.util.Optional;

/** How a condition compares; the words of two parts are put together by the parser. */
public enum Operator {
  EQUALS("="),
  NOT_EQUALS("!="),
  GREATER(">"),
  AT_LEAST(">="),
  LESS("<"),
  AT_MOST("<="),
  IN("IN"),
  NOT_IN("NOT IN"),
  LIKE("LIKE"),
  NOT_LIKE("NOT LIKE"),
  CONTAINS_ANY("CONTAINS ANY"),
  CONTAINS_ALL("CONTAINS ALL"),
  CONTAINS_NONE("CONTAINS NONE"),
  IS_NULL("IS NULL"),
  IS_NOT_NULL("IS NOT NULL"),
  DURING("DURING"),
  BETWEEN("BETWEEN"),
  REGEXP_MATCH("REGEXP_MATCH"),
  NOT_REGEXP_MATCH("NOT REGEXP_MATCH");

  private final String words;

  Operator(String words) {
    this.words = words;
  }

  static Optional<Operator> of(String words) {
    return Arrays.stream(values()).filter(each -> each.words.equals(words)).findFirst();
  }

  /** Whether a list in brackets follows. */
  boolean takesList() {
    return this == IN
        || this == NOT_IN
        || this == CONTAINS_ANY
        || this == CONTAINS_ALL
        || this == CONTAINS_NONE;
  }
}
