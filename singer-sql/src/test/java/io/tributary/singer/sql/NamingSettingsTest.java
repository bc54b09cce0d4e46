package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.testkit.ConfigContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamingSettingsTest {
  @TestFactory
  Stream<DynamicTest> keepsTheConfigContract() {
    return ConfigContract.of(NamingSettings.class, "{}")
        .setting("schema_name_pattern", "\"raw_{stream_schema}\"")
        .setting("table_name_pattern", "\"{stream_table}\"")
        .setting("schema_mapping", "{\"public\": \"shop\"}")
        .refusing("schema_name_pattern", "\" \"", "is empty")
        .refusing("table_name_pattern", "\"{strem}\"", "has {strem}, which stands for nothing")
        .refusing("schema_mapping", "{\"public\": {}}", "has no name of a schema for public")
        .checks();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; orders; db.main.orders",
        "{}; public-orders; db.main.public-orders",
        "{'table_name_pattern': '{stream_table}'}; public-orders; db.main.orders",
        "{'table_name_pattern': '{{stream_table}}'}; shop-public-two-parts; db.main.two-parts",
        "{'table_name_pattern': 'x_{stream_table}'}; orders; db.main.x_orders",
        "{'table_name_pattern': '{stream_name}_{stream_schema}_{target_schema}'}; a-b;"
            + " db.main.a-b_a_main",
        "{'table_name_pattern': '{\"a\"} {}'}; orders; 'db.main.{\"a\"}_{}'",
        "{'schema_name_pattern': 'raw {stream_schema}'}; public-orders;"
            + " db.raw_public.public-orders",
        "{'schema_mapping': {'public': 'shop'}}; public-orders; db.shop.public-orders",
        "{'schema_mapping': {'public': {'target_schema': 'shop'}}}; public-orders;"
            + " db.shop.public-orders",
        "{'schema_mapping': {'public': 'shop'}}; other-orders; db.main.other-orders",
        "{'schema_mapping': {'public': 'shop'}, 'schema_name_pattern': 'x'}; other-orders;"
            + " db.x.other-orders"
      })
  void placesAStream(String settings, String stream, String path) {
    Placement placement = placement(settings);

    assertThat(placement.table(stream, Plain.DIALECT.identifiers())).hasToString(path);
  }

  @ParameterizedTest
  @CsvSource({"schema_name_pattern", "table_name_pattern"})
  void refusesAStreamThatDoesNotSayItsSchema(String setting) {
    Placement placement = placement("{'%s': 'raw_{stream_schema}'}".formatted(setting));

    assertThatThrownBy(() -> placement.table("orders", Plain.DIALECT.identifiers()))
        .isInstanceOf(SingerException.Config.class)
        .hasMessageContaining(
            setting
                + ": has {stream_schema}, but the stream orders has no schema before a hyphen in"
                + " its name");
  }

  @Test
  void tellsStreamsApartThatHaveOneNameInTwoSchemas() {
    TableShaper shaper =
        new TableShaper(
            Plain.DIALECT,
            placement(
                "{'schema_name_pattern': '{stream_schema}', 'table_name_pattern':"
                    + " '{stream_table}'}"));

    assertThat(shaper.table("a-orders")).isNotEqualTo(shaper.table("b-orders"));
    assertThatThrownBy(() -> shaper.table("x-A-orders"))
        .hasMessageContaining("the streams a-orders and x-A-orders are the same table to Plain");
  }

  private static Placement placement(String settings) {
    ObjectNode json = (ObjectNode) RawJson.of(quoted(settings)).tree();
    return new Placement(
        TableName.of("db", "main"), ConfigReader.read(json, WarehouseSettings.class));
  }

  private static String quoted(String json) {
    return json.replace("\"", "\\\"").replace('\'', '"');
  }
}
