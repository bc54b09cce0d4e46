package io.tributary.treasury.page;

import java.util.Locale;

/** Writes HTML and SVG; whatever comes from the data is escaped. */
public final class Markup {
  private final StringBuilder text = new StringBuilder(8_192);

  /** Text as it may stand between tags and in quoted attributes. */
  public static String escaped(String raw) {
    StringBuilder safe = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
      }
    }
    return safe.toString();
  }

  /**
   * Adds markup. The arguments fill the format's places: numbers to a tenth, everything else
   * escaped.
   */
  public Markup add(String format, Object... arguments) {
    Object[] safe = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      safe[i] =
          arguments[i] instanceof Number number
              ? String.format(Locale.ROOT, "%.1f", number.doubleValue()).replaceFirst("\\.0$", "")
              : escaped(arguments[i].toString());
    }
    text.append(String.format(Locale.ROOT, format, safe)).append('\n');
    return this;
  }

  /** Adds markup that is already made. */
  public Markup add(Markup made) {
    text.append(made.text);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
