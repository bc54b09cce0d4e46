package io.tributary.singer.sql;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names in braces, such as {@code raw_{stream_schema}}, whose values take their place.
 * Two braces are as good as one. What else stands in braces is text.
 */
public record Template(String text) {
  private static final Pattern NAME = Pattern.compile("\\{\\{([a-z_]+)\\}\\}|\\{([a-z_]+)\\}");

  /**
   * Refuses a name that has no value.
   *
   * @throws IllegalArgumentException which begins with {@code setting}
   */
  public void check(String setting, Set<String> known) {
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      if (!known.contains(name(names))) {
        throw new IllegalArgumentException(
            setting
                + " has "
                + names.group()
                + ", which stands for nothing; there are {"
                + String.join("}, {", known.stream().sorted().toList())
                + "}");
      }
    }
  }

  /** Whether a name stands in it. */
  public boolean mentions(String name) {
    return NAME.matcher(text).results().anyMatch(found -> name.equals(name(found)));
  }

  /** The text with the values in place of the names. */
  public String filled(Map<String, String> values) {
    return NAME.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(name(found), found.group())));
  }

  private static String name(java.util.regex.MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}
