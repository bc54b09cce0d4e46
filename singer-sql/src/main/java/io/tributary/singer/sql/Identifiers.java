package io.tributary.singer.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How a database spells names.
 *
 * @param quote wraps one name and escapes what is inside
 * @param replace turns a name into one that the database can hold, but for its length
 * @param sameAs what is equal for two names that the database takes for the same one
 * @param longest the most characters a name may have
 * @param rename what the column of a property is to be called
 */
public record Identifiers(
    UnaryOperator<String> quote,
    UnaryOperator<String> replace,
    UnaryOperator<String> sameAs,
    int longest,
    UnaryOperator<String> rename) {
  private static final int DIGEST_LENGTH = 8;

  /** Names of a database that calls columns as their properties. */
  public Identifiers(
      UnaryOperator<String> quote,
      UnaryOperator<String> replace,
      UnaryOperator<String> sameAs,
      int longest) {
    this(quote, replace, sameAs, longest, UnaryOperator.identity());
  }

  /** The name under which the database holds the column of a property: always the same one. */
  public String column(String property) {
    return fold(rename.apply(property));
  }

  /** The name as it stands in a statement. */
  public String quoted(String name) {
    return quote.apply(name);
  }

  /** The table's path as it stands in a statement. */
  public String quoted(TableName table) {
    return table.parts().stream().map(quote).collect(Collectors.joining("."));
  }

  /**
   * The name under which the database holds {@code name}: always the same one. One that is too long
   * is cut, and told apart from its like by a digest of the whole.
   */
  public String fold(String name) {
    String held = replace.apply(name);
    if (held.isEmpty()) {
      return "_";
    }
    if (held.length() <= longest) {
      return held;
    }
    int cut = longest - DIGEST_LENGTH - 1;
    if (Character.isHighSurrogate(held.charAt(cut - 1))) {
      cut--;
    }
    return held.substring(0, cut) + "_" + digest(name);
  }

  /** What is equal for two names that the database takes for the same one. */
  public String key(String name) {
    return sameAs.apply(name);
  }

  private static String digest(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_LENGTH / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
