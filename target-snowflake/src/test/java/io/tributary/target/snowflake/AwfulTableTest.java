package io.tributary.target.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
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

/** All of the SQL that Snowflake is given, as files that a reviewer reads. */
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
  void mergesWithinTheBoundsOfTheKeys() {
    GOLDEN.check("awful-table-pruned.sql", planned(AwfulTable.schema(), "{'merge_pruning': true}"));
    GOLDEN.check("people-pruned.sql", planned(people(), "{'merge_pruning': true}"));
  }

  @Test
  void makesATableThatHasEverythingWithNamesAsTheyCome() {
    GOLDEN.check(
        "awful-table-quoted.sql",
        planned(
            AwfulTable.schema(), "{'quote_identifiers': true, 'timestamp_type': 'timestamp_ntz'}"));
  }

  @Test
  void replacesATableThatIsThere() {
    GOLDEN.check(
        "people-overwrite.sql",
        planned(
            people(), "{'load_method': 'overwrite'}", new TableColumn("ID", "NUMBER(38,0)", true)));
  }

  @Test
  void replacesATableThatIsNotThere() {
    GOLDEN.check("people-overwrite-first.sql", planned(people(), "{'load_method': 'overwrite'}"));
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
            new TableColumn("ID", "NUMBER(10,0)", false),
            new TableColumn("NAME", "VARCHAR(20)", false),
            new TableColumn("BALANCE", "NUMBER(12,2)", true),
            new TableColumn("PAID", "DATE", true),
            new TableColumn("SHOE", "BOOLEAN", true),
            new TableColumn("LEFT_OVER", "BINARY", false)));
  }

  @Test
  void copiesABatch() {
    TargetSnowflake.Config config = Settings.config("{}");
    BatchStage stage =
        new BatchStage(
            new SnowflakeDialect(config), Instant.parse("2026-01-02T03:04:05Z"), 255, true);
    Batch batch = new Batch(AwfulTable.schema(), List.of(), List.of(), 3, 100, 40, 1_001, 1_003);
    Table staged =
        new Table(
            new SnowflakeDialect(config).dialect().staged(),
            people().schema().fields().stream()
                .map(field -> new io.tributary.singer.connector.Column(field.name(), field.type()))
                .toList());
    String name = stage.name(batch);

    GOLDEN.check(
        "batch-copy.sql",
        String.join(
            ";\n\n",
            stage.put(java.nio.file.Path.of("/tmp/it's here"), name),
            stage.create(staged),
            stage.copy(staged, name),
            stage.validation(staged, name),
            stage.removeAll() + ";\n"));
  }

  @Test
  void namesNothingLongerThanSnowflakeAllows() {
    String longest = "x".repeat(300);
    String folded =
        new SnowflakeDialect(Settings.config("{}")).dialect().identifiers().fold(longest);

    assertThat(folded).hasSize(255).startsWith("XXX");
  }

  private static SchemaMessage people() {
    JsonSchema schema =
        JsonSchema.object()
            .property("id", LogicalType.INTEGER)
            .property("name", LogicalType.STRING)
            .property("balance", LogicalType.NUMBER)
            .property("paid", LogicalType.TIMESTAMP)
            .property("shoe", LogicalType.STRING)
            .property("address", LogicalType.OBJECT);
    return new SchemaMessage("people", schema, List.of("id"));
  }

  private static String planned(SchemaMessage schema, String settings, TableColumn... columns) {
    TargetSnowflake.Config config = Settings.config(settings);
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    try (Planner planner =
        new WarehousePlanner(
            new Drawing(List.of(columns)),
            new SnowflakeDialect(config).dialect(),
            TargetSnowflake.placement(config),
            clock)) {
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
