package io.tributary.singer.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that put a staged batch into its table.
 *
 * @param insert the place, in the list, of the statement that counts the rows that were put in
 */
public record LoadSteps(List<Statement> statements, int insert) {
  public LoadSteps {
    statements = List.copyOf(statements);
  }

  LoadSteps followedBy(String sql) {
    List<Statement> more = new ArrayList<>(statements);
    more.add(Statement.of(sql));
    return new LoadSteps(more, insert);
  }
}
