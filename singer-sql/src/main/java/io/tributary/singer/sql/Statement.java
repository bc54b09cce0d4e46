package io.tributary.singer.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * One statement, and how many rows it must change; a query must answer that number. If it does not,
 * it and all that was to happen with it is undone.
 *
 * @param values what its question marks stand for; if there are none, there are no such marks
 */
public record Statement(String sql, List<String> values, OptionalLong expected) implements Step {
  public Statement {
    values = List.copyOf(values);
  }

  public static Statement of(String sql) {
    return new Statement(sql, List.of(), OptionalLong.empty());
  }

  @Override
  public String text() {
    return sql;
  }

  /** This statement, which must count {@code rows}. */
  public Statement counting(long rows) {
    return new Statement(sql, values, OptionalLong.of(rows));
  }

  /** This statement, with texts in the place of its question marks. */
  public Statement with(String... texts) {
    return new Statement(sql, List.of(texts), expected);
  }

  /** This statement, ready to be executed once. */
  public PreparedStatement on(Connection connection) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.size(); i++) {
        prepared.setString(i + 1, values.get(i));
      }
      return prepared;
    } catch (SQLException e) {
      prepared.close();
      throw e;
    }
  }
}
