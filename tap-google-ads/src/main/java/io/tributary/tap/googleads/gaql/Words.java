package io.tributary.tap.googleads.gaql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a query: names, operators, strings and lists whole, commas. */
final class Words {
  private static final Set<Character> OPERATORS = Set.of('=', '!', '<', '>');

  private final String text;
  private final List<String> words = new ArrayList<>();
  private int at;

  private Words(String text) {
    this.text = text;
  }

  /**
   * The words of {@code text}.
   *
   * @throws IllegalArgumentException if a string or a list does not end
   */
  static List<String> of(String text) {
    Words reader = new Words(text);
    reader.read();
    return reader.words;
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == ',') {
        words.add(text.substring(at, ++at));
      } else if (c == '\'' || c == '"') {
        words.add(take(string(at)));
      } else if (c == '(') {
        words.add(take(list()));
      } else if (OPERATORS.contains(c)) {
        int end = at + 1;
        while (end < text.length() && OPERATORS.contains(text.charAt(end))) {
          end++;
        }
        words.add(take(end));
      } else {
        words.add(take(plain()));
      }
    }
  }

  private String take(int end) {
    String word = text.substring(at, end);
    at = end;
    return word;
  }

  /** Where the string that begins at {@code begin} ends; a backslash hides what follows it. */
  private int string(int begin) {
    char quote = text.charAt(begin);
    int end = begin + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw new IllegalArgumentException("has a string that does not end");
    }
    return end + 1;
  }

  private int list() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != ')') {
      char c = text.charAt(end);
      end = c == '\'' || c == '"' ? string(end) : end + 1;
    }
    if (end >= text.length()) {
      throw new IllegalArgumentException("has a list that does not end");
    }
    return end + 1;
  }

  private int plain() {
    int end = at + 1;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && ",('\"".indexOf(text.charAt(end)) < 0
        && !OPERATORS.contains(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
