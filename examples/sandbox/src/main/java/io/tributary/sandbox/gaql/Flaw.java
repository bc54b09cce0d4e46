package io.tributary.sandbox.gaql;

/** What is wrong with a query: Google's name for it, and a sentence. */
public final class Flaw extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String group;
  private final String code;

  /** One of the errors of a group, such as {@code clickViewError}. */
  public Flaw(String group, String code, String message) {
    super(message);
    this.group = group;
    this.code = code;
  }

  /** One of the errors of queries. */
  public Flaw(String code, String message) {
    this("queryError", code, message);
  }

  /** Which of Google's enumerations of errors the code is from. */
  public String group() {
    return group;
  }

  /** The error, such as {@code UNRECOGNIZED_FIELD}. */
  public String code() {
    return code;
  }
}
