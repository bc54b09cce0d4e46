package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of STRUCTs and arrays when schemas change. */
final class NestedEvolutionTest {
  private Orders orders;

  @BeforeEach
  void start(@TempDir Path folder) {
    orders = new Orders(folder);
  }

  @AfterEach
  void stop() {
    orders.close();
  }

  @Test
  void addsFieldsToWhatIsThereInOneChange() {
    orders.load(
        Orders.schema(Orders.ADDRESS + "," + Orders.ITEMS)
            + Orders.order(
                1, "'address':{'city':'Oslo'},'items':[{'sku':'a','count':1,'tags':[]}]"));
    int before = orders.trial().bigquery.updates("raw", "orders");

    orders.load(
        Orders.schema(
                Orders.ADDRESS.replace("'zip'", "'street':{'type':'string'},'zip'")
                    + ","
                    + Orders.ITEMS.replace("'tags'", "'price':{'type':'number'},'tags'"))
            + Orders.order(
                2,
                "'address':{'street':'Gata','zip':1},'items':[{'sku':'b','count':1,'price':1.5,'tags':['z']}]"));

    assertThat(orders.trial().bigquery.updates("raw", "orders") - before).isEqualTo(1);
    assertThat(orders.trial().bigquery.calls("PATCH datasets/raw/tables/orders")).isEqualTo(1);
    assertThat(orders.type("address"))
        .isEqualTo("STRUCT<`city` STRING, `zip` INT64, `_sdc_rest` JSON, `street` STRING>");
    assertThat(orders.type("items"))
        .isEqualTo(
            "ARRAY<STRUCT<`sku` STRING, `count` INT64, `tags` ARRAY<STRING>, `price` BIGNUMERIC>>");
    assertThat(
            orders.lines(
                "SELECT o.address.city, o.address.street, o.address.zip, item.sku, item.price FROM"
                    + " `standin.raw.orders` AS o, UNNEST(o.items) AS item ORDER BY o.id"))
        .containsExactly("Oslo|null|null|a|null", "null|Gata|1|b|1.5");
  }

  @Test
  void sendsAChangeOfFieldsAgain() {
    orders.load(Orders.schema(Orders.ADDRESS) + Orders.order(1, "'address':{'city':'Oslo'}"));
    orders.trial().bigquery.fail(Fault.rateLimited("PATCH datasets/raw/tables/orders"));
    orders.trial().bigquery.fail(Fault.cutAfter("PATCH datasets/raw/tables/orders"));

    orders.load(
        Orders.schema(Orders.ADDRESS.replace("'zip'", "'street':{'type':'string'},'zip'"))
            + Orders.order(2, "'address':{'street':'Gata'}"));

    assertThat(orders.type("address"))
        .isEqualTo("STRUCT<`city` STRING, `zip` INT64, `_sdc_rest` JSON, `street` STRING>");
  }

  @Test
  void widensNumbersWhereTheyStand() {
    orders.load(
        Orders.schema(Orders.ADDRESS)
            + Orders.order(1, "'address':{'city':'Oslo','zip':9007199254740993}"));

    orders.load(
        Orders.schema(Orders.ADDRESS.replace("'integer'", "'number'"))
            + Orders.order(2, "'address':{'zip':1.25}"));

    assertThat(orders.type("address"))
        .isEqualTo("STRUCT<`city` STRING, `zip` BIGNUMERIC, `_sdc_rest` JSON>");
    assertThat(orders.trial().bigquery.jobs("query").toString())
        .doesNotContain("__tributary_wider");
    assertThat(
            orders.lines(
                "SELECT o.address.city, o.address.zip FROM `standin.raw.orders` AS o ORDER BY o.id"))
        .containsExactly("Oslo|9007199254740993", "null|1.25");
  }

  @Test
  void widensByASecondColumnWhatBigqueryDoesNotChange() {
    orders.load(
        Orders.schema(Orders.ITEMS)
            + Orders.order(
                1, "'items':[{'sku':'a','count':1,'tags':['x']},{'sku':'b','count':2,'tags':[]}]"));

    orders.load(
        Orders.schema(
                Orders.ITEMS.replace(
                    "'count':{'type':'integer'}",
                    "'count':{'type':['integer','string']},'note':{'type':'string'}"))
            + Orders.order(2, "'items':[{'sku':'c','count':'many','note':'n','tags':[]}]"));

    assertThat(orders.type("items"))
        .isEqualTo(
            "ARRAY<STRUCT<`sku` STRING, `count` STRING, `tags` ARRAY<STRING>, `note` STRING>>");
    assertThat(
            orders.lines(
                "SELECT o.id, item.sku, item.count, item.note, ARRAY_LENGTH(item.tags) FROM"
                    + " `standin.raw.orders` AS o, UNNEST(o.items) AS item ORDER BY o.id, item.sku"))
        .containsExactly("1|a|1|null|1", "1|b|2|null|0", "2|c|many|n|0");
  }

  @Test
  void becomesJsonIfTheSchemaSaysTooLittle() {
    orders.load(
        Orders.schema(Orders.ADDRESS) + Orders.order(1, "'address':{'city':'Oslo','zip':1}"));

    orders.load(
        Orders.schema("'address':{'type':['null','object','array']}")
            + Orders.order(2, "'address':[1]"));

    assertThat(orders.type("address")).isEqualTo("JSON");
    assertThat(
            orders.lines(
                "SELECT JSON_VALUE(o.address, '$.city'), JSON_VALUE(o.address, '$[0]') FROM"
                    + " `standin.raw.orders` AS o ORDER BY o.id"))
        .containsExactly("Oslo|null", "null|1");
  }

  @Test
  void staysWhatTheTableHas() {
    orders.trial().bigquery.dataset("raw", "US");
    orders
        .trial()
        .bigquery
        .run(
            "CREATE TABLE `standin.raw.orders` (id INT64, address JSON, items ARRAY<STRUCT<SKU"
                + " STRING(9), other STRING>>)");

    orders.load(
        Orders.schema(
                Orders.ADDRESS
                    + ",'items':{'type':'array','items':{'type':'object','properties':{'sku':{'type':'string'}}}}")
            + Orders.order(1, "'address':{'city':'Oslo'},'items':[{'sku':'a','x':1}]"));

    assertThat(orders.type("address")).isEqualTo("JSON");
    assertThat(orders.type("items"))
        .isEqualTo("ARRAY<STRUCT<`SKU` STRING, `other` STRING, `_sdc_rest` JSON>>");
    assertThat(
            orders.lines(
                "SELECT JSON_VALUE(o.address, '$.city'), item.SKU, TO_JSON_STRING(item.`_sdc_rest`)"
                    + " FROM `standin.raw.orders` AS o, UNNEST(o.items) AS item"))
        .containsExactly("Oslo|a|{\"x\":1}");
  }

  @Test
  void leavesNewFieldsOutOfAFrozenTable() {
    orders.load(Orders.schema(Orders.ADDRESS) + Orders.order(1, "'address':{'city':'Oslo'}"));

    Cli.Outcome outcome =
        orders.load(
            "{'schema_contract':'freeze'}",
            Orders.schema(Orders.ADDRESS.replace("'zip'", "'street':{'type':'string'},'zip'"))
                + Orders.order(2, "'address':{'street':'Gata','zip':5}"));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("schema_contract leaves a column out");
    assertThat(
            orders.lines(
                "SELECT o.address.zip, TO_JSON_STRING(o.address.`_sdc_rest`) FROM"
                    + " `standin.raw.orders` AS o WHERE o.id = 2"))
        .containsExactly("5|{\"street\":\"Gata\"}");
  }

  @Test
  void refusesNewFieldsWhereTheContractDoes() {
    orders.load(Orders.schema(Orders.ADDRESS) + Orders.order(1, "'address':{'city':'Oslo'}"));

    Cli.Outcome outcome =
        orders.load(
            "{'schema_contract':'fail'}",
            Orders.schema(Orders.ADDRESS.replace("'zip'", "'street':{'type':'string'},'zip'")));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.err())
        .contains("widen the column address", "schema_contract does not allow");
  }
}
