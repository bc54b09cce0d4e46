package io.tributary.target.bigquery;

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

/** All of the SQL that BigQuery is given, as files that a reviewer reads. */
final class AwfulTableTest {
  private static final Golden GOLDEN = Golden.of("sql");

  @Test
  void makesATableThatHasEverything() {
    GOLDEN.check("awful-table.sql", definition("{}"));
  }

  @Test
  void mergesIntoATableThatHasEverything() {
    GOLDEN.check("awful-table-merge.sql", rows("{}"));
  }

  @Test
  void appendsToATableThatHasEverything() {
    GOLDEN.check("awful-table-append.sql", rows("{'load_method': 'append-only'}"));
  }

  @Test
  void keepsRecordsThatHaveEverythingAsTheyCame() {
    GOLDEN.check("awful-table-fixed.sql", planned(AwfulTable.schema(), "{'denormalized': false}"));
  }

  @Test
  void mergesWithinTheBoundsOfTheKeys() {
    GOLDEN.check("awful-table-pruned.sql", rows("{'merge_pruning': true}"));
    GOLDEN.check("people-pruned.sql", planned(people(), "{'merge_pruning': true}"));
  }

  @Test
  void makesATableInPartitionsAndClusters() {
    GOLDEN.check(
        "people-partitioned.sql",
        planned(
            people(),
            "{'tables': {'orders*': {}, 'PEO*': {'partition_by': 'paid', 'partition_every':"
                + " 'month', 'cluster_by': ['name', 'shoe', 'address'],"
                + " 'partition_expiration_days': 400, 'expiration_days': 30, 'labels':"
                + " {'team': 'data'}, 'description': 'Whose? Ours', 'kms_key_name':"
                + " 'projects/p/locations/eu/keyRings/r/cryptoKeys/k'}}}"));
    GOLDEN.check(
        "people-range.sql",
        planned(
            people(),
            "{'cluster_by_keys': true, 'tables': {'people': {'partition_by': 'id',"
                + " 'partition_range': [0, 4000, 10]}}}"));
    GOLDEN.check(
        "people-ingestion.sql",
        planned(people(), "{'tables': {'*': {'partition_by': '_PARTITIONDATE'}}}"));
  }

  @Test
  void makesATableOfClocksWithoutAZone() {
    GOLDEN.check(
        "people-datetime.sql",
        planned(
            people(), "{'timestamp_type': 'datetime', 'tables': {'*': {'partition_by': 'paid'}}}"));
  }

  @Test
  void replacesATableThatIsThere() {
    GOLDEN.check(
        "people-overwrite.sql",
        planned(people(), "{'load_method': 'overwrite'}", new TableColumn("id", "INT64", true)));
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
            new TableColumn("ID", "INT64", false),
            new TableColumn("name", "STRING(20)", false),
            new TableColumn("balance", "INT64", true),
            new TableColumn("paid", "DATE", true),
            new TableColumn("shoe", "BOOL", true),
            new TableColumn("left_over", "BYTES", false)));
  }

  @Test
  void makesATableOfStructsAndArrays() {
    GOLDEN.check("orders-nested.sql", planned(orders(), "{}"));
    GOLDEN.check(
        "orders-snake-case.sql",
        planned(orders(), "{'column_name_transforms': {'snake_case': true}}"));
  }

  @Test
  void changesStructsThatAreThere() {
    GOLDEN.check(
        "orders-evolve.sql",
        planned(
            orders(),
            "{}",
            new TableColumn("id", "INT64", true),
            new TableColumn("Customer", "STRUCT<`Name` STRING NOT NULL, `age` INT64>", true),
            new TableColumn("lines", "ARRAY<STRUCT<`sku` INT64, `price` BIGNUMERIC>>", true),
            new TableColumn("tags", "JSON", true),
            new TableColumn("notes", "STRUCT<`a` STRING>", true)));
  }

  @Test
  void changesRowsInOneTransaction() {
    Script script =
        new Script(
            List.of(
                Statement.of("INSERT INTO `t` SELECT * FROM `s`"),
                Statement.of("UPDATE `_singer_state` SET `state` = ?").with("{}").counting(1)));

    GOLDEN.check("script.sql", script.sql());
    assertThat(script.values()).containsExactly("{}");
    assertThat(Script.counts(",3,1")).containsExactly(3L, 1L);
  }

  private static SchemaMessage people() {
    JsonSchema schema =
        JsonSchema.object()
            .property("id", LogicalType.INTEGER)
            .property("name", LogicalType.STRING)
            .property("balance", LogicalType.NUMBER)
            .property("paid", LogicalType.TIMESTAMP)
            .property("shoe", LogicalType.STRING)
            .property("address", LogicalType.OBJECT)
            .property("height", LogicalType.NUMBER);
    return new SchemaMessage("people", schema, List.of("id"));
  }

  private static SchemaMessage orders() {
    String properties =
        "{'type': 'object', 'properties': {'id': {'type': 'integer'}, 'Customer': {'type':"
            + " 'object', 'properties': {'Name': {'type': 'string'}, 'age': {'type': 'number'},"
            + " 'homeAddress': {'type': ['null', 'object'], 'additionalProperties': false,"
            + " 'properties': {'zipCode': {'type': 'string'}, 'since': {'type': 'string',"
            + " 'format': 'date'}}}}}, 'lines': {'type': 'array', 'items': {'type': 'object',"
            + " 'additionalProperties': false, 'properties': {'sku': {'type': 'string'}, 'price':"
            + " {'type': 'number', 'multipleOf': 0.01}}}}, 'tags': {'type': 'array', 'items':"
            + " {'type': 'string'}}, 'notes': {'type': 'array', 'items': {'type': ['null',"
            + " 'string']}}}}";
    return new SchemaMessage("orders", JsonSchema.of(Settings.object(properties)), List.of("id"));
  }

  private static String definition(String settings) {
    return String.join(";\n\n", steps(AwfulTable.schema(), settings).subList(0, 2)) + ";\n";
  }

  /** What is done for each batch of it. */
  private static String rows(String settings) {
    List<String> steps = steps(AwfulTable.schema(), settings);
    return String.join(";\n\n", steps.subList(2, steps.size())) + ";\n";
  }

  private static String planned(SchemaMessage schema, String settings, TableColumn... columns) {
    return String.join(";\n\n", steps(schema, settings, columns)) + ";\n";
  }

  private static List<String> steps(SchemaMessage schema, String settings, TableColumn... columns) {
    TargetBigquery.Config config = Settings.config(settings);
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    try (Planner planner =
        new WarehousePlanner(
            new Drawing(List.of(columns)),
            new BigqueryDialect(config).dialect(),
            TargetBigquery.placement(config),
            clock)) {
      return planner.steps(
          schema, RowColumns.of(schema, planner.wholeRecord(), TargetSettings.defaults()));
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
