package io.tributary.target.snowflake;

import io.tributary.singer.error.SingerException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import net.snowflake.client.api.exception.SnowflakeSQLException;

/**
 * What Snowflake says, as one sentence that names the statement by its query id and says what to
 * do; never a record's values, but for its keys.
 */
final class SnowflakeErrors {
  private static final int LONGEST_STATEMENT = 100;

  /** What Snowflake quotes of a row. */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<=\\b(?i:value|value:|string|timestamp|date|time|boolean) )'(?:[^']|'')*'"
              + "|(?<=Error parsing JSON:).*");

  /** The codes of the driver's own failures: nobody knows what became of the statement. */
  private static final int DRIVER_FIRST = 200_000;

  private static final int DRIVER_LAST = 299_999;

  private final TargetSnowflake.Config config;

  SnowflakeErrors(TargetSnowflake.Config config) {
    this.config = config;
  }

  /** Whether it is unknown what became of a statement. */
  static boolean isAmbiguous(SQLException e) {
    int code = e.getErrorCode();
    String state = String.valueOf(e.getSQLState());
    return (code >= DRIVER_FIRST && code <= DRIVER_LAST) || state.startsWith("08") || isGone(code);
  }

  /** Whether there is no such session any more. */
  private static boolean isGone(int code) {
    return code == 390_104 || code == 390_111 || code == 390_114 || code == 390_115;
  }

  /** Whether a table, or its schema or database, is not there as far as the role can see. */
  static boolean isMissing(SQLException e) {
    return e.getErrorCode() == 2003 || e.getErrorCode() == 2043;
  }

  static boolean isForbidden(SQLException e) {
    return e.getErrorCode() == 3001;
  }

  SingerException.Destination atLogin(SQLException e) {
    Session session = config.session();
    String where =
        "signing in at " + config.address().url().substring("jdbc:snowflake://".length());
    String what =
        switch (e.getErrorCode()) {
          case 390_100, 390_191 ->
              "Snowflake does not know the user "
                  + config.credentials().user().orElse("")
                  + " in the account "
                  + config.address().account()
                  + ", or not by this password";
          case 390_144 ->
              "the private key is not that of the user "
                  + config.credentials().user().orElse("")
                  + " in the account "
                  + config.address().account()
                  + "; DESC USER shows RSA_PUBLIC_KEY_FP, the fingerprint of the one that is";
          case 390_303, 390_318, 390_195 ->
              "the token is not valid, or not any longer; make a new one";
          case 390_189, 390_186 ->
              "the role "
                  + session.role().orElse("of the user")
                  + " is not there, or not granted to the user; correct `role`, or GRANT ROLE";
          case 390_201 ->
              "the database "
                  + session.database()
                  + " or the warehouse "
                  + session.warehouse().orElse("of the user")
                  + " is not there, or the role may not use it";
          case 390_420, 390_422 -> "the account's network policy does not let this machine in";
          default ->
              isAmbiguous(e)
                  ? "no answer that makes sense comes from there; is `account` right?" + said(e)
                  : firstLine(e);
        };
    return new SingerException.Destination(where + ": " + what, e);
  }

  SingerException.Destination of(SQLException e, String sql) {
    return new SingerException.Destination(sentence(e) + at(e, sql), e);
  }

  private String sentence(SQLException e) {
    String warehouse = config.session().warehouse().orElse("of the user");
    return switch (e.getErrorCode()) {
      case 606 ->
          "there is no warehouse to work with: name one in `warehouse`, and GRANT USAGE on it to"
              + " the role";
      case 90_073, 90_105, 90_106 ->
          "the warehouse "
              + warehouse
              + " is suspended, and cannot be resumed by this role or within its quota: "
              + firstLine(e);
      case 625, 90_232 ->
          "the table is locked by another transaction for longer than LOCK_TIMEOUT; SHOW LOCKS says"
              + " by which";
      case 3001 ->
          "the role "
              + config.session().role().orElse("of the user")
              + " may not do that: "
              + firstLine(e);
      case 2003, 2043 ->
          firstLine(e).replaceAll("[.]+$", "")
              + ": make it, or GRANT the role "
              + config.session().role().orElse("of the user")
              + " to use it";
      case 630, 604 -> "Snowflake ended the statement: " + firstLine(e);
      default ->
          isGone(e.getErrorCode())
              ? "the session has ended; the next run goes on from the last state"
              : firstLine(e);
    };
  }

  SingerException.Destination refused(SQLException e, String sql, String rows) {
    return new SingerException.Destination(rows + "; nothing of its batch is kept" + at(e, sql), e);
  }

  SingerException.Destination miscounted(String sql, long count, long expected) {
    return new SingerException.Destination(
        count
            + " of "
            + expected
            + " rows of a batch arrived, so none was kept (at "
            + head(sql)
            + ")");
  }

  SingerException.Destination unknown(SQLException e, String sql) {
    return new SingerException.Destination(
        "the connection broke, and nobody can say whether the batch was loaded; the next run loads"
            + " it again, which for streams without keys may double its rows"
            + at(e, sql),
        e);
  }

  private static String said(SQLException e) {
    String words = firstLine(e);
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  private static String firstLine(SQLException e) {
    return withoutValues(String.valueOf(e.getMessage()).replaceAll("\\s*\\n\\s*", " ").strip());
  }

  /** What Snowflake says, without what it quotes of a row. */
  static String withoutValues(String words) {
    return VALUE.matcher(words).replaceAll("…");
  }

  private static String at(SQLException e, String sql) {
    String id = e instanceof SnowflakeSQLException known ? known.getQueryId() : null;
    return " (at " + head(sql) + (id == null || id.isEmpty() ? "" : ", query " + id) + ")";
  }

  private static String head(String sql) {
    String line = sql.lines().findFirst().orElse("");
    int parenthesis = line.indexOf(" (");
    String head = parenthesis > 0 ? line.substring(0, parenthesis) : line;
    return head.substring(0, Math.min(head.length(), LONGEST_STATEMENT));
  }
}
