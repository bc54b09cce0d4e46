package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.WholeRecord;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables of a database that stores objects and arrays by their parts, or records as they came. */
final class NestedTablesTest {
  private static final TableName ORDERS = TableName.of("db", "orders");

  private static final SchemaMessage SCHEMA =
      new SchemaMessage(
          "orders",
          JsonSchema.object()
              .property("id", LogicalType.INTEGER)
              .property(
                  "buyer",
                  object(
                      "{'type': 'object', 'properties': {'id': {'type': 'string'},"
                          + " 'name': {'type': ['null', 'string']}}}"))
              .property("tags", object("{'type': 'array', 'items': {'type': 'string'}}"))
              .property("notes", object("{'type': 'array', 'items': {}}")),
          List.of("id"));

  private final RecordingWarehouse warehouse = new RecordingWarehouse();

  @Test
  void makesColumnsOfWhatTheSchemaSaysOfObjectsAndArrays() {
    loader("{'add_record_metadata': false}", Optional.empty())
        .prepare(SCHEMA, Announced.by(SCHEMA));

    assertThat(warehouse.executed.get(0).get(1))
        .contains("[buyer] OBJECT<id STRING; name STRING>")
        .contains("[tags] ARRAY<STRING>")
        .contains("[notes] ARRAY")
        .doesNotContain("[notes] ARRAY<");
  }

  @Test
  void leavesNewPartsOutOfATableThatIsFrozen() {
    there("OBJECT<id STRING>");

    loader("{'schema_contract': 'freeze', 'add_record_metadata': false}", Optional.empty())
        .prepare(SCHEMA, Announced.by(SCHEMA));

    assertThat(warehouse.executed).isEmpty();
  }

  @Test
  void refusesNewPartsIfTheyAreToFail() {
    there("OBJECT<id STRING>");

    assertThatThrownBy(
            () ->
                loader(
                        "{'schema_contract': 'fail', 'add_record_metadata': false}",
                        Optional.empty())
                    .prepare(SCHEMA, Announced.by(SCHEMA)))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("db.orders: the stream asks to")
        .hasMessageContaining("buyer")
        .hasMessageContaining("which schema_contract does not allow");
  }

  @Test
  void refusesToWidenAPartOfATableThatIsFrozen() {
    there("OBJECT<id INTEGER(18,0); name STRING>");

    assertThatThrownBy(
            () ->
                loader(
                        "{'schema_contract': 'freeze', 'add_record_metadata': false}",
                        Optional.empty())
                    .prepare(SCHEMA, Announced.by(SCHEMA)))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("which schema_contract does not allow");
  }

  @Test
  void keepsWholeRecordsBesideTheirKeys() {
    Optional<WholeRecord> whole = Optional.of(new WholeRecord("data"));

    loader("{'add_record_metadata': false}", whole).prepare(SCHEMA, Announced.by(SCHEMA, whole));

    assertThat(warehouse.executed.get(0).get(1))
        .contains("[id] INTEGER(18,0)")
        .contains("[data] ANY")
        .doesNotContain("buyer")
        .doesNotContain("tags");
  }

  private void there(String buyer) {
    warehouse.tables.put(
        ORDERS,
        List.of(
            new TableColumn("id", "INTEGER(18,0)", true),
            new TableColumn("buyer", buyer, true),
            new TableColumn("tags", "ARRAY<STRING>", true),
            new TableColumn("notes", "ARRAY", true)));
  }

  private WarehouseLoader loader(String settings, Optional<WholeRecord> whole) {
    return new WarehouseLoader(
        warehouse,
        Structs.DIALECT,
        new Placement(
            TableName.of("db"),
            ConfigReader.read(object(settings), WarehouseSettings.class),
            whole),
        Clock.systemUTC());
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) RawJson.of(json.replace('\'', '"')).tree();
  }
}
