package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.Loader.Durability;
import io.tributary.singer.connector.Loader.Loaded;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.connector.Transaction;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WarehouseLoaderTest {
  private static final TableName ORDERS = TableName.of("db", "orders");
  private static final TableName NEXT = TableName.of("db", "orders__next");

  private static final SchemaMessage SCHEMA =
      new SchemaMessage(
          "orders",
          JsonSchema.object()
              .property("id", LogicalType.INTEGER)
              .property("total", LogicalType.NUMBER),
          List.of("id"));

  private final RecordingWarehouse warehouse = new RecordingWarehouse();

  @Test
  void makesTheTableOnceAndLoadsEachBatchInOneTransaction() {
    warehouse.count = 2;
    try (WarehouseLoader loader = loader("{}")) {
      loader.prepare(SCHEMA, Announced.by(SCHEMA));
      loader.prepare(SCHEMA, Announced.by(SCHEMA));

      Loaded loaded = loader.load(batch(ColumnType.INTEGER, 5));

      assertThat(loaded).isEqualTo(new Loaded(2, 3));
      assertThat(loader.format()).isEqualTo(RowFormat.SEPARATED);
      assertThat(loader.durability()).isEqualTo(Durability.AT_ONCE);
    }
    assertThat(warehouse.executed).hasSize(2);
    assertThat(warehouse.executed.get(0).get(1)).startsWith("CREATE TABLE [db].[orders]");
    assertThat(warehouse.executed.get(1))
        .extracting(sql -> sql.substring(0, 6))
        .containsExactly("CREATE", "SELECT", "DELETE", "INSERT", "DROP T");
    assertThat(warehouse.isClosed).isTrue();
  }

  @Test
  void widensBeforeItLoadsWhatABatchHolds() {
    try (WarehouseLoader loader = loader("{}")) {
      loader.prepare(SCHEMA, Announced.by(SCHEMA));
      loader.load(batch(ColumnType.integer(25), 1));
    }

    assertThat(warehouse.executed.get(1))
        .containsExactly(
            "ALTER TABLE [db].[orders] ALTER COLUMN [id] SET DATA TYPE INTEGER(25,0)"
                + " USING CAST(to(INTEGER(25,0), [id]) AS INTEGER(25,0))");
    assertThat(warehouse.copies).hasSize(1);
  }

  @Test
  void makesAColumnTextWhoseRowsLeaveNoRoomForMoreDecimals() {
    there("NUMBER(38,9)");
    warehouse.answers.add("1");

    SchemaMessage finer = new SchemaMessage("orders", decimal(12), List.of("id"));

    loader("{}").prepare(finer, Announced.by(finer));

    assertThat(warehouse.asked.get(0).sql())
        .startsWith("SELECT count(*) FROM [db].[orders] WHERE [total] >= 1000");
    assertThat(warehouse.executed.get(0).get(0))
        .contains("ALTER COLUMN [total] SET DATA TYPE STRING");
  }

  @Test
  void growsTheScaleOfAColumnWhoseRowsLeaveRoom() {
    there("NUMBER(38,9)");
    warehouse.answers.add("0");

    SchemaMessage finer = new SchemaMessage("orders", decimal(12), List.of("id"));

    loader("{}").prepare(finer, Announced.by(finer));

    assertThat(warehouse.executed.get(0).get(0))
        .contains("ALTER COLUMN [total] SET DATA TYPE DECIMAL(38,12)");
  }

  @Test
  void swapsAllTablesInOneTransactionAtTheEndOfAnOverwrite() {
    try (WarehouseLoader loader = loader("{'load_method': 'overwrite'}")) {
      loader.prepare(SCHEMA, Announced.by(SCHEMA));
      loader.load(batch(ColumnType.INTEGER, 1));
      loader.finish();
      loader.finish();

      assertThat(loader.durability()).isEqualTo(Durability.AT_THE_END);
    }

    assertThat(warehouse.executed.get(0)).containsExactly(Sql.dropTable(Plain.DIALECT, NEXT));
    assertThat(warehouse.executed.get(warehouse.executed.size() - 1))
        .containsExactly(
            Sql.dropTable(Plain.DIALECT, ORDERS), Sql.rename(Plain.DIALECT, NEXT, ORDERS));
    assertThat(warehouse.executed.stream().flatMap(List::stream))
        .filteredOn(sql -> sql.startsWith("DROP TABLE IF EXISTS [db].[orders]"))
        .hasSize(1);
  }

  /** Where batches wait for a state, the next schema is prepared before they are loaded. */
  @Test
  void loadsABatchByItsOwnSchemaThoughALaterOneIsPrepared() {
    SchemaMessage later =
        new SchemaMessage(
            "orders", SCHEMA.schema().property("total", LogicalType.STRING), List.of("total"));
    try (WarehouseLoader loader = loader("{}")) {
      loader.prepare(SCHEMA, Announced.by(SCHEMA));
      loader.prepare(later, Announced.by(later));
      loader.load(batch(ColumnType.INTEGER, 1));
    }

    assertThat(warehouse.executed.get(1).get(0)).contains("[total] SET DATA TYPE STRING");
    assertThat(warehouse.executed.get(2))
        .anyMatch(sql -> sql.startsWith("DELETE FROM [db].[orders]") && sql.contains("[id]"))
        .noneMatch(sql -> sql.contains("t.[total] = "));
  }

  /** Where batches wait for a state, a column may change and its schema come again. */
  @Test
  void stagesRowsAsTheyWereWritten() {
    warehouse.writesJson = true;
    SchemaMessage flag = extra(LogicalType.BOOLEAN);
    SchemaMessage text = extra(LogicalType.STRING);
    SchemaMessage again = extra(LogicalType.BOOLEAN);
    try (WarehouseLoader loader = loader("{'state_backend': 'warehouse', 'state_id': 'x'}")) {
      for (SchemaMessage schema : List.of(flag, text, again)) {
        loader.prepare(schema, Announced.by(schema));
        assertThat(loader.fields(schema))
            .extracting(JsonField::name)
            .containsExactly("id", "total", "x");
      }
      loader.commit(
          new Transaction(
              Stream.of(flag, text, again)
                  .map(it -> new Batch(it, Announced.by(it), List.of(), 0, 0, 0, 1, 1))
                  .<Transaction.Step>map(Transaction.Load::new)
                  .toList(),
              new StateMessage(RawJson.of("{}"))));
      loader.commit(
          new Transaction(
              List.of(
                  new Transaction.Load(
                      new Batch(again, Announced.by(again), List.of(), 0, 0, 0, 1, 1))),
              new StateMessage(RawJson.of("{}"))));
    }

    assertThat(warehouse.copies)
        .extracting(copy -> copy.columns().get(2).type())
        .as("a flag was written as one until the column was text")
        .containsExactly(
            ColumnType.BOOLEAN, ColumnType.STRING, ColumnType.STRING, ColumnType.STRING);
  }

  /** The counted numbers of a batch are written alike, whatever the column was. */
  @Test
  void stagesNumbersInWhatHoldsThem() {
    warehouse.writesJson = true;
    try (WarehouseLoader loader = loader("{}")) {
      loader.prepare(SCHEMA, Announced.by(SCHEMA));
      loader.fields(SCHEMA);
      loader.load(batch(ColumnType.integer(25), 1));
    }

    assertThat(warehouse.copies.get(0).columns())
        .contains(new Column("id", ColumnType.integer(25)));
  }

  private static SchemaMessage extra(LogicalType type) {
    return new SchemaMessage("orders", SCHEMA.schema().property("x", type), List.of("id"));
  }

  @Test
  void keepsRowsOfOlderVersionsOfATableWithoutVersions() {
    try (WarehouseLoader loader = loader("{'add_record_metadata': false}")) {
      loader.activateVersion("orders", 1);
      loader.prepare(SCHEMA, Announced.by(SCHEMA));
      loader.activateVersion("orders", 2);
    }

    assertThat(warehouse.executed).hasSize(1);
  }

  @Test
  void marksRowsOfOlderVersionsOrDeletesThem() {
    try (WarehouseLoader marking = loader("{}");
        WarehouseLoader deleting = loader("{'hard_delete': true}")) {
      marking.prepare(SCHEMA, Announced.by(SCHEMA));
      marking.activateVersion("orders", 7);
      deleting.prepare(SCHEMA, Announced.by(SCHEMA));
      deleting.activateVersion("orders", 7);
    }

    String older = "([_sdc_table_version] IS NULL OR [_sdc_table_version] < 7)";
    assertThat(warehouse.executed.get(1))
        .containsExactly(
            "UPDATE [db].[orders] SET [_sdc_deleted_at] = CAST('2026-01-02T03:04:05Z' AS"
                + " TIMESTAMP) WHERE [_sdc_deleted_at] IS NULL AND "
                + older);
    assertThat(warehouse.executed.get(warehouse.executed.size() - 1))
        .containsExactly("DELETE FROM [db].[orders] WHERE " + older);
  }

  @Test
  void refusesToLoadWhatHasNoColumns() {
    SchemaMessage nothing = new SchemaMessage("orders", JsonSchema.object(), List.of());
    Batch empty = new Batch(nothing, List.of(), List.of(), 1, 0, 0, 1, 1);
    try (WarehouseLoader loader = loader("{'add_record_metadata': false}")) {
      assertThatThrownBy(() -> loader.load(empty)).isInstanceOf(IllegalStateException.class);
      loader.prepare(nothing, List.of());

      assertThatThrownBy(() -> loader.load(empty))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining("orders: its schema has no properties");
    }
  }

  @Test
  void refusesAKeyThatIsNoProperty() {
    assertThatThrownBy(
            () ->
                loader("{}")
                    .prepare(
                        new SchemaMessage("orders", SCHEMA.schema(), List.of("number")),
                        Announced.by(SCHEMA)))
        .isInstanceOf(SingerException.Data.class)
        .hasMessage("orders: the key number is not a property of the schema");
  }

  @Test
  void refusesATypeThatItCannotWiden() {
    there("UNKNOWN");

    assertThatThrownBy(() -> loader("{}").prepare(SCHEMA, Announced.by(SCHEMA)))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("db.orders: the column total is of the type UNKNOWN");
  }

  @Test
  void refusesToDeleteRowsThatItCannotTell() {
    assertThatThrownBy(() -> settings("{'hard_delete': true, 'add_record_metadata': false}"))
        .isInstanceOf(SingerException.Config.class)
        .hasMessageContaining("hard_delete: needs add_record_metadata");
  }

  private void there(String totalType) {
    warehouse.tables.put(
        ORDERS,
        List.of(
            new TableColumn("id", "INTEGER(18,0)", true),
            new TableColumn("total", totalType, true)));
  }

  private static JsonSchema decimal(int scale) {
    ObjectNode definition =
        object("{'type': 'string', 'format': 'singer.decimal', 'precision': 38}")
            .put("scale", scale);
    return SCHEMA.schema().property("total", definition);
  }

  private WarehouseLoader loader(String settings) {
    return new WarehouseLoader(
        warehouse,
        Plain.DIALECT,
        new Placement(TableName.of("db"), settings(settings)),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
  }

  private static WarehouseSettings settings(String json) {
    return ConfigReader.read(object(json), WarehouseSettings.class);
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) RawJson.of(json.replace('\'', '"')).tree();
  }

  private static Batch batch(ColumnType id, long records) {
    List<Column> columns = List.of(new Column("id", id), new Column("total", ColumnType.NUMBER));
    return new Batch(SCHEMA, columns, List.of(), records, 0, 0, 1, records);
  }
}
