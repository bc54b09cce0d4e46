package io.tributary.tap.googleads.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.MalformedJson;
import io.tributary.singer.json.RawJson;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.FieldType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are written from text say what a tree of the row says. */
class RowReaderTest {
  private static final int ROWS = 3_000;
  private static final byte[] STAMP = ",\"customer_id\":1}".getBytes(StandardCharsets.UTF_8);

  private static final List<AdsField> FIELDS =
      List.of(
          new AdsField("campaign.resource_name", FieldType.RESOURCE_NAME, false),
          new AdsField("campaign.id", FieldType.INT64, false),
          new AdsField("campaign.name", FieldType.STRING, false),
          new AdsField("campaign.labels", FieldType.RESOURCE_NAME, true),
          new AdsField(
              "campaign.network_settings.target_google_tv_network", FieldType.BOOLEAN, false),
          new AdsField("campaign.target_spend", FieldType.MESSAGE, false),
          new AdsField("campaign.target_spend.target_spend_micros", FieldType.INT64, false),
          new AdsField("campaign.url_custom_parameters", FieldType.MESSAGE, true),
          new AdsField("campaign.some_numbers", FieldType.INT64, true),
          new AdsField("segments.date", FieldType.DATE, false),
          new AdsField("segments.hour", FieldType.INT32, false),
          new AdsField("segments.device", FieldType.ENUM, false),
          new AdsField("metrics.clicks", FieldType.INT64, false),
          new AdsField("metrics.cost_micros", FieldType.INT64, false),
          new AdsField("metrics.average_cpc", FieldType.DOUBLE, false),
          new AdsField("metrics.ctr", FieldType.DOUBLE, false));

  private static final List<String> KEY =
      List.of("campaign.resource_name", "segments.date", "segments.device", "segments.hour");

  private Random random = new Random();

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (AdsField field : FIELDS) {
      columns.add(new Column(field.name().replace('.', '_'), field, false));
    }
    columns.add(new Column("cost", FIELDS.get(13), true));
    columns.add(new Column("cpc", FIELDS.get(14), true));
    columns.add(
        new Column("not_selected", new AdsField("campaign.x", FieldType.STRING, false), false));
    return columns;
  }

  private static RowReader.Records records() {
    return new RowReader(FIELDS, columns(), KEY).records(STAMP);
  }

  private static JsonNode read(RowReader.Records records, String row) {
    return records.of(RawJson.of(row)).tree();
  }

  @Test
  void recordsSayWhatRowsSay() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    random = new Random(seed);
    RowReader.Records records = records();
    for (int i = 0; i < ROWS; i++) {
      ObjectNode row = row();
      String text = random.nextBoolean() ? row.toString() : row.toPrettyString();

      String made = records.of(RawJson.of(text)).text();

      assertThat(made).as("-Dseed=%s", seed).doesNotContain("\n");
      assertThat(Json.MAPPER.readTree(made))
          .as("-Dseed=%s, row %s: %s", seed, i, row)
          .isEqualTo(expected(row));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what Google sends | as a number of 64 bits | in the currency
        "\"1230000\"|1230000|\"1.23\"",
        "\"0\"|0|\"0\"",
        "\"-5\"|-5|\"-0.000005\"",
        "\"007\"|7|\"0.000007\"",
        "\"9223372036854775807\"|9223372036854775807|\"9223372036854.775807\"",
        "\"18446744073709551615\"|18446744073709551615|\"18446744073709.551615\"",
        "\"12\\u0033\"|123|\"0.000123\"",
        "\"NaN\"|null|null",
        "\"\"|null|null",
        "\"-\"|null|null",
        "42|42|\"0.000042\"",
        "null|null|null",
      })
  void integersAreIntegersHoweverTheyCome(String sent, String number, String amount) {
    JsonNode record = read(records(), "{\"metrics\":{\"costMicros\":" + sent + "}}");

    assertThat(record.get("metrics_cost_micros").toString()).isEqualTo(number);
    assertThat(record.get("cost").toString()).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1|0.1|\"0.0000001\"",
        "1500000.5|1500000.5|\"1.5000005\"",
        "12345678901234567890.123456789|12345678901234567890.123456789"
            + "|\"12345678901234.567890123456789\"",
        "\"NaN\"|null|null",
        "\"Infinity\"|null|null",
        "\"-Infinity\"|null|null",
        "\"2.50\"|2.50|\"0.0000025\"",
        "1e999999999|1e999999999|null",
      })
  void figuresKeepTheirDigits(String sent, String number, String amount) {
    String record = records().of(RawJson.of("{\"metrics\":{\"averageCpc\":" + sent + "}}")).text();

    assertThat(record).contains("\"metrics_average_cpc\":" + number + ",");
    assertThat(record).contains("\"cpc\":" + amount + ",");
  }

  @Test
  void aRowThatIsNoJsonOrSaysSomethingTwiceIsRefused() {
    RowReader.Records records = records();
    for (String row :
        List.of(
            "{\"metrics\":{\"clicks\":\"1\"}",
            "{\"metrics\":{\"clicks\":tru}}",
            "{\"metrics\":{\"clicks\":\"1\",\"clicks\":\"2\"}}",
            "{\"other\":1,\"other\":2}",
            "{\"metrics\":{\"clicks\":[1}}}",
            "{\"campaign\":{\"name\":\"\u0001\"}}")) {
      assertThatThrownBy(() -> read(records, row)).as(row).isInstanceOf(MalformedJson.class);
    }
    assertThat(read(records, "{\"metrics\":{\"clicks\":\"1\"}}").path("metrics_clicks").asInt())
        .as("what comes after it is read as ever")
        .isEqualTo(1);
  }

  @Test
  void aKeyIsTheDigestOfWhatARowIsOf() throws NoSuchAlgorithmException {
    String row =
        "{\"segments\":{\"date\":\"2026-03-09\",\"hour\":7},"
            + "\"campaign\":{\"resourceName\":\"customers/1/campaigns/é\",\"name\":\"any\"}}";
    String of =
        "campaign.resource_name=customers/1/campaigns/é\u0001segments.date=2026-03-09\u0001"
            + "segments.device=\u0000\u0001segments.hour=7\u0001";

    assertThat(read(records(), row).path("_row_key").asText()).isEqualTo(digest(of));
    assertThat(read(records(), row.replace("é", "\\u00e9")).path("_row_key").asText())
        .isEqualTo(digest(of));
  }

  private static String digest(String text) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  /** Some of the fields and some that nobody asked for, in any order. */
  private ObjectNode row() {
    ObjectNode row = Json.MAPPER.createObjectNode();
    List<AdsField> order = new ArrayList<>(FIELDS);
    order.add(new AdsField("campaign.unknown", FieldType.STRING, false));
    order.add(new AdsField("unknown.field", FieldType.MESSAGE, false));
    if (random.nextInt(4) == 0) {
      Collections.shuffle(order, random);
    }
    for (AdsField field : order) {
      if (random.nextInt(5) > 0) {
        put(row, field);
      }
    }
    return row;
  }

  private void put(ObjectNode row, AdsField field) {
    String[] parts = field.name().split("\\.", -1);
    ObjectNode at = row;
    for (int i = 0; i < parts.length - 1; i++) {
      JsonNode inside = at.get(JsonName.of(parts[i]));
      if (inside != null && !inside.isObject()) {
        return;
      }
      at = at.withObjectProperty(JsonName.of(parts[i]));
    }
    String name = JsonName.of(parts[parts.length - 1]);
    if (at.has(name)) {
      return;
    }
    if (random.nextInt(12) == 0) {
      at.putNull(name);
    } else if (field.isRepeated()) {
      ArrayNode list = at.putArray(name);
      for (int size = random.nextInt(4); size > 0; size--) {
        list.add(value(field.type()));
      }
    } else {
      at.set(name, value(field.type()));
    }
  }

  private JsonNode value(FieldType type) {
    var nodes = Json.MAPPER.getNodeFactory();
    return switch (type) {
      case INT64 -> nodes.textNode(Long.toString(random.nextLong() >> random.nextInt(64)));
      case INT32 -> nodes.numberNode(random.nextInt(24));
      case DOUBLE ->
          random.nextInt(5) == 0
              ? nodes.textNode("NaN")
              : nodes.numberNode(BigDecimal.valueOf(random.nextInt(), random.nextInt(9)));
      case BOOLEAN -> nodes.booleanNode(random.nextBoolean());
      case MESSAGE ->
          nodes
              .objectNode()
              .put("key", text())
              .put("value", random.nextInt())
              .set("in", nodes.arrayNode().add(text()));
      default -> nodes.textNode(text());
    };
  }

  private String text() {
    String[] pieces = {"a", "é", "👑", "\"", "\\", "\n", "{", "]", "\t", "=", " "};
    StringBuilder text = new StringBuilder();
    for (int size = random.nextInt(6); size > 0; size--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  /** The record by way of a tree. */
  private static JsonNode expected(ObjectNode row) throws IOException {
    ObjectNode record = Json.MAPPER.createObjectNode();
    StringBuilder key = new StringBuilder();
    for (String part : KEY) {
      JsonNode value = at(row, part);
      key.append(part)
          .append('=')
          .append(value.isNull() ? "\u0000" : value.asText())
          .append('\u0001');
    }
    try {
      record.put("_row_key", digest(key.toString()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    for (Column column : columns()) {
      record.set(column.name(), column(column, at(row, column.field().name())));
    }
    record.put("customer_id", 1);
    return Json.MAPPER.readTree(record.toString());
  }

  private static JsonNode at(ObjectNode row, String field) {
    JsonNode at = row;
    for (String part : field.split("\\.", -1)) {
      at = at.path(JsonName.of(part));
    }
    return at.isMissingNode() ? Json.MAPPER.getNodeFactory().nullNode() : at;
  }

  private static JsonNode column(Column column, JsonNode value) {
    var nodes = Json.MAPPER.getNodeFactory();
    if (value.isNull()) {
      return column.field().isRepeated() ? nodes.arrayNode() : nodes.nullNode();
    }
    if (value.isArray()) {
      ArrayNode list = nodes.arrayNode();
      value.forEach(item -> list.add(number(column.field().type(), item)));
      return list;
    }
    JsonNode number = number(column.field().type(), value);
    if (!column.inCurrency() || number.isNull()) {
      return number;
    }
    BigDecimal amount = number.decimalValue().movePointLeft(6).stripTrailingZeros();
    return nodes.textNode(amount.toPlainString());
  }

  private static JsonNode number(FieldType type, JsonNode value) {
    var nodes = Json.MAPPER.getNodeFactory();
    if (!value.isTextual()) {
      return value;
    }
    return switch (type) {
      case INT64, INT32 -> nodes.numberNode(new BigInteger(value.textValue()));
      case DOUBLE -> nodes.nullNode();
      default -> value;
    };
  }
}
