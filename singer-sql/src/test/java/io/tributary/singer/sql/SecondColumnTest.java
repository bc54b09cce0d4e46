package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.sql.SchemaChange.WidenColumn;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecondColumnTest {
  private static final TableName TABLE = TableName.of("main", "people");
  private static final SecondColumn WIDENING =
      new SecondColumn("_wider", (dialect, change) -> false);

  private static WidenColumn change(String column) {
    return new WidenColumn(TABLE, column, ColumnType.INTEGER, ColumnType.STRING);
  }

  @Test
  void widensInPlaceWhereTheDatabaseDoes() {
    SecondColumn widening = new SecondColumn("_wider", (dialect, change) -> true);

    assertThat(widening.steps(Duck.DIALECT, change("age")))
        .containsExactly(
            Statement.of(
                "ALTER TABLE \"main\".\"people\" ALTER COLUMN \"age\" SET DATA TYPE VARCHAR"));
  }

  /** However far it gets, completing it and doing it again ends with the same column. */
  @Test
  void isCompletedWhereverItBrokeOff() throws SQLException {
    List<Statement> steps = Step.statements(WIDENING.steps(Duck.DIALECT, change("age")));
    for (int done = 0; done <= steps.size(); done++) {
      try (Duck duck = new Duck()) {
        duck.run("CREATE TABLE people (id BIGINT, age BIGINT)");
        duck.run("INSERT INTO people VALUES (1, 30), (2, NULL)");
        for (Statement step : steps.subList(0, done)) {
          duck.run(step);
        }

        List<Step> unfinished = WIDENING.unfinished(Duck.DIALECT, TABLE, columns(duck));
        for (Statement step : Step.statements(unfinished)) {
          duck.run(step);
        }
        if (columns(duck).contains(new TableColumn("age", "BIGINT", true))) {
          for (Statement step : steps) {
            duck.run(step);
          }
        }

        assertThat(columns(duck))
            .as("after %d of its steps", done)
            .containsExactlyInAnyOrder(
                new TableColumn("id", "BIGINT", true), new TableColumn("age", "VARCHAR", true));
        assertThat(duck.rows("SELECT id, age FROM people ORDER BY id"))
            .containsExactly(List.of("1", "30"), List.of("2", "null"));
      }
    }
  }

  @Test
  void needsRoomForTheNameOfASecondColumn() {
    assertThatThrownBy(() -> WIDENING.steps(Duck.DIALECT, change("a_name_of_19_letter")))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("main.people: the column a_name_of_19_letter has to hold more");
  }

  private static List<TableColumn> columns(Duck duck) throws SQLException {
    return duck
        .rows("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'people'")
        .stream()
        .map(row -> new TableColumn(row.get(0), row.get(1), true))
        .toList();
  }
}
