package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarehousePlannerTest {
  private static final TableName ORDERS = TableName.of("db", "orders");
  private static final SchemaMessage NARROW = schema("id");
  private static final SchemaMessage WIDE = schema("id", "note");

  private final RecordingWarehouse warehouse = new RecordingWarehouse();

  @Test
  void plansTheTableAndThenWhatALaterSchemaAdds() {
    WarehousePlanner planner = planner("{'add_record_metadata': false}");

    List<String> first = steps(planner, NARROW);
    List<String> second = steps(planner, WIDE);
    planner.close();

    assertThat(first.get(1)).startsWith("CREATE TABLE [db].[orders]");
    assertThat(second.get(0)).isEqualTo("ALTER TABLE [db].[orders] ADD COLUMN [note] STRING");
    assertThat(second).anyMatch(sql -> sql.startsWith("INSERT INTO [db].[orders]"));
    assertThat(warehouse.executed).isEmpty();
    assertThat(warehouse.isClosed).isTrue();
  }

  @Test
  void plansTheSwapOfAnOverwrite() {
    List<String> steps = steps(planner("{'load_method': 'overwrite'}"), NARROW);

    assertThat(steps)
        .endsWith(
            "DROP TABLE IF EXISTS [db].[orders]",
            "ALTER TABLE [db].[orders__next] RENAME TO [orders]");
  }

  @Test
  void appendsWhatItIsToldToAppend() {
    List<String> steps = steps(planner("{'load_method': 'append-only'}"), NARROW);

    assertThat(steps).noneMatch(sql -> sql.startsWith("DELETE"));
  }

  @Test
  void deletesTheRowsThatSayThatTheyAreGone() {
    List<String> steps = steps(planner("{'hard_delete': true}"), schema("id", "_sdc_deleted_at"));

    assertThat(steps).contains("DELETE FROM [db].[orders] WHERE [_sdc_deleted_at] IS NOT NULL");
  }

  @Test
  void leavesNewColumnsOutOfAFrozenTable() {
    there(true);

    List<String> steps =
        steps(planner("{'schema_contract': 'freeze', 'add_record_metadata': false}"), WIDE);

    assertThat(steps).noneMatch(sql -> sql.contains("note"));
  }

  @Test
  void refusesToChangeATableWhoseContractFails() {
    there(true);

    assertThatThrownBy(
            () -> steps(planner("{'schema_contract': 'fail', 'add_record_metadata': false}"), WIDE))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessage(
            "db.orders: the stream asks to add the column note STRING, which schema_contract does"
                + " not allow");
  }

  @Test
  void letsAColumnBeNullThatVanishedUnlessTheContractForbidsIt() {
    there(false);
    SchemaMessage other = new SchemaMessage("orders", NARROW.schema(), List.of());
    String dropped = "ALTER TABLE [db].[orders] ALTER COLUMN [id] DROP NOT NULL";

    assertThat(steps(planner("{'add_record_metadata': false}"), other)).contains(dropped);
    assertThat(steps(planner("{'add_record_metadata': false, 'schema_contract': 'fail'}"), other))
        .doesNotContain(dropped);
  }

  @Test
  void refusesStreamsThatAreOneTable() {
    WarehousePlanner planner = planner("{}");
    steps(planner, NARROW);

    assertThatThrownBy(
            () -> steps(planner, new SchemaMessage("ORDERS", NARROW.schema(), List.of())))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("the streams orders and ORDERS are the same table to Plain");
  }

  private static List<String> steps(WarehousePlanner planner, SchemaMessage schema) {
    return planner.steps(schema, Announced.by(schema));
  }

  private void there(boolean nullable) {
    warehouse.tables.put(ORDERS, List.of(new TableColumn("id", "STRING", nullable)));
  }

  private static SchemaMessage schema(String... properties) {
    JsonSchema schema = JsonSchema.object();
    for (String property : properties) {
      schema =
          schema.property(
              property,
              property.equals("_sdc_deleted_at") ? LogicalType.TIMESTAMP : LogicalType.STRING);
    }
    return new SchemaMessage("orders", schema, List.of("id"));
  }

  private WarehousePlanner planner(String settings) {
    ObjectNode json = (ObjectNode) RawJson.of(settings.replace('\'', '"')).tree();
    return new WarehousePlanner(
        warehouse,
        Plain.DIALECT,
        new Placement(TableName.of("db"), ConfigReader.read(json, WarehouseSettings.class)),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
  }
}
