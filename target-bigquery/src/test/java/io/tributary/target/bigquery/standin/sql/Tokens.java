package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A statement being read: its tokens, and how far one has come. */
final class Tokens {
  private static final Token END = new Token(Token.Kind.END, "", 0);

  private final List<Token> all;
  private int next;

  Tokens(List<Token> all) {
    this.all = all;
  }

  boolean isEmpty() {
    return next >= all.size();
  }

  Token peek() {
    return peek(0);
  }

  /** The token so many after the next one. */
  Token peek(int ahead) {
    return next + ahead < all.size() ? all.get(next + ahead) : END;
  }

  Token take() {
    Token token = peek();
    next++;
    return token;
  }

  /** Whether these words come next. */
  boolean sees(String words) {
    String[] parts = words.split(" ", -1);
    for (int i = 0; i < parts.length; i++) {
      if (!peek(i).is(parts[i])) {
        return false;
      }
    }
    return true;
  }

  /** Takes these words, if they come next. */
  boolean takes(String words) {
    if (!sees(words)) {
      return false;
    }
    next += words.split(" ", -1).length;
    return true;
  }

  void expect(String words) {
    if (!takes(words)) {
      Token found = peek();
      throw ApiError.query(
          "Syntax error: Expected "
              + (words.matches("\\W") ? "\"" + words + "\"" : "keyword " + words)
              + " but got "
              + (found.kind() == Token.Kind.END ? "end of script" : "\"" + found.value() + "\""));
    }
  }

  String name() {
    Token token = take();
    if (!token.isName()) {
      throw ApiError.query("Syntax error: Unexpected \"" + token.value() + "\"");
    }
    return token.value();
  }

  /** The parts of a path: names with points between them, or within backticks. */
  List<String> path() {
    List<String> parts = new ArrayList<>();
    do {
      Token token = take();
      if (!token.isName()) {
        throw ApiError.query("Syntax error: Unexpected \"" + token.value() + "\"");
      }
      if (token.kind() == Token.Kind.NAME) {
        parts.addAll(List.of(token.value().split("\\.", -1)));
      } else {
        StringBuilder word = new StringBuilder(token.value());
        while (peek().is("-") && peek(1).kind() != Token.Kind.SIGN && parts.isEmpty()) {
          word.append(take().value()).append(take().value()); // a project with dashes
        }
        parts.add(word.toString());
      }
    } while (takes("."));
    return parts;
  }

  /** The tokens in the parentheses that come next, which are taken. */
  List<Token> parenthesized() {
    expect("(");
    List<Token> inside = until(token -> token.is(")"));
    expect(")");
    return inside;
  }

  /** All tokens until one that is not within parentheses; that one is not taken. */
  List<Token> until(Predicate<Token> end) {
    List<Token> taken = new ArrayList<>();
    int depth = 0;
    int cases = 0;
    while (!isEmpty() && (depth > 0 || cases > 0 || !end.test(peek()))) {
      Token token = take();
      depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
      cases += token.is("CASE") ? 1 : token.is("END") && cases > 0 ? -1 : 0;
      taken.add(token);
    }
    return taken;
  }

  List<Token> rest() {
    return until(token -> false);
  }

  /** Parts between commas that are within no parentheses. */
  static List<List<Token>> split(List<Token> tokens) {
    List<List<Token>> parts = new ArrayList<>();
    Tokens in = new Tokens(tokens);
    while (!in.isEmpty()) {
      parts.add(in.until(token -> token.is(",")));
      in.takes(",");
    }
    return parts;
  }

  /** Where a word is that is within no parentheses; -1 if nowhere. */
  static int last(List<Token> tokens, String word) {
    int depth = 0;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      depth += token.is(")") || token.is("]") ? 1 : token.is("(") || token.is("[") ? -1 : 0;
      if (depth == 0 && token.is(word)) {
        return i;
      }
    }
    return -1;
  }
}
