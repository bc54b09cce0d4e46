package io.tributary.tap.stripe.vendor;

import io.tributary.tap.stripe.vendor.TypeExpression.Member;
import io.tributary.tap.stripe.vendor.TypeExpression.Members;
import io.tributary.tap.stripe.vendor.TypeExpression.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of npm's package {@code stripe}: the folder {@code esm} of it, unpacked. */
final class Typings {
  private static final int DEEPEST_RE_EXPORT = 8;

  /**
   * A declaration.
   *
   * @param file where it is, from the folder on, without its ending
   * @param name its qualified name in there
   */
  record Declared(String file, String name, TypeExpression type) {
    /** By what it can be told from all others. */
    String identity() {
      return file + "#" + name;
    }
  }

  private final Path folder;
  private final Map<String, Optional<Declarations>> files = new HashMap<>();

  Typings(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** What a file declares by a name. */
  Optional<Declared> find(String file, String name) {
    return find(file, name, 0);
  }

  /** What a name means where it is used: inside of a declaration, in its namespaces. */
  Optional<Declared> resolve(Declared where, String name) {
    String scope = where.name();
    while (true) {
      Optional<Declared> found = find(where.file(), scope.isEmpty() ? name : scope + "." + name);
      if (found.isPresent() || scope.isEmpty()) {
        return found;
      }
      int dot = scope.lastIndexOf('.');
      scope = dot < 0 ? "" : scope.substring(0, dot);
    }
  }

  /** The properties of an interface, with those that it extends. */
  List<Member> members(Declared declared) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (Name parent : declarations(declared.file()).orElseThrow().parents(declared.name())) {
      resolve(declared, parent.text())
          .ifPresent(found -> members(found).forEach(each -> members.put(each.name(), each)));
    }
    if (declared.type() instanceof Members own) {
      own.members().forEach(each -> members.put(each.name(), each));
    }
    return new ArrayList<>(members.values());
  }

  private Optional<Declared> find(String file, String name, int depth) {
    Declarations declarations = declarations(file).orElse(null);
    if (declarations == null || depth > DEEPEST_RE_EXPORT) {
      return Optional.empty();
    }
    TypeExpression type = declarations.types().get(name);
    if (type != null) {
      return Optional.of(new Declared(file, name, type));
    }
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    Declarations.@Nullable Import imported = declarations.imports().get(first);
    if (imported == null) {
      return Optional.empty();
    }
    String target = Path.of(file).resolveSibling(imported.file()).normalize().toString();
    String rest = dot < 0 ? "" : name.substring(dot + 1);
    if (imported.name().equals(Declarations.WHOLE_FILE)) {
      return find(without(target), rest, depth + 1);
    }
    String there = rest.isEmpty() ? imported.name() : imported.name() + "." + rest;
    return find(without(target), there, depth + 1);
  }

  private static String without(String file) {
    return file.endsWith(".js") ? file.substring(0, file.length() - ".js".length()) : file;
  }

  private Optional<Declarations> declarations(String file) {
    return files.computeIfAbsent(
        file,
        name -> {
          Path path = folder.resolve(name + ".d.ts");
          if (!Files.exists(path)) {
            return Optional.empty();
          }
          try {
            return Optional.of(Declarations.read(Files.readString(path)));
          } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(path + " cannot be read: " + e.getMessage(), e);
          }
        });
  }
}
