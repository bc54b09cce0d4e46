package io.tributary.target.duckdb;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Placement;
import io.tributary.singer.sql.Statement;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableColumn;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Warehouse;
import io.tributary.singer.sql.WarehousePlanner;
import io.tributary.singer.target.RowColumns;
import io.tributary.singer.target.TargetSettings;
import io.tributary.singer.testkit.AwfulTable;
import io.tributary.singer.testkit.Golden;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All of the SQL that DuckDB is given, as files that a reviewer reads. */
final class AwfulTableTest {
  private static final Golden GOLDEN = Golden.of("sql");

  @Test
  void makesAndMergesATableThatHasEverything() {
    GOLDEN.check("awful-table-merge.sql", planned(AwfulTable.schema(), "{}"));
  }

  @Test
  void appendsToATableThatHasEverything() {
    GOLDEN.check(
        "awful-table-append.sql", planned(AwfulTable.schema(), "{'load_method': 'append-only'}"));
  }

  @Test
  void replacesATable() {
    GOLDEN.check("people-overwrite.sql", planned(people(), "{'load_method': 'overwrite'}"));
  }

  @Test
  void mergesWithoutMetadata() {
    GOLDEN.check("people-plain.sql", planned(people(), "{'add_record_metadata': false}"));
  }

  @Test
  void changesATableThatIsThere() {
    GOLDEN.check(
        "people-evolve.sql",
        planned(
            people(),
            "{}",
            new TableColumn("id", "INTEGER", false),
            new TableColumn("NAME", "VARCHAR", false),
            new TableColumn("paid", "DATE", true),
            new TableColumn("left_over", "BLOB", false)));
  }

  private static SchemaMessage people() {
    JsonSchema schema =
        JsonSchema.object()
            .property("id", LogicalType.INTEGER)
            .property("name", LogicalType.STRING)
            .property("paid", LogicalType.TIMESTAMP)
            .property("address", LogicalType.OBJECT);
    return new SchemaMessage("people", schema, List.of("id"));
  }

  private static String planned(SchemaMessage schema, String settings, TableColumn... columns) {
    Placement placement =
        new Placement(TableName.of("warehouse", "main"), Settings.warehouse(settings));
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    try (Planner planner =
        new WarehousePlanner(
            new Drawing(List.of(columns)), DuckdbDialect.DUCKDB, placement, clock)) {
      return String.join(
              ";\n\n",
              planner.steps(
                  schema, RowColumns.of(schema, planner.wholeRecord(), TargetSettings.defaults())))
          + ";\n";
    }
  }

  /** A database that has a table, and in which nothing can be done. */
  private record Drawing(List<TableColumn> columns) implements Warehouse {
    @Override
    public List<TableColumn> columns(TableName table) {
      return columns;
    }

    @Override
    public List<Long> execute(List<Statement> statements) {
      throw new AssertionError("a plan executes nothing");
    }

    @Override
    public Optional<String> answer(Statement query) {
      throw new AssertionError("a plan of tables asks for their columns only");
    }

    @Override
    public void copy(Batch batch, Table staged) {
      throw new AssertionError("a plan copies nothing");
    }

    @Override
    public void close() {}
  }
}
