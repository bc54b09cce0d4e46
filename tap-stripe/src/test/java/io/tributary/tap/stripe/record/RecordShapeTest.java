package io.tributary.tap.stripe.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.fake.Examples;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordShapeTest {
  private static JsonNode shaped(String stream, Columns columns, String record) throws IOException {
    ObjectNode object = (ObjectNode) Json.MAPPER.readTree(record.replace('\'', '"'));
    StreamSchema schema = new StreamSchema(stream, columns);
    RecordShape.of(schema).shape(object);
    assertThat(Examples.problems(schema.announced(), object.deepCopy().put("id", "x_1"))).isEmpty();
    return object;
  }

  private static JsonNode shaped(String stream, String record) throws IOException {
    return shaped(stream, Columns.DEFAULT, record);
  }

  @Test
  void timesIdsAndListsAreAsTheSchemaSays() throws IOException {
    JsonNode charge =
        shaped(
            "charges",
            "{'created': 1700000000, 'customer': {'id': 'cus_1', 'name': 'Ann'},"
                + " 'refunds': {'object': 'list', 'data': []}, 'metadata': {'id': 'not this'}}");

    assertThat(charge.path("created").asText()).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(charge.path("updated")).isEqualTo(charge.path("created"));
    assertThat(charge.path("customer").asText()).isEqualTo("cus_1");
    assertThat(charge.has("refunds")).isFalse();
    assertThat(charge.path("metadata").path("id").asText()).isEqualTo("not this");
  }

  @ParameterizedTest
  @CsvSource({"usd, 1234, 12.34", "jpy, 1234, 1234", "kwd, 1230, 1.230", "isk, 500, 5.00"})
  void amountsComeInTheCurrencyToo(String currency, long amount, String decimal)
      throws IOException {
    Columns columns = new Columns(true, false, true, false, false);

    JsonNode charge =
        shaped("charges", columns, "{'amount': " + amount + ", 'currency': '" + currency + "'}");

    assertThat(charge.path("amount").asLong()).isEqualTo(amount);
    assertThat(charge.path("amount_decimal").asText()).isEqualTo(decimal);
  }

  @Test
  void anAmountWithinTakesTheCurrencyAroundIt() throws IOException {
    Columns columns = new Columns(true, false, true, false, false);

    JsonNode invoice =
        shaped("invoices", columns, "{'currency': 'eur', 'total_taxes': [{'amount': 190}]}");

    assertThat(invoice.at("/total_taxes/0/amount_decimal").asText()).isEqualTo("1.90");
    assertThat(invoice.path("tax_decimal").asText()).isEqualTo("1.90");
  }

  @Test
  void whatStripeSendsAsADecimalIsLeftAsItIs() throws IOException {
    Columns columns = new Columns(true, false, true, false, false);

    JsonNode price =
        shaped(
            "prices",
            columns,
            "{'currency': 'usd', 'unit_amount': 5, 'unit_amount_decimal': '5.5'}");

    assertThat(price.path("unit_amount_decimal").asText()).isEqualTo("5.5");
  }

  @Test
  void metadataCanBeText() throws IOException {
    JsonNode customer =
        shaped(
            "customers",
            new Columns(true, false, false, true, false),
            "{'metadata': {'id': '7', 'Id': '8'}}");

    assertThat(customer.path("metadata").asText()).isEqualTo("{\"id\":\"7\",\"Id\":\"8\"}");
  }

  @Test
  void listsCanBeKeptAsIds() throws IOException {
    JsonNode invoice =
        shaped(
            "invoices",
            new Columns(true, true, false, false, false),
            "{'lines': {'object': 'list', 'data': [{'id': 'il_1'}, {'id': 'il_2'}]}}");

    assertThat(invoice.path("lines").toString()).isEqualTo("[\"il_1\",\"il_2\"]");
  }

  @Test
  void whatTheSecondApiCountsComesAsANumber() throws IOException {
    JsonNode adjustment =
        shaped("money_management_adjustments", "{'amount': {'value': '9007199254740993'}}");

    assertThat(adjustment.at("/amount/value").isIntegralNumber()).isTrue();
    assertThat(adjustment.at("/amount/value").asText()).isEqualTo("9007199254740993");
  }

  @Test
  void movedFieldsAreWhereTheyWere() throws IOException {
    JsonNode invoice =
        shaped(
            "invoices",
            "{'status': 'paid', 'total_taxes': [{'amount': 7}, {'amount': 3}], 'parent':"
                + " {'subscription_details': {'subscription': 'sub_1'}}}");
    JsonNode line =
        shaped(
            "invoice_line_items",
            "{'invoice': 'in_1', 'pricing': {'price_details': {'price': 'price_1'}}, 'parent':"
                + " {'type': 'subscription_item_details', 'subscription_item_details':"
                + " {'proration': true, 'subscription_item': 'si_1'}}}");
    JsonNode subscription =
        shaped(
            "subscriptions",
            "{'items': {'object': 'list', 'data': ["
                + "{'current_period_start': 1700000000, 'current_period_end': 1700000100},"
                + "{'current_period_start': 1700000050, 'current_period_end': 1700000200}]}}");

    assertThat(invoice.path("subscription").asText()).isEqualTo("sub_1");
    assertThat(invoice.path("tax").asInt()).isEqualTo(10);
    assertThat(invoice.path("paid").asBoolean()).isTrue();
    assertThat(line.path("price").asText()).isEqualTo("price_1");
    assertThat(line.path("type").asText()).isEqualTo("subscription");
    assertThat(line.path("proration").asBoolean()).isTrue();
    assertThat(line.path("subscription_item").asText()).isEqualTo("si_1");
    assertThat(subscription.path("current_period_start").asText())
        .isEqualTo("2023-11-14T22:13:20Z");
    assertThat(subscription.path("current_period_end").asText()).isEqualTo("2023-11-14T22:16:40Z");
  }

  @Test
  void whatAnOlderVersionSendsIsNotOverwritten() throws IOException {
    JsonNode invoice = shaped("invoices", "{'tax': 5, 'subscription': {'id': 'sub_0'}}");

    assertThat(invoice.path("tax").asInt()).isEqualTo(5);
    assertThat(invoice.path("subscription").asText()).isEqualTo("sub_0");
  }

  @Test
  void whatTheSchemaDoesNotKnowIsLeftOut() throws IOException {
    JsonNode charge = shaped("charges", "{'id': 'ch_1', 'mood': 'fine', 'card': {'new': 1}}");

    assertThat(charge.toString()).isEqualTo("{\"id\":\"ch_1\"}");
  }

  @Test
  void whatTheSchemaDoesNotKnowCanBeKept() throws IOException {
    JsonNode charge =
        shaped(
            "charges",
            new Columns(true, false, false, false, true),
            "{'id': 'ch_1', 'mood': 'fine', 'paid': true, 'at': 1700000000, 'of': {'id': 'x_1'},"
                + " 'lines': {'object': 'list', 'data': []}}");

    assertThat(charge.toString())
        .isEqualTo(
            "{\"id\":\"ch_1\",\"paid\":true,\"_extra\":{\"mood\":\"fine\",\"at\":1700000000,"
                + "\"of\":{\"id\":\"x_1\"}}}");
  }

  @Test
  void percentagesHaveFractions() throws IOException {
    JsonNode coupon = shaped("coupons", "{'percent_off': 50.0}");
    JsonNode half = shaped("coupons", "{'percent_off': 12.5}");

    assertThat(coupon.path("percent_off").decimalValue()).isEqualByComparingTo("50");
    assertThat(half.path("percent_off").decimalValue()).isEqualByComparingTo("12.5");
  }

  @Test
  void whatOldEventsShowIsMadeToFit() throws IOException {
    JsonNode subscription =
        shaped(
            "subscriptions",
            "{'customer': {'id': 'cus_1'}, 'billing_thresholds': 'none', 'discounts': 'di_1',"
                + " 'items': {'total_count': 1, 'data': [{'plan': 'gold'}]}}");

    assertThat(subscription.path("customer").asText()).isEqualTo("cus_1");
    assertThat(subscription.at("/billing_thresholds/id").asText()).isEqualTo("none");
    assertThat(subscription.path("discounts").toString()).isEqualTo("[\"di_1\"]");
    assertThat(subscription.has("items")).isFalse();
  }

  @Test
  void movedFieldsCanBeLeftOut() {
    JsonNode schema =
        new StreamSchema("invoices", new Columns(false, false, false, false, false)).withMeanings();

    assertThat(schema.path("properties").has("subscription")).isFalse();
  }
}
