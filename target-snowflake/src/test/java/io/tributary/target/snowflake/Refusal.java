package io.tributary.target.snowflake;

/** What Snowflake refuses, by its own codes. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String state;

  Refusal(String code, String state, String message) {
    super(message);
    this.code = code;
    this.state = state;
  }

  String code() {
    return code;
  }

  String state() {
    return state;
  }
}
