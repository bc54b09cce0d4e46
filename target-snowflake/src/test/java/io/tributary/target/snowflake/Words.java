package io.tributary.target.snowflake;

import java.util.function.UnaryOperator;

/** SQL text, taken apart where quotes begin and end. */
final class Words {
  private Words() {}

  /**
   * Snowflake's text as DuckDB's: literals lose their escapes, names in quotes stay, and the rest
   * goes through {@code rest}.
   */
  static String translated(String sql, UnaryOperator<String> rest) {
    StringBuilder out = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    int i = 0;
    while (i < sql.length()) {
      char next = sql.charAt(i);
      if (next != '\'' && next != '"') {
        plain.append(next);
        i++;
        continue;
      }
      out.append(rest.apply(plain.toString()));
      plain.setLength(0);
      int end = end(sql, i);
      String quoted = sql.substring(i, end);
      out.append(next == '"' ? quoted : "'" + text(quoted).replace("'", "''") + "'");
      i = end;
    }
    return out.append(rest.apply(plain.toString())).toString();
  }

  private static int end(String sql, int start) {
    char quote = sql.charAt(start);
    int i = start + 1;
    while (i < sql.length()) {
      if (quote == '\'' && sql.charAt(i) == '\\') {
        i += 2;
        continue;
      }
      if (sql.charAt(i) == quote) {
        if (i + 1 >= sql.length() || sql.charAt(i + 1) != quote) {
          return i + 1;
        }
        i++;
      }
      i++;
    }
    throw new IllegalArgumentException("a quote is not closed in " + sql);
  }

  /** What a literal means, its quotes included in what is given. */
  static String text(String literal) {
    StringBuilder text = new StringBuilder();
    String inside = literal.substring(1, literal.length() - 1);
    for (int i = 0; i < inside.length(); i++) {
      char next = inside.charAt(i);
      if (next == '\\') {
        char escaped = inside.charAt(++i);
        text.append(escaped == 'n' ? '\n' : escaped);
      } else {
        text.append(next);
        if (next == '\'') {
          i++;
        }
      }
    }
    return text.toString();
  }
}
