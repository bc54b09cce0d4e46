package io.tributary.sandbox.option;

import java.util.Arrays;
import java.util.Optional;

/** What may go wrong with a request, whatever it asks for. */
public enum Fault {
  INTERNAL_ERROR("500"),
  UNAVAILABLE("503"),
  CONNECTION_RESET("reset"),
  TRUNCATED_BODY("truncated"),
  LOCK_TIMEOUT("409");

  private final String word;

  Fault(String word) {
    this.word = word;
  }

  /** How the command line calls it. */
  public String word() {
    return word;
  }

  public static Optional<Fault> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
