package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that widens columns otherwise than by statements, and texts by one besides. */
final class TypeChangeTest {
  private static final TableName ORDERS = TableName.of("db", "orders");

  private static final Dialect DIALECT =
      new Dialect(
          "Typed",
          Plain.DIALECT.identifiers(),
          Plain.DIALECT.types(),
          Plain.DIALECT.staged(),
          Sql::merge,
          new Reshaping(TypeChangeTest::steps, Sql.RENAMING));

  private static final SchemaMessage SCHEMA =
      new SchemaMessage(
          "orders",
          JsonSchema.object()
              .property("id", LogicalType.STRING)
              .property("price", LogicalType.STRING)
              .property("note", LogicalType.STRING),
          List.of());

  private static final TypeChange ID = change("id");
  private static final TypeChange PRICE = change("price");
  private static final Statement TOUCH_ID = Statement.of("TOUCH id");
  private static final Statement TOUCH_PRICE = Statement.of("TOUCH price");
  private static final Statement NULLS =
      Statement.of("ALTER TABLE [db].[orders] ALTER COLUMN [price] DROP NOT NULL");
  private static final Statement NOTE =
      Statement.of("ALTER TABLE [db].[orders] ADD COLUMN [note] STRING");

  private final RecordingWarehouse warehouse = new RecordingWarehouse();

  TypeChangeTest() {
    warehouse.tables.put(
        ORDERS,
        List.of(
            new TableColumn("id", "INTEGER(18,0)", true),
            new TableColumn("price", "NUMBER(38,9)", false)));
  }

  @Test
  void isHandedOverAsItIsInItsPlace() {
    try (WarehouseLoader loader =
        new WarehouseLoader(warehouse, DIALECT, placement(), Clock.systemUTC())) {
      loader.prepare(SCHEMA, Announced.by(SCHEMA));
      loader.prepare(SCHEMA, Announced.by(SCHEMA));
    }

    assertThat(warehouse.defined)
        .containsExactly(List.of(NULLS, ID, TOUCH_ID, PRICE, TOUCH_PRICE, NOTE));
  }

  @Test
  void isShownInItsPlace() {
    try (WarehousePlanner planner =
        new WarehousePlanner(warehouse, DIALECT, placement(), Clock.systemUTC())) {
      assertThat(planner.steps(SCHEMA, Announced.by(SCHEMA)))
          .startsWith(
              NULLS.sql(),
              "by hand: id becomes STRING",
              "TOUCH id",
              "by hand: price becomes STRING",
              "TOUCH price",
              NOTE.sql());
    }
    assertThat(warehouse.defined).isEmpty();
  }

  @Test
  void isRefusedWhereThereAreStatementsAlone() {
    assertThatThrownBy(() -> Step.statements(List.of(NULLS, ID)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no statement does this: by hand: id becomes STRING");
  }

  private static List<Step> steps(Dialect dialect, SchemaChange.WidenColumn change) {
    return List.of(change(change.column()), Statement.of("TOUCH " + change.column()));
  }

  private static TypeChange change(String column) {
    return new TypeChange(
        ORDERS, column, ColumnType.STRING, "by hand: " + column + " becomes STRING");
  }

  private static Placement placement() {
    ObjectNode settings = (ObjectNode) RawJson.of("{\"add_record_metadata\": false}").tree();
    return new Placement(TableName.of("db"), ConfigReader.read(settings, WarehouseSettings.class));
  }
}
