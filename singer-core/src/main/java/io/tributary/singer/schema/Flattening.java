package io.tributary.singer.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the properties of nested objects become columns, as Meltano's SDK has it.
 *
 * @param maxDepth how many levels of objects are opened; 0 opens none
 * @param separator what stands between the names of a path
 * @param maxKeyLength names longer than this have their first parts abbreviated
 * @see <a href="https://sdk.meltano.com/en/latest/guides/schema-flattening.html">schema
 *     flattening</a>
 */
public record Flattening(int maxDepth, String separator, int maxKeyLength) {
  /** Every property is a column, objects as JSON. */
  public static final Flattening NONE = new Flattening(0, "__", 255);

  /** The column's name for the property at a path. */
  String name(List<String> path) {
    if (path.size() == 1) {
      return path.get(0);
    }
    List<String> parts = new ArrayList<>(path);
    String name = String.join(separator, parts);
    for (int i = 0; i < parts.size() - 1 && name.length() > maxKeyLength; i++) {
      parts.set(i, abbreviated(parts.get(i)));
      name = String.join(separator, parts);
    }
    return name;
  }

  /** The initials of the words of {@code snake_case} or {@code camelCase}, or three letters. */
  private static String abbreviated(String part) {
    StringBuilder initials = new StringBuilder();
    boolean isStart = true;
    for (int i = 0; i < part.length(); i++) {
      char letter = part.charAt(i);
      if (letter == '_') {
        isStart = true;
      } else {
        if (isStart || !Character.isLowerCase(letter)) {
          initials.append(letter);
        }
        isStart = false;
      }
    }
    String shortened =
        initials.length() > 1 ? initials.toString() : part.substring(0, Math.min(3, part.length()));
    return shortened.toLowerCase(Locale.ROOT);
  }
}
