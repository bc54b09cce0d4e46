package io.tributary.target.bigquery;

import io.tributary.singer.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Statements that change rows, as one transaction that is sent at once. */
record Script(List<Statement> statements) {
  /** What an assertion says that fails. */
  static final String MISCOUNTED = "tributary: not the rows that were expected";

  /** The text. It answers what each statement counted, with a comma before each. */
  String sql() {
    StringBuilder sql =
        new StringBuilder("DECLARE counts STRING DEFAULT '';\nBEGIN TRANSACTION;\n");
    for (Statement statement : statements) {
      sql.append(statement.sql()).append(";\n");
      sql.append("SET counts = CONCAT(counts, ',', CAST(@@row_count AS STRING));\n");
      statement
          .expected()
          .ifPresent(
              rows ->
                  sql.append("ASSERT ENDS_WITH(counts, ',")
                      .append(rows)
                      .append("') AS '")
                      .append(MISCOUNTED)
                      .append("';\n"));
    }
    return sql.append("COMMIT TRANSACTION;\nSELECT counts;\n").toString();
  }

  /** What the question marks of all statements stand for. */
  List<String> values() {
    return statements.stream().flatMap(it -> it.values().stream()).toList();
  }

  /** The counts of an answer. */
  static List<Long> counts(String answer) {
    List<Long> counts = new ArrayList<>();
    Stream.of(answer.split(","))
        .filter(it -> !it.isEmpty())
        .map(Long::valueOf)
        .forEach(counts::add);
    return counts;
  }
}
