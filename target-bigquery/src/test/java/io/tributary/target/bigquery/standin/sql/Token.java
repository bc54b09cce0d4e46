package io.tributary.target.bigquery.standin.sql;

import java.util.Locale;

/**
 * A word, a name, a literal or a sign of a statement.
 *
 * @param value what the text means, without quotes and escapes
 * @param at where it begins
 */
record Token(Kind kind, String value, int at) {
  /** What a token is. */
  enum Kind {
    WORD,
    /** A name in backticks. */
    NAME,
    STRING,
    BYTES,
    NUMBER,
    /** {@code @name}, or {@code ?}, whose value is its number among those. */
    PARAMETER,
    /** {@code @@name}. */
    SYSTEM,
    SIGN,
    END
  }

  /** Whether it is this word, or this sign. */
  boolean is(String text) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && value.equalsIgnoreCase(text);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.NAME;
  }

  String upper() {
    return value.toUpperCase(Locale.ROOT);
  }
}
