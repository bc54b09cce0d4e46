package io.tributary.target.bigquery;

/**
 * Keeps the client's own log off standard error: it tells of every attempt, with addresses and
 * answers in it, and whatever matters of that comes back as a failure.
 *
 * <p>Java's log is set up by whatever class a property names, and only by that. This one sets up
 * nothing. Who wants to read that log names a file by {@code java.util.logging.config.file}.
 */
public final class QuietLogging {
  private static final String CLASS = "java.util.logging.config.class";
  private static final String FILE = "java.util.logging.config.file";

  /** Called by Java when something is first logged. */
  public QuietLogging() {}

  /** To be called before the client is touched. */
  static void begin() {
    if (System.getProperty(CLASS) == null && System.getProperty(FILE) == null) {
      System.setProperty(CLASS, QuietLogging.class.getName());
    }
  }
}
