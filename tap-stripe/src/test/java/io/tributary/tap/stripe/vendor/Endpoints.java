package io.tributary.tap.stripe.vendor;

import io.tributary.tap.stripe.vendor.Typings.Declared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lists of Stripe's API: what each is of, read from the methods of npm's package. */
final class Endpoints {
  /**
   * A list.
   *
   * @param path where it is; {@code {}} stands for an id
   * @param object what it is of
   * @param isDated whether it can be filtered by the time of creation
   */
  record Endpoint(String path, Declared object, boolean isDated) {}

  private static final Pattern LIST =
      Pattern.compile(
          "(?ms)^ {4}(?<method>\\w+)\\([^)]*\\) \\{(?:(?!^ {4}\\}).)*?_makeRequest\\('GET',"
              + " ['`](?<path>[^'`]+)['`], params, options, \\{\\s+methodType: 'list'");

  private final Map<String, Endpoint> byPath = new TreeMap<>();

  static Endpoints of(Typings typings) throws IOException {
    Endpoints endpoints = new Endpoints();
    try (Stream<Path> files = Files.walk(typings.folder().resolve("resources"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".js")).sorted().toList()) {
        endpoints.read(typings, file);
      }
    }
    return endpoints;
  }

  Map<String, Endpoint> byPath() {
    return byPath;
  }

  /** The list at a path in which names in braces stand for ids. */
  Optional<Endpoint> at(String path) {
    return Optional.ofNullable(byPath.get(pattern(path)));
  }

  /** A path, with what identifies one object left open, and without its query. */
  static String pattern(String path) {
    return path.replaceFirst("\\?.*", "").replaceAll("\\$?\\{[^}]*\\}", "{}");
  }

  private void read(Typings typings, Path script) throws IOException {
    String text = Files.readString(script);
    Matcher matcher = LIST.matcher(text);
    if (!matcher.find()) {
      return;
    }
    String file = typings.folder().relativize(script).toString().replaceFirst("\\.js$", "");
    String declarations = Files.readString(typings.folder().resolve(file + ".d.ts"));
    do {
      String path = pattern(matcher.group("path"));
      Matcher signature =
          Pattern.compile(
                  "(?m)^ {4}"
                      + matcher.group("method")
                      + "\\((?<given>.*)\\): (?:ApiListPromise|V2ListPromise)<(?<object>[\\w.]+)>;")
              .matcher(declarations);
      if (signature.find()) {
        add(typings, file, path, signature.group("object"), signature.group("given"), declarations);
      }
    } while (matcher.find());
  }

  private void add(
      Typings typings, String file, String path, String object, String given, String text) {
    Declared found =
        typings
            .find(file, object)
            .orElseThrow(
                () -> new UncheckedIOException(new IOException(file + " has no " + object)));
    byPath.put(path, new Endpoint(path, found, isDated(given, text)));
  }

  private static boolean isDated(String given, String text) {
    Matcher parameters = Pattern.compile("params\\??: (?:[\\w.]+\\.)?(\\w+)").matcher(given);
    return parameters.find()
        && Pattern.compile(
                "(?s)interface "
                    + parameters.group(1)
                    + " (?:extends \\w+ )?\\{(?:(?!\\n {0,8}\\}\\n).)*?\\n\\s+created\\?: ")
            .matcher(text)
            .find();
  }
}
