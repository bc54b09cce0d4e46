package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects and arrays in columns of their own type. */
final class NestedTest {
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
  void putsObjectsAndArraysIntoColumnsOfTheirOwn() {
    orders.load(
        Orders.schema(Orders.ADDRESS + "," + Orders.ITEMS)
            + Orders.order(
                1,
                "'address':{'city':'Köln \\\"','zip':50667},'items':[{'sku':'a','count':2,'tags':['x','y']}]")
            + Orders.order(2, "'address':null,'items':[]")
            + Orders.order(3, "'address':{}"));

    assertThat(orders.type("address"))
        .isEqualTo("STRUCT<`city` STRING, `zip` INT64, `_sdc_rest` JSON>");
    assertThat(orders.type("items"))
        .isEqualTo("ARRAY<STRUCT<`sku` STRING, `count` INT64, `tags` ARRAY<STRING>>>");
    assertThat(
            orders.lines(
                "SELECT o.id, o.address.city, o.address.zip, ARRAY_LENGTH(o.items) FROM"
                    + " `standin.raw.orders` AS o ORDER BY o.id"))
        .containsExactly("1|Köln \"|50667|1", "2|null|null|0", "3|null|null|0");
    assertThat(
            orders.lines(
                "SELECT o.id, item.sku, tag FROM `standin.raw.orders` AS o, UNNEST(o.items) AS item,"
                    + " UNNEST(item.tags) AS tag ORDER BY tag"))
        .containsExactly("1|a|x", "1|a|y");
  }

  @Test
  void keepsWhatTheSchemaDoesNotKnow() {
    orders.load(
        Orders.schema(Orders.ADDRESS)
            + Orders.order(
                1, "'address':{'city':'Oslo','floor':{'n':3},'big':1234567890123456789012}"));

    assertThat(
            orders.lines(
                "SELECT o.address.city, TO_JSON_STRING(o.address.`_sdc_rest`) FROM"
                    + " `standin.raw.orders` AS o"))
        .containsExactly("Oslo|{\"floor\":{\"n\":3},\"big\":1.2345678901234568e21}");
  }

  @Test
  void leavesAsJsonWhatBigqueryHasNoTypeFor() {
    orders.load(
        Orders.schema(
                "'nulls':{'type':'array','items':{'type':['null','string']}},"
                    + "'arrays':{'type':'array','items':{'type':'array','items':{'type':'string'}}},"
                    + "'either':{'type':['object','string'],'properties':{'a':{'type':'string'}}},"
                    + "'map':{'type':'object','additionalProperties':{'type':'string'}},"
                    + "'choice':{'anyOf':[{'type':'object','properties':{'a':{'type':'string'}}},{'type':'null'}]}")
            + Orders.order(
                1,
                "'nulls':['a',null],'arrays':[['a']],'either':'x','map':{'k':'v'},'choice':{'a':'b'}"));

    assertThat(orders.type("nulls")).isEqualTo("JSON");
    assertThat(orders.type("arrays")).isEqualTo("JSON");
    assertThat(orders.type("either")).isEqualTo("JSON");
    assertThat(orders.type("map")).isEqualTo("JSON");
    assertThat(orders.type("choice")).isEqualTo("STRUCT<`a` STRING, `_sdc_rest` JSON>");
    assertThat(orders.lines("SELECT o.choice.a FROM `standin.raw.orders` AS o"))
        .containsExactly("b");
  }

  private static final String TOO_LARGE =
      Orders.schema(Orders.ITEMS)
          + Orders.order(1, "'items':[]")
          + Orders.order(
              7,
              "'items':[{'sku':'never-shown','count':1,'tags':[]},{'sku':'b','count':9223372036854775808,'tags':[]}]");

  /** It ends the run as any record does that does not fit, after those before it. */
  @Test
  void namesTheRecordWhoseNumberIsTooLarge() {
    Cli.Outcome outcome = orders.load("{}", TOO_LARGE);

    assertThat(outcome.exit()).isEqualTo(7);
    assertThat(outcome.err())
        .contains("orders: line 3: items[1].count is not a whole number that INT64 holds (id 7)")
        .doesNotContain("never-shown");
    assertThat(orders.lines("SELECT id FROM `standin.raw.orders`")).containsExactly("1");
  }

  @Test
  void setsTheRecordAsideWhoseNumberIsTooLarge(@TempDir Path folder) throws IOException {
    Path rejects = folder.resolve("rejects.jsonl");

    Cli.Outcome outcome =
        orders.load(
            "{'on_invalid': 'set_aside', 'reject_file': '" + rejects + "'}",
            TOO_LARGE + Orders.order(8, "'items':[]"));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(orders.lines("SELECT id FROM `standin.raw.orders` ORDER BY id"))
        .containsExactly("1", "8");
    assertThat(Files.readString(rejects)).contains("items[1].count is not a whole number");
  }

  /** Rows are written by the Storage Write API as they are sent: all of a batch, or none. */
  @Test
  void namesTheRecordWhoseNumberIsTooLargeToBeWritten() {
    Cli.Outcome outcome = orders.load("{'method':'storage_write'}", TOO_LARGE);

    assertThat(outcome.exit()).isEqualTo(7);
    assertThat(outcome.err())
        .contains(
            "orders: items[1].count is not a whole number that INT64 holds, in the record id 7");
    assertThat(orders.lines("SELECT count(*) FROM `standin.raw.orders`")).containsExactly("0");
  }

  @Test
  void keepsNumbersOfPartsAsBinaryFractionsIfAsked() {
    orders.load(
        "{'number_type': 'double'}",
        Orders.schema(
                "'geo':{'type':'object','properties':{'lat':{'type':'number'}},'additionalProperties':false},"
                    + "'sizes':{'type':'array','items':{'type':'number'}}")
            + Orders.order(1, "'geo':{'lat':1.5},'sizes':[2.25]"));

    assertThat(orders.type("geo")).isEqualTo("STRUCT<`lat` FLOAT64>");
    assertThat(orders.type("sizes")).isEqualTo("ARRAY<FLOAT64>");
    assertThat(orders.lines("SELECT o.geo.lat FROM `standin.raw.orders` AS o"))
        .containsExactly("1.5");
  }

  @Test
  void makesNoColumnOfAnObjectThatIsFlattened() {
    orders.load(
        "{'flattening_enabled': true, 'flattening_max_depth': 1}",
        Orders.schema(
                "'geo':{'type':'object','properties':{'lat':{'type':'string'},"
                    + "'deep':{'type':'object','properties':{'x':{'type':'string'}}}}}")
            + Orders.order(1, "'geo':{'lat':'n','deep':{'x':'y'}}"));

    assertThat(
            orders.lines(
                "SELECT column_name FROM `standin.raw`.INFORMATION_SCHEMA.COLUMNS WHERE column_name"
                    + " LIKE 'geo%' ORDER BY 1"))
        .containsExactly("geo__deep", "geo__lat");
    assertThat(orders.type("geo__deep")).isEqualTo("STRUCT<`x` STRING, `_sdc_rest` JSON>");
    assertThat(orders.lines("SELECT o.geo__deep.x FROM `standin.raw.orders` AS o"))
        .containsExactly("y");
  }

  @Test
  void namesTheRecordThatNobodyValidated() {
    Cli.Outcome outcome =
        orders.load(
            "{'validate_records':false}",
            Orders.schema(Orders.ADDRESS) + Orders.order(3, "'address':'never-shown'"));

    assertThat(outcome.exit()).isEqualTo(7);
    assertThat(outcome.err()).contains("orders: line 2: address is not an object (id 3)");
  }
}
