package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.schema.ColumnType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One MERGE that replaces the rows that a batch has the keys of, and adds the others.
 *
 * <p>Within the batch the last to arrive wins, by its arrival number. Keys are equal if all their
 * values are, null being equal to null. A row that is replaced keeps nothing of what it was.
 *
 * @param equality how keys are compared
 */
public record MergeStatement(Equality equality) {
  /** Where the bounds of the keys go in a merge; until then it is a comment. */
  static final String BOUNDS = " /* and each key within the bounds of the batch */";

  /** How a database compares keys. */
  public interface Equality {
    /** What rows of the same value are gathered by. */
    default String group(String value, ColumnType type) {
      return value;
    }

    /** Whether two values are the same, null being the same as null. */
    default String same(String one, String other, ColumnType type) {
      return one + " IS NOT DISTINCT FROM " + other;
    }
  }

  /** The statement. */
  public LoadSteps steps(Dialect dialect, StagedRows rows) {
    return new LoadSteps(List.of(Statement.of(sql(dialect, rows, ""))), 0);
  }

  /**
   * The same, by which the database looks only where the keys of the batch can be; {@link
   * KeyBounds#known} completes it.
   */
  public LoadSteps pruned(Dialect dialect, StagedRows rows) {
    KeyBounds bounds = new KeyBounds(dialect, rows);
    return bounds.areThere()
        ? new LoadSteps(List.of(bounds.query(), Statement.of(sql(dialect, rows, BOUNDS))), 1)
        : steps(dialect, rows);
  }

  private String sql(Dialect dialect, StagedRows rows, String within) {
    return "MERGE INTO "
        + dialect.quoted(rows.into())
        + " AS t USING (\n  SELECT "
        + joined(rows.values(), ", ", it -> it.value() + " AS " + dialect.quoted(it.column()))
        + "\n  FROM "
        + dialect.quoted(rows.from())
        + " AS s\n  QUALIFY ROW_NUMBER() OVER (PARTITION BY "
        + joined(rows.keys(), ", ", key -> equality.group(key.value(), key.type()))
        + " ORDER BY s."
        + dialect.quoted(CarriedColumn.name(Carried.SEQUENCE))
        + " DESC) = 1\n) AS l ON "
        + joined(rows.keys(), " AND ", key -> same(dialect.quoted(key.column()), key.type()))
        + within
        + matched(dialect, rows)
        + "\nWHEN NOT MATCHED THEN INSERT ("
        + joined(rows.values(), ", ", it -> dialect.quoted(it.column()))
        + ") VALUES ("
        + joined(rows.values(), ", ", it -> "l." + dialect.quoted(it.column()))
        + ")";
  }

  private String same(String column, ColumnType type) {
    return equality.same("t." + column, "l." + column, type);
  }

  /** Keys are set as well: they are equal, but an offset or a zero at the end may have changed. */
  private static String matched(Dialect dialect, StagedRows rows) {
    String nothing =
        rows.others().stream()
            .map(column -> ", " + dialect.quoted(column) + " = NULL")
            .collect(Collectors.joining());
    return "\nWHEN MATCHED THEN UPDATE SET "
        + joined(
            rows.values(),
            ", ",
            it -> dialect.quoted(it.column()) + " = l." + dialect.quoted(it.column()))
        + nothing;
  }

  private static <T> String joined(List<T> parts, String between, Function<T, String> text) {
    return parts.stream().map(text).collect(Collectors.joining(between));
  }
}
