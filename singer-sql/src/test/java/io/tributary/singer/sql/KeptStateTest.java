package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Loader.Durability;
import io.tributary.singer.connector.Loader.Loaded;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States that are kept beside the rows they cover. */
final class KeptStateTest {
  private static final String KEPT = "{'state_backend': 'warehouse', 'state_id': 'gold'}";
  private static final TableName STATES = TableName.of("db", "_singer_state");
  private static final StateMessage STATE = new StateMessage(RawJson.of("{\"n\": 1}"));

  private final RecordingWarehouse warehouse = new RecordingWarehouse();

  @Test
  void makesItsTableAndARowAndBeginsFromTheVersionThatItFinds() {
    warehouse.answers.add("7");

    try (WarehouseLoader loader = loader(KEPT)) {
      assertThat(loader.durability()).isEqualTo(Durability.WITH_THE_STATE);
      loader.commit(new Transaction(List.of(), STATE));
      loader.commit(new Transaction(List.of(), STATE));
    }

    assertThat(warehouse.executed.get(0).get(1))
        .isEqualTo(
            """
            CREATE TABLE [db].[_singer_state] (
              [state_id] STRING,
              [state] STRING,
              [version] INTEGER(18,0),
              [updated_at] TIMESTAMP
            )""");
    assertThat(warehouse.executed.get(1))
        .containsExactly(
            """
            INSERT INTO [db].[_singer_state] ([state_id], [version])
            SELECT ?, 0 FROM (SELECT 1 AS one) AS o WHERE NOT EXISTS (SELECT 1 FROM \
            [db].[_singer_state] WHERE [state_id] = ?)""");
    assertThat(warehouse.executed.get(2))
        .containsExactly(
            "UPDATE [db].[_singer_state] SET [state] = ?, [version] = 8, [updated_at] ="
                + " CAST('2026-01-02T03:04:05Z' AS TIMESTAMP) WHERE [state_id] = ? AND [version] ="
                + " 7");
    assertThat(warehouse.executed.get(3).get(0)).contains("[version] = 9").endsWith("= 8");
    assertThat(warehouse.values).contains(List.of("{\"n\": 1}", "gold"));
  }

  @Test
  void putsAllBatchesAndTheStateIntoOneTransaction() {
    warehouse.count = 2;
    List<Loaded> loaded;
    try (WarehouseLoader loader = loader(KEPT)) {
      List.of("a", "b").forEach(it -> loader.prepare(schema(it), Announced.by(schema(it))));
      loaded =
          loader.commit(
              new Transaction(
                  List.of(
                      new Transaction.Load(batch("a", 3)),
                      new Transaction.Load(batch("b", 2)),
                      new Transaction.Activate("a", 5),
                      new Transaction.Load(batch("a", 2))),
                  STATE));
    }

    assertThat(loaded).containsExactly(new Loaded(2, 1), new Loaded(2, 0), new Loaded(2, 0));
    assertThat(warehouse.copies)
        .extracting(Table::name)
        .extracting(TableName::name)
        .containsExactly("staged", "staged_1", "staged_2");
    List<String> transaction = warehouse.executed.get(warehouse.executed.size() - 1);
    assertThat(transaction.stream().map(KeptStateTest::headline))
        .containsSubsequence(
            "INSERT INTO [db].[a]",
            "INSERT INTO [db].[b]",
            "UPDATE [db].[a] SET",
            "INSERT INTO [db].[a]",
            "UPDATE [db].[_singer_state] SET");
    assertThat(transaction.stream().filter(sql -> sql.startsWith("INSERT INTO [db].[b]")))
        .allSatisfy(sql -> assertThat(sql).contains("FROM [scratch].[staged_1] AS s"));
  }

  private static String headline(String sql) {
    String[] words = sql.split(" ", 4);
    return String.join(" ", List.of(words).subList(0, 3));
  }

  @Test
  void saysThatAnotherRunCameBetween() {
    warehouse.tables.put(STATES, List.of(new TableColumn("state_id", "STRING", true)));
    warehouse.answers.addAll(List.of("3", "4"));
    try (WarehouseLoader loader = loader(KEPT)) {
      warehouse.failure = new SingerException.Destination("miscounted");

      assertThatThrownBy(() -> loader.commit(new Transaction(List.of(), STATE)))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining("another run has kept a state for state_id gold");
    }
  }

  @Test
  void saysWhatElseWentWrong() {
    warehouse.answers.addAll(List.of("3", "3"));
    try (WarehouseLoader loader = loader(KEPT)) {
      warehouse.failure = new SingerException.Destination("disk full");

      assertThatThrownBy(() -> loader.commit(new Transaction(List.of(), STATE)))
          .hasMessage("disk full");
    }
  }

  @Test
  void isClosedWhenItCannotBegin() {
    warehouse.failure = new SingerException.Destination("no");

    assertThatThrownBy(() -> loader(KEPT)).hasMessage("no");

    assertThat(warehouse.isClosed).isTrue();
  }

  @Test
  void handsOutWhatIsKept() {
    try (WarehousePlanner planner = planner(KEPT)) {
      assertThat(planner.state().value().text()).isEqualTo("{}");
      warehouse.tables.put(STATES, List.of(new TableColumn("state_id", "STRING", true)));
      assertThat(planner.state().value().text()).isEqualTo("{}");
      warehouse.answers.add("{\"n\":2.50}");
      assertThat(planner.state().value().text()).isEqualTo("{\"n\":2.50}");
    }
    assertThat(warehouse.asked.get(1).values()).containsExactly("gold");
  }

  @Test
  void plansItsTableOnce() {
    try (WarehousePlanner planner = planner(KEPT)) {
      assertThat(planner.steps(schema("a"), Announced.by(schema("a"))))
          .anyMatch(sql -> sql.contains("[_singer_state]"));
      assertThat(planner.steps(schema("b"), Announced.by(schema("b"))))
          .noneMatch(sql -> sql.contains("[_singer_state]"));
    }
  }

  @Test
  void hasNoStateToHandOutWhereNoneIsKept() {
    try (WarehousePlanner planner = planner("{}")) {
      assertThatThrownBy(planner::state)
          .isInstanceOf(SingerException.Config.class)
          .hasMessageContaining("needs state_backend warehouse");
    }
  }

  @Test
  void refusesAStreamOfItsName() {
    try (WarehouseLoader loader = loader(KEPT)) {
      SchemaMessage states = schema("_SINGER_state");

      assertThatThrownBy(() -> loader.prepare(states, Announced.by(states)))
          .hasMessageContaining("the table of this name keeps the states");
    }
  }

  @Test
  void refusesSettingsThatDoNotGoTogether() {
    Map.of(
            "{'state_backend': 'warehouse'}", "state_id: is needed",
            "{'state_backend': 'warehouse', 'state_id': ' '}", "state_id: is needed",
            "{'state_backend': 'warehouse', 'state_id': 'a', 'load_method': 'overwrite'}",
                "not for load_method overwrite")
        .forEach(
            (settings, words) ->
                assertThatThrownBy(() -> settings(settings))
                    .isInstanceOf(SingerException.Config.class)
                    .hasMessageContaining(words));
  }

  private WarehouseLoader loader(String settings) {
    return new WarehouseLoader(warehouse, Plain.DIALECT, placement(settings), CLOCK);
  }

  private WarehousePlanner planner(String settings) {
    return new WarehousePlanner(warehouse, Plain.DIALECT, placement(settings), CLOCK);
  }

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private static Placement placement(String settings) {
    return new Placement(TableName.of("db"), settings(settings));
  }

  private static WarehouseSettings settings(String json) {
    return ConfigReader.read(
        (ObjectNode) RawJson.of(json.replace('\'', '"')).tree(), WarehouseSettings.class);
  }

  private static SchemaMessage schema(String stream) {
    return new SchemaMessage(
        stream, JsonSchema.object().property("id", LogicalType.INTEGER), List.of("id"));
  }

  private static Batch batch(String stream, long records) {
    List<Column> columns = List.of(new Column("id", ColumnType.INTEGER));
    return new Batch(schema(stream), columns, List.of(), records, 0, 0, 1, records);
  }
}
