package io.tributary.target.bigquery;

import io.tributary.singer.sql.Identifiers;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** How BigQuery spells names, and which it has no room for. */
final class BigqueryNames {
  /** The most characters of a name. */
  private static final int LONGEST = 300;

  /** Names that begin so are BigQuery's own. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(_TABLE_|_FILE_|_PARTITION|_ROW_TIMESTAMP|__ROOT__|_COLIDENTIFIER|_CHANGE_).*",
          Pattern.CASE_INSENSITIVE);

  private BigqueryNames() {}

  /**
   * @param rename what the column of a property is to be called
   */
  static Identifiers identifiers(UnaryOperator<String> rename) {
    return new Identifiers(
        BigqueryNames::quoted,
        BigqueryNames::held,
        name -> name.toLowerCase(Locale.ROOT),
        LONGEST,
        rename);
  }

  /** A name in backticks, in which there are escapes. */
  static String quoted(String name) {
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  /** A string literal, in which there are escapes. */
  static String literal(String text) {
    return "'"
        + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }

  /**
   * Letters and digits of any script are kept, and all else is an underscore, but for quotes, which
   * are told apart by their codes.
   */
  private static String held(String name) {
    String plain =
        name.replace("\"", "_x22_")
            .replace("'", "_x27_")
            .replace("`", "_x60_")
            .replaceAll("[^\\p{L}\\p{M}\\p{N}_]", "_");
    boolean isFree =
        plain.isEmpty()
            || ((plain.charAt(0) == '_' || Character.isLetter(plain.codePointAt(0)))
                && !RESERVED.matcher(plain).matches());
    return isFree ? plain : "_" + plain;
  }
}
