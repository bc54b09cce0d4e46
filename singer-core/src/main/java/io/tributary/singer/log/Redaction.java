package io.tributary.singer.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The last guard of secrets: whatever a message says, their values are masked in it. */
public final class Redaction {
  /** Shorter values would mask parts of ordinary words. */
  private static final int SHORTEST = 4;

  public static final Redaction NONE = new Redaction(List.of());

  private final List<String> secrets;

  private Redaction(List<String> secrets) {
    this.secrets = secrets;
  }

  public static Redaction of(Collection<String> secrets) {
    return new Redaction(
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  public String apply(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "****");
    }
    return masked;
  }
}
