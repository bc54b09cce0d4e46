package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.sql.StagedRows.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Between which values the keys of a staged batch lie, as literals in the merge: by these a
 * database leaves out the parts of a table that hold none of them, as it does not for a subquery.
 *
 * <p>A row of the table whose key is not between them has no row of the batch to match, so nothing
 * else changes by them. Only keys are bounded: what is not a key may differ between the row that is
 * there and the one that replaces it.
 *
 * <p>It is for databases whose string literals have escapes by a backslash.
 */
public final class KeyBounds {
  private final Dialect dialect;
  private final TableName staged;
  private final List<Assignment> keys;

  KeyBounds(Dialect dialect, StagedRows rows) {
    this.dialect = dialect;
    this.staged = rows.from();
    this.keys = rows.keys().stream().filter(this::isOrdered).toList();
  }

  /** Whether there is a key that can be bounded. */
  boolean areThere() {
    return !keys.isEmpty();
  }

  /** Numbers and dates follow each other; texts of keys mostly do not, and can be long. */
  private boolean isOrdered(Assignment key) {
    return switch (key.type().kind()) {
      case INTEGER, DECIMAL, NUMBER -> key.type().precision() > 0 && !isText(key);
      case DATE, TIMESTAMP -> true;
      case BOOLEAN, STRING, TIME, BINARY, OBJECT, ARRAY, ANY -> false;
    };
  }

  private boolean isText(Assignment key) {
    return dialect.spelled(key.type()).equals(dialect.spelled(ColumnType.STRING));
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Answers the bounds, as they stand in the merge. */
  Statement query() {
    return Statement.of(
        "SELECT "
            + keys.stream().map(this::bounds).collect(Collectors.joining(" || "))
            + "\nFROM "
            + dialect.quoted(staged)
            + " AS s");
  }

  /** A batch may have no key that is not null, or some that are. */
  private String bounds(Assignment key) {
    String column = "t." + dialect.quoted(key.column());
    String value = key.value();
    return literal(" AND (")
        + " || COALESCE("
        + literal(column + " BETWEEN CAST('")
        + " || "
        + text("MIN(" + value + ")", key)
        + " || "
        + literal("' AS " + dialect.spelled(key.type()) + ") AND CAST('")
        + " || "
        + text("MAX(" + value + ")", key)
        + " || "
        + literal("' AS " + dialect.spelled(key.type()) + ")")
        + ", 'FALSE') || CASE WHEN COUNT(*) > COUNT("
        + value
        + ") THEN "
        + literal(" OR " + column + " IS NULL")
        + " ELSE '' END || ')'";
  }

  private String text(String value, Assignment key) {
    return dialect.types().convert().sql(value, key.type(), ColumnType.STRING);
  }

  /**
   * Statements whose bounds are known: those that ask for them are gone.
   *
   * @param asked the places, in the list that was given, of those that are gone
   */
  public record Known(List<Statement> statements, List<Integer> asked) {
    /** What each of the statements that were given counts; a question counts nothing. */
    public List<Long> counts(List<Long> counted) {
      List<Long> counts = new ArrayList<>(counted);
      asked.forEach(place -> counts.add(place, 0L));
      return counts;
    }
  }

  /** Asks for the bounds, each just before the merge that they are for, and puts them there. */
  public static Known known(List<Statement> statements, Function<Statement, String> answers) {
    List<Statement> known = new ArrayList<>();
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      boolean isQuestion =
          i + 1 < statements.size() && statements.get(i + 1).sql().contains(MergeStatement.BOUNDS);
      if (!isQuestion) {
        known.add(statement);
        continue;
      }
      Statement merge = statements.get(++i);
      asked.add(i - 1);
      String sql = merge.sql().replace(MergeStatement.BOUNDS, answers.apply(statement));
      known.add(new Statement(sql, merge.values(), merge.expected()));
    }
    return new Known(known, asked);
  }
}
