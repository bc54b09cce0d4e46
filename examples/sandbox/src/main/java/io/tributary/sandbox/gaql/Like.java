package io.tributary.sandbox.gaql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns of {@code LIKE}: % stands for anything, _ for one character, brackets for neither. */
public final class Like {
  private static final Pattern PART = Pattern.compile("\\[[\\[\\]%_]\\]|.", Pattern.DOTALL);

  private Like() {}

  /** The pattern that a text stands for; it tells no capitals from small letters. */
  public static Pattern pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    Matcher part = PART.matcher(text);
    while (part.find()) {
      String found = part.group();
      pattern.append(
          switch (found) {
            case "%" -> ".*";
            case "_" -> ".";
            default -> Pattern.quote(found.length() > 1 ? found.substring(1, 2) : found);
          });
    }
    return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }
}
