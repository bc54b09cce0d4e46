package io.tributary.singer.sql;

import java.util.OptionalLong;

/**
 * One statement, and how many rows it must change; a query must answer that number. If it does not,
 * it and all that was to happen with it is undone.
 */
public record Statement(String sql, OptionalLong expected) {
  public static Statement of(String sql) {
    return new Statement(sql, OptionalLong.empty());
  }

  /** This statement, which must count {@code rows}. */
  public Statement counting(long rows) {
    return new Statement(sql, OptionalLong.of(rows));
  }
}
