package io.tributary.target.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of tables as they stand in statements, each part in quotes, taken apart. */
final class Paths {
  private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

  private Paths() {}

  static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(path);
    while (part.find()) {
      parts.add(part.group(1).replace("\"\"", "\""));
    }
    return parts;
  }

  /** The last part, without its quotes. */
  static String name(String path) {
    List<String> parts = parts(path);
    return parts.get(parts.size() - 1);
  }

  /** The last part, in its quotes. */
  static String quotedName(String path) {
    return SnowflakeDialect.kept(name(path));
  }
}
