package io.tributary.tap.stripe.vendor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which numbers are whole, of which TypeScript says nothing: the fields of {@code stripe-java}'s
 * classes, read from the jar of its sources.
 */
final class JavaNumbers {
  private static final String MODEL = "com/stripe/model/";
  private static final Pattern CLASS =
      Pattern.compile("^( *)(?:public )?(?:static )?(?:abstract )?class (\\w+).*");
  private static final Pattern NAME = Pattern.compile("^ *@SerializedName\\(\"([^\"]+)\"\\).*");
  private static final Pattern FIELD =
      Pattern.compile("^ *(?:List<|Map<String, )?(Long|BigDecimal|Double)\\b.*");

  private final Map<String, Boolean> isWhole = new HashMap<>();

  /** The same for all fields of a name in a class, however deep; empty if they differ. */
  private final Map<String, Optional<Boolean>> agreed = new HashMap<>();

  private JavaNumbers() {}

  static JavaNumbers of(Path jar) throws IOException {
    JavaNumbers numbers = new JavaNumbers();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().startsWith(MODEL) && entry.getName().endsWith(".java")) {
          numbers.read(zip, entry);
        }
      }
    }
    return numbers;
  }

  /**
   * Whether a field is a whole number; empty if the class is not known or the field is none.
   *
   * @param file the file of the typings, such as {@code resources/Billing/Meters}
   * @param type the qualified name in it, such as {@code Meter.CustomerMapping}
   */
  Optional<Boolean> isWhole(String file, String type, String field) {
    int end = file.lastIndexOf('/');
    String folder = file.substring(0, Math.max(0, end)).replaceFirst("^resources/?", "");
    String root = type.split("\\.", -1)[0];
    return Optional.ofNullable(isWhole.get(key(folder, type, field)))
        .or(() -> Optional.ofNullable(agreed.get(key(folder, root, field))).flatMap(all -> all));
  }

  private static String key(String folder, String type, String field) {
    return folder.toLowerCase(Locale.ROOT) + "/" + type + "/" + field;
  }

  /** The sources are formatted: two spaces for each class that one is in. */
  private void read(ZipFile zip, ZipEntry entry) throws IOException {
    String path = entry.getName().substring(MODEL.length());
    String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    Deque<String> classes = new ArrayDeque<>();
    String field = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher opened = CLASS.matcher(line);
        Matcher named = NAME.matcher(line);
        Matcher typed = FIELD.matcher(line);
        if (opened.matches()) {
          while (classes.size() > opened.group(1).length() / 2) {
            classes.removeLast();
          }
          classes.addLast(opened.group(2));
        } else if (named.matches()) {
          field = named.group(1);
        } else if (typed.matches() && !field.isEmpty()) {
          boolean whole = typed.group(1).equals("Long");
          isWhole.put(key(folder, String.join(".", classes), field), whole);
          agreed.merge(
              key(folder, classes.getFirst(), field),
              Optional.of(whole),
              (one, other) -> one.equals(other) ? one : Optional.empty());
          field = "";
        } else if (line.contains(";")) {
          field = "";
        }
      }
    }
  }
}
