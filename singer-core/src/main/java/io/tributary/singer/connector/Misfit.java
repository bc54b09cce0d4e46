package io.tributary.singer.connector;

/**
 * Says that a part of a value does not fit the type that the destination has for it, which
 * validation would have told but for the size of numbers. Never holds the value.
 */
public final class Misfit extends Exception {
  private static final long serialVersionUID = 1L;
  private final String path;
  private final String why;

  /**
   * @param path where the part is in its value; empty if it is all of it
   * @param why what it should have been, such as {@code a date}
   */
  public Misfit(String path, String why) {
    super(path + " is not " + why, null, false, false);
    this.path = path;
    this.why = why;
  }

  /** The same, seen from the object that the value is in. */
  public Misfit in(String property) {
    boolean isWhole = path.isEmpty() || path.startsWith("[");
    return new Misfit(property + (isWhole ? path : "." + path), why);
  }
}
