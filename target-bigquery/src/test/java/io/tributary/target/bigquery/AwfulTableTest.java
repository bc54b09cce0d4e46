package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.Statement;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableColumn;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.Warehouse;
import io.tributary.singer.sql.WarehousePlanner;
import io.tributary.singer.testkit.AwfulTable;
import io.tributary.singer.testkit.Golden;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All of the SQL that BigQuery is given, as files that a reviewer reads. */
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

  @ParameterizedTest
  @CsvSource({
    "order,order",
    "a b,a_b",
    "größe,größe",
    "1st,_1st",
    "_PARTITIONTIME,__PARTITIONTIME",
    "_partition,__partition",
    "__ROOT__x,___ROOT__x",
    "_sdc_sequence,_sdc_sequence",
    "a`b,a_x60_b"
  })
  void foldsNames(String name, String held) {
    assertThat(identifiers().fold(name)).isEqualTo(held);
  }

  @Test
  void namesNothingLongerThanBigqueryAllows() {
    assertThat(identifiers().fold("x".repeat(400))).hasSize(300);
  }

  private static Identifiers identifiers() {
    return new BigqueryDialect(Settings.config("{}")).dialect().identifiers();
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

  private static String planned(SchemaMessage schema, String settings, TableColumn... columns) {
    TargetBigquery.Config config = Settings.config(settings);
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    try (Planner planner =
        new WarehousePlanner(
            new Drawing(List.of(columns)),
            new BigqueryDialect(config).dialect(),
            TargetBigquery.placement(config),
            clock)) {
      return String.join(";\n\n", planner.steps(schema)) + ";\n";
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
