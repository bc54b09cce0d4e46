package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.sql.StagedRows.Assignment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a MERGE does to the rows that are there, seen in a database that executes it. */
final class MergeStatementTest {
  private static final MergeStatement MERGE = new MergeStatement(new MergeStatement.Equality() {});
  private static final String ROWS = "SELECT * FROM people ORDER BY ALL NULLS FIRST";

  private Duck duck;

  @BeforeEach
  void open() throws SQLException {
    duck = new Duck();
    duck.run("CREATE TABLE people (id BIGINT, born DATE, kind VARCHAR, name VARCHAR, old VARCHAR)");
    duck.run(
        "CREATE TABLE staged (id BIGINT, born DATE, kind VARCHAR, name VARCHAR,"
            + " _row_sequence BIGINT)");
  }

  @AfterEach
  void close() throws SQLException {
    duck.close();
  }

  private static StagedRows rows(Assignment... keys) {
    List<Assignment> values =
        List.of(
            assignment("id", ColumnType.INTEGER),
            assignment("born", ColumnType.DATE),
            assignment("kind", ColumnType.STRING),
            assignment("name", ColumnType.STRING));
    return new StagedRows(
        TableName.of("main", "staged"),
        TableName.of("main", "people"),
        values,
        List.of("old"),
        List.of(keys),
        OptionalLong.empty());
  }

  private static Assignment assignment(String column, ColumnType type) {
    return new Assignment(column, "s.\"" + column + '"', type);
  }

  private long merge(LoadSteps steps) throws SQLException {
    KeyBounds.Known known = KeyBounds.known(steps.statements(), this::answer);
    List<Long> counted = new ArrayList<>();
    for (Statement statement : known.statements()) {
      counted.add(duck.run(statement));
    }
    return known.counts(counted).get(steps.insert());
  }

  /** The bounds; DuckDB doubles a quote where those whom they are for escape it. */
  private String answer(Statement query) {
    try {
      return duck.rows(query.sql().replace("\\'", "''")).get(0).get(0);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void replacesWholeRowsByTheLastThatArrivedAndAddsTheOthers() throws SQLException {
    duck.run("INSERT INTO people VALUES (1, NULL, 'a', 'Ann', 'was'), (2, NULL, 'a', 'Bo', 'was')");
    duck.run(
        "INSERT INTO staged VALUES (1, NULL, 'a', 'late', 9), (1, NULL, 'a', 'early', 3),"
            + " (3, '2001-02-03', 'b', 'Cy', 4)");

    long counted = merge(MERGE.steps(Duck.DIALECT, rows(assignment("id", ColumnType.INTEGER))));

    assertThat(counted).isEqualTo(2);
    assertThat(duck.rows(ROWS))
        .containsExactly(
            List.of("1", "null", "a", "late", "null"),
            List.of("2", "null", "a", "Bo", "was"),
            List.of("3", "2001-02-03", "b", "Cy", "null"));
  }

  @Test
  void takesNullsInKeysForEqual() throws SQLException {
    duck.run("INSERT INTO people VALUES (1, NULL, NULL, 'Ann', NULL), (1, NULL, 'x', 'Bo', NULL)");
    duck.run("INSERT INTO staged VALUES (1, NULL, NULL, 'Anna', 1)");

    merge(
        MERGE.steps(
            Duck.DIALECT,
            rows(assignment("id", ColumnType.INTEGER), assignment("kind", ColumnType.STRING))));

    assertThat(duck.rows(ROWS))
        .containsExactly(
            List.of("1", "null", "null", "Anna", "null"), List.of("1", "null", "x", "Bo", "null"));
  }

  @Test
  void doesTheSameWithinTheBoundsOfItsKeys() throws SQLException {
    for (String key : List.of("id", "born")) {
      duck.run("DELETE FROM people");
      duck.run("DELETE FROM staged");
      duck.run(
          "INSERT INTO people VALUES (1, '2001-01-01', 'a', 'Ann', NULL),"
              + " (7, '2007-07-07', 'a', 'Bo', NULL), (NULL, NULL, 'a', 'no', NULL)");
      duck.run(
          "INSERT INTO staged VALUES (7, '2007-07-07', 'b', 'Bob', 1), (NULL, NULL, 'b', 'yes', 2),"
              + " (9, '2009-09-09', 'b', 'Di', 3)");
      ColumnType type = key.equals("id") ? ColumnType.INTEGER : ColumnType.DATE;

      LoadSteps steps = MERGE.pruned(Duck.DIALECT, rows(assignment(key, type)));

      assertThat(steps.statements()).hasSize(2);
      assertThat(answer(steps.statements().get(0)))
          .contains("t.\"" + key + "\" BETWEEN CAST('")
          .endsWith(" OR t.\"" + key + "\" IS NULL)");
      assertThat(merge(steps)).isEqualTo(3);
      assertThat(duck.rows(ROWS))
          .containsExactly(
              List.of("null", "null", "b", "yes", "null"),
              List.of("1", "2001-01-01", "a", "Ann", "null"),
              List.of("7", "2007-07-07", "b", "Bob", "null"),
              List.of("9", "2009-09-09", "b", "Di", "null"));
    }
  }

  @Test
  void looksNowhereForABatchWithoutKeys() throws SQLException {
    LoadSteps steps = MERGE.pruned(Duck.DIALECT, rows(assignment("id", ColumnType.decimal(10, 2))));

    assertThat(answer(steps.statements().get(0))).isEqualTo(" AND (FALSE)");
    assertThat(merge(steps)).isZero();
  }

  @Test
  void asksForNoBoundsOfTexts() {
    Stream.of(ColumnType.STRING, ColumnType.BOOLEAN, ColumnType.DOUBLE)
        .map(type -> rows(assignment("kind", type)))
        .forEach(
            rows ->
                assertThat(MERGE.pruned(Duck.DIALECT, rows))
                    .isEqualTo(MERGE.steps(Duck.DIALECT, rows)));
  }

  @Test
  void leavesStatementsThatAskForNothingAsTheyAre() {
    List<Statement> statements =
        List.of(Statement.of("SELECT 1"), Statement.of("UPDATE x SET y = ?").with("z").counting(1));

    KeyBounds.Known known =
        KeyBounds.known(
            statements,
            query -> {
              throw new AssertionError("nothing is asked");
            });

    assertThat(known.statements()).isEqualTo(statements);
    assertThat(known.counts(List.of(4L, 1L))).containsExactly(4L, 1L);
  }

  @Test
  void hasTextsInThePlaceOfQuestionMarks() throws SQLException {
    duck.run(Statement.of("INSERT INTO people (kind, name) VALUES (?, ?)").with("it's", "a \\ ?"));

    assertThat(duck.rows("SELECT kind, name FROM people"))
        .containsExactly(List.of("it's", "a \\ ?"));
  }
}
