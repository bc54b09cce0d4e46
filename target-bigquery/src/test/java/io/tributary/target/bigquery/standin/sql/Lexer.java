package io.tributary.target.bigquery.standin.sql;

import io.tributary.target.bigquery.standin.store.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** GoogleSQL, taken apart. */
final class Lexer {
  private static final List<String> SIGNS = List.of("<=", ">=", "!=", "<>", "||", "=>");

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int unnamed;

  private Lexer(String sql) {
    this.sql = sql;
  }

  static List<Token> tokens(String sql) {
    Lexer lexer = new Lexer(sql);
    while (lexer.at < sql.length()) {
      lexer.next();
    }
    return lexer.tokens;
  }

  private void next() {
    int start = at;
    char first = sql.charAt(at);
    String quotes = prefixed();
    if (Character.isWhitespace(first)) {
      at++;
    } else if (first == '#' || sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", at)) {
      at = closing("*/", at + 2) + 2;
    } else if (first == '`') {
      at++;
      add(Token.Kind.NAME, quoted("`", false), start);
    } else if (!quotes.isEmpty()) {
      String prefix = sql.substring(at, sql.indexOf(quotes, at)).toLowerCase(Locale.ROOT);
      at += prefix.length() + quotes.length();
      Token.Kind kind = prefix.contains("b") ? Token.Kind.BYTES : Token.Kind.STRING;
      add(kind, quoted(quotes, prefix.contains("r")), start);
    } else if (sql.startsWith("@@", at)) {
      at += 2;
      add(Token.Kind.SYSTEM, word(), start);
    } else if (first == '@' || first == '?') {
      at++;
      add(Token.Kind.PARAMETER, first == '@' ? word() : Integer.toString(unnamed++), start);
    } else if (Character.isDigit(first) || (first == '.' && isDigit(at + 1) && !follows())) {
      add(Token.Kind.NUMBER, number(), start);
    } else if (Character.isLetter(first) || first == '_') {
      add(Token.Kind.WORD, word(), start);
    } else {
      String sign = SIGNS.stream().filter(s -> sql.startsWith(s, at)).findFirst().orElse(null);
      boolean isKnown = sign != null || "()[]<>,;.=+-*/|&^~:".indexOf(first) >= 0;
      if (!isKnown || sql.startsWith("::", at)) {
        throw failed("Syntax error: Illegal input character \"" + first + "\"", at);
      }
      add(Token.Kind.SIGN, sign == null ? String.valueOf(first) : sign, start);
      at += sign == null ? 1 : sign.length();
    }
  }

  /** Whether a point here goes on with a path. */
  private boolean follows() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.get(tokens.size() - 1);
    return last.isName() || last.is(")") || last.is("]");
  }

  private boolean isDigit(int i) {
    return i < sql.length() && Character.isDigit(sql.charAt(i));
  }

  private void add(Token.Kind kind, String value, int start) {
    tokens.add(new Token(kind, value, start));
  }

  /** The quotes that begin here, behind a prefix for what they hold; empty if none do. */
  private String prefixed() {
    int i = at;
    while (i < sql.length() && i < at + 2 && "rRbB".indexOf(sql.charAt(i)) >= 0) {
      i++;
    }
    for (String quotes : List.of("'''", "\"\"\"", "'", "\"")) {
      if (sql.startsWith(quotes, i)) {
        return quotes;
      }
    }
    return "";
  }

  private String word() {
    int start = at;
    while (at < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
      at++;
    }
    return sql.substring(start, at);
  }

  private String number() {
    int start = at;
    while (at < sql.length()) {
      char next = sql.charAt(at);
      boolean isSign =
          (next == '+' || next == '-') && "eE".indexOf(sql.charAt(at - 1)) >= 0 && at > start;
      if (!Character.isLetterOrDigit(next) && next != '.' && !isSign) {
        break;
      }
      at++;
    }
    return sql.substring(start, at);
  }

  private int closing(String end, int from) {
    int found = sql.indexOf(end, from);
    if (found < 0) {
      throw failed("Syntax error: Unclosed comment or literal", at);
    }
    return found;
  }

  private String quoted(String quotes, boolean isRaw) {
    StringBuilder text = new StringBuilder();
    while (at < sql.length() && !sql.startsWith(quotes, at)) {
      char next = sql.charAt(at);
      if (next == '\n' && quotes.length() == 1) {
        break;
      }
      if (next != '\\') {
        text.append(next);
        at++;
      } else if (isRaw) {
        text.append(sql, at, Math.min(at + 2, sql.length()));
        at += 2;
      } else {
        at++;
        escaped(text);
      }
    }
    if (!sql.startsWith(quotes, at)) {
      throw failed(
          "Syntax error: Unclosed " + (quotes.equals("`") ? "identifier" : "string") + " literal",
          Math.min(at, sql.length() - 1));
    }
    at += quotes.length();
    return text.toString();
  }

  private void escaped(StringBuilder text) {
    char letter = at < sql.length() ? sql.charAt(at++) : ' ';
    switch (letter) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'a' -> text.append('\u0007');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'v' -> text.append('\u000B');
      case '\\', '\'', '"', '`', '?' -> text.append(letter);
      case 'u' -> code(text, 4);
      case 'U' -> code(text, 8);
      case 'x', 'X' -> code(text, 2);
      case '0', '1', '2', '3' -> {
        text.append((char) Integer.parseInt(sql.substring(at - 1, at + 2), 8));
        at += 2;
      }
      default -> throw failed("Syntax error: Illegal escape sequence: \\" + letter, at - 2);
    }
  }

  private void code(StringBuilder text, int digits) {
    text.appendCodePoint(Integer.parseInt(sql.substring(at, at + digits), 16));
    at += digits;
  }

  /** What a literal of bytes means. */
  static byte[] bytes(Token token) {
    return token.value().chars().allMatch(c -> c < 256)
        ? token.value().getBytes(StandardCharsets.ISO_8859_1)
        : token.value().getBytes(StandardCharsets.UTF_8);
  }

  private ApiError failed(String message, int position) {
    return ApiError.query(message + " at " + place(sql, position));
  }

  /** Where something is, as BigQuery says it. */
  static String place(String sql, int position) {
    String before = sql.substring(0, Math.min(position, sql.length()));
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    return "[" + line + ":" + (before.length() - before.lastIndexOf('\n')) + "]";
  }
}
