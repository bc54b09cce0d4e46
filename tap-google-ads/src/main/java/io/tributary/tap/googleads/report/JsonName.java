package io.tributary.tap.googleads.report;

/** What the parts of a field's name are called in JSON. */
public final class JsonName {
  private JsonName() {}

  /** As protocol buffers do it: without the underscores, the letters after them large. */
  public static String of(String part) {
    StringBuilder name = new StringBuilder(part.length());
    boolean isAfter = false;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '_') {
        isAfter = true;
      } else {
        name.append(isAfter && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        isAfter = false;
      }
    }
    return name.toString();
  }
}
