package io.tributary.tap.stripe.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a TypeScript declaration, one after the other. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)/\\*\\*(?<doc>.*?)\\*/|/\\*.*?\\*/|//[^\\n]*|\\s+"
              + "|(?<word>[A-Za-z_$][\\w$]*|-?\\d[\\w.]*|'(?:[^'\\\\]|\\\\.)*'|\"[^\"]*\"|=>|.)");

  private final List<String> words = new ArrayList<>();
  private final List<String> docs = new ArrayList<>();
  private int next;

  Tokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    String doc = "";
    while (matcher.find()) {
      if (matcher.group("doc") != null) {
        doc = matcher.group("doc").replaceAll("\\s*\\n\\s*\\*\\s?", " ").strip();
      } else if (matcher.group("word") != null) {
        words.add(matcher.group("word"));
        docs.add(doc);
        doc = "";
      }
    }
  }

  boolean isAtEnd() {
    return next >= words.size();
  }

  String peek() {
    return peek(0);
  }

  String peek(int ahead) {
    return next + ahead < words.size() ? words.get(next + ahead) : "";
  }

  /** The comment directly above the next word. */
  String doc() {
    return docs.get(next);
  }

  String take() {
    return words.get(next++);
  }

  boolean takeIf(String word) {
    if (peek().equals(word)) {
      next++;
      return true;
    }
    return false;
  }

  void expect(String word) {
    if (!takeIf(word)) {
      throw new IllegalStateException(
          "expected "
              + word
              + " but found "
              + peek()
              + " after "
              + words.subList(Math.max(0, next - 8), next));
    }
  }

  /** Skips to behind the next {@code ;} outside of all brackets, or to the end of a block. */
  void skipStatement() {
    int depth = 0;
    while (!isAtEnd()) {
      switch (take()) {
        case "{", "(", "[" -> depth++;
        case ")", "]" -> depth--;
        case "}" -> {
          depth--;
          if (depth == 0 && !peek().equals(";") && !peek().equals("[") && !peek().equals("from")) {
            return;
          }
        }
        case ";" -> {
          if (depth == 0) {
            return;
          }
        }
        default -> {}
      }
    }
  }
}
