package io.tributary.tap.stripe.vendor;

import io.tributary.tap.stripe.vendor.TypeExpression.Index;
import io.tributary.tap.stripe.vendor.TypeExpression.Literal;
import io.tributary.tap.stripe.vendor.TypeExpression.Member;
import io.tributary.tap.stripe.vendor.TypeExpression.Members;
import io.tributary.tap.stripe.vendor.TypeExpression.Name;
import io.tributary.tap.stripe.vendor.TypeExpression.Union;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one file declares and imports. */
final class Declarations {
  /** A symbol of another file. */
  record Import(String file, String name) {}

  /** The name of an import that stands for all of a file. */
  static final String WHOLE_FILE = "*";

  private final Map<String, TypeExpression> types = new LinkedHashMap<>();
  private final Map<String, List<Name>> parents = new LinkedHashMap<>();
  private final Map<String, Import> imports = new LinkedHashMap<>();
  private final Tokens tokens;

  private Declarations(String text) {
    tokens = new Tokens(text);
  }

  static Declarations read(String text) {
    Declarations file = new Declarations(text);
    while (!file.tokens.isAtEnd()) {
      file.statement("");
    }
    return file;
  }

  /** By qualified name, such as {@code Charge.Outcome}. */
  Map<String, TypeExpression> types() {
    return types;
  }

  /** What an interface extends. */
  List<Name> parents(String type) {
    return parents.getOrDefault(type, List.of());
  }

  Map<String, Import> imports() {
    return imports;
  }

  private void statement(String scope) {
    tokens.takeIf("export");
    tokens.takeIf("declare");
    switch (tokens.peek()) {
      case "interface" -> declareInterface(scope);
      case "type" -> {
        if (tokens.peek(1).equals("{")) {
          reExport();
        } else {
          declareType(scope);
        }
      }
      case "namespace" -> declareNamespace(scope);
      case "import", "{", "*" -> reExport();
      default -> tokens.skipStatement();
    }
  }

  /** An import, or an export of what another file declares. */
  private void reExport() {
    tokens.takeIf("import");
    tokens.takeIf("type");
    Map<String, String> names = new LinkedHashMap<>();
    if (tokens.takeIf("*")) {
      if (tokens.takeIf("as")) {
        names.put(tokens.take(), WHOLE_FILE);
      }
    } else if (tokens.takeIf("{")) {
      while (!tokens.takeIf("}")) {
        tokens.takeIf("type");
        String name = tokens.take();
        names.put(tokens.takeIf("as") ? tokens.take() : name, name);
        tokens.takeIf(",");
      }
    }
    if (tokens.takeIf("from")) {
      String file = tokens.take();
      String path = file.substring(1, file.length() - 1);
      names.forEach((alias, name) -> imports.put(alias, new Import(path, name)));
    }
    tokens.skipStatement();
  }

  private void declareNamespace(String scope) {
    tokens.take();
    String name = tokens.take();
    tokens.expect("{");
    while (!tokens.takeIf("}")) {
      statement(scope + name + ".");
    }
  }

  private void declareInterface(String scope) {
    tokens.take();
    String name = scope + tokens.take();
    if (tokens.peek().equals("<")) {
      tokens.skipStatement(); // of the SDK itself: no object of the API is generic
      return;
    }
    if (tokens.takeIf("extends")) {
      List<Name> extended = new ArrayList<>();
      do {
        if (single() instanceof Name parent) {
          extended.add(parent);
        }
      } while (tokens.takeIf(","));
      parents.put(name, extended);
    }
    types.put(name, members());
  }

  private void declareType(String scope) {
    tokens.take();
    String name = scope + tokens.take();
    if (!tokens.takeIf("=")) {
      tokens.skipStatement();
      return;
    }
    types.put(name, type());
    tokens.takeIf(";");
  }

  private TypeExpression members() {
    tokens.expect("{");
    List<Member> members = new ArrayList<>();
    TypeExpression index = null;
    while (!tokens.takeIf("}")) {
      String doc = tokens.doc();
      tokens.takeIf("readonly");
      if (tokens.takeIf("[")) {
        while (!tokens.takeIf("]")) {
          tokens.take();
        }
        tokens.expect(":");
        index = type();
      } else {
        String name = unquoted(tokens.take());
        tokens.takeIf("?");
        if (tokens.takeIf(":")) {
          members.add(new Member(name, type(), doc));
        } else {
          tokens.skipStatement(); // a method
          continue;
        }
      }
      tokens.takeIf(";");
    }
    return index != null && members.isEmpty() ? new Index(index) : new Members(members);
  }

  private static String unquoted(String name) {
    return name.startsWith("'") || name.startsWith("\"")
        ? name.substring(1, name.length() - 1)
        : name;
  }

  private TypeExpression type() {
    tokens.takeIf("|");
    List<TypeExpression> members = new ArrayList<>();
    do {
      TypeExpression member = single();
      while (tokens.takeIf("&")) {
        single(); // string & Record<never, never>: a string
      }
      members.add(member);
    } while (tokens.takeIf("|"));
    return members.size() == 1 ? members.get(0) : new Union(members);
  }

  private TypeExpression single() {
    TypeExpression base = unsuffixed();
    while (tokens.peek().equals("[") && tokens.peek(1).equals("]")) {
      tokens.take();
      tokens.take();
      base = new Name("Array", List.of(base));
    }
    return base;
  }

  /** What an object can do is nothing that it holds. */
  private TypeExpression function() {
    while (!tokens.takeIf(")")) {
      tokens.take();
    }
    tokens.expect("=>");
    type();
    return new Name("void", List.of());
  }

  private TypeExpression unsuffixed() {
    String word = tokens.peek();
    if (word.equals("{")) {
      return members();
    }
    if (word.equals("(")) {
      tokens.take();
      if (tokens.peek().equals(")") || tokens.peek(1).equals(":")) {
        return function();
      }
      TypeExpression inner = type();
      tokens.expect(")");
      return inner;
    }
    tokens.take();
    char first = word.charAt(0);
    if (first == '\'' || first == '"' || first == '-' || Character.isDigit(first)) {
      return new Literal(word);
    }
    if (word.equals("true") || word.equals("false")) {
      return new Literal(word);
    }
    StringBuilder name = new StringBuilder(word);
    while (tokens.takeIf(".")) {
      name.append('.').append(tokens.take());
    }
    List<TypeExpression> arguments = new ArrayList<>();
    if (tokens.takeIf("<")) {
      do {
        arguments.add(type());
      } while (tokens.takeIf(","));
      tokens.expect(">");
    }
    return new Name(name.toString(), arguments);
  }
}
