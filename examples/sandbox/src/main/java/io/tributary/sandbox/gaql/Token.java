package io.tributary.sandbox.gaql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word, number, string or sign of a query. */
record Token(Kind kind, String text) {
  enum Kind {
    WORD,
    NUMBER,
    STRING,
    SIGN,
    END
  }

  private static final Pattern NEXT =
      Pattern.compile(
          "\\s*+(?:(?<word>[A-Za-z_][\\w.]*+)|(?<number>[-+]?\\d[\\d.]*+)"
              + "|(?<string>'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\")"
              + "|(?<sign>!=|>=|<=|[=<>(),]))");

  /** All tokens of a text; the last one is the end. */
  static List<Token> all(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = NEXT.matcher(text);
    int at = 0;
    while (!text.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        char wrong = text.substring(at).strip().charAt(0);
        throw wrong == '\'' || wrong == '"'
            ? new Flaw("STRING_NOT_TERMINATED", "Error in query: a string is not terminated.")
            : new Flaw("BAD_SYMBOL", "Error in query: unexpected symbol " + wrong + ".");
      }
      tokens.add(of(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Kind.END, ""));
    return tokens;
  }

  private static Token of(Matcher matcher) {
    if (matcher.group("word") != null) {
      return new Token(Kind.WORD, matcher.group("word"));
    }
    if (matcher.group("number") != null) {
      return new Token(Kind.NUMBER, matcher.group("number"));
    }
    if (matcher.group("sign") != null) {
      return new Token(Kind.SIGN, matcher.group("sign"));
    }
    String quoted = matcher.group("string");
    return new Token(
        Kind.STRING, quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1"));
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }
}
