package io.tributary.singer.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
  private static final TapStream ORDERS =
      TapStream.of(
              "orders",
              JsonSchema.object()
                  .property("id", LogicalType.STRING)
                  .property("at", LogicalType.TIMESTAMP)
                  .property("note", LogicalType.STRING)
                  .property("secret", LogicalType.STRING),
              (request, out) -> {})
          .keyedBy("id")
          .replicated(new Replication.Incremental("at", Order.SORTED))
          .withoutByDefault("secret");
  private static final TapStream LOG =
      TapStream.of(
              "log", JsonSchema.object().property("line", LogicalType.STRING), (request, out) -> {})
          .onRequest();

  @Test
  void describesStreamsAsSingerPythonDoes() {
    assertThat(Catalog.of(List.of(ORDERS, LOG)).toJson())
        .isEqualTo(
            json(
                """
                {'streams': [
                  {'tap_stream_id': 'orders', 'stream': 'orders',
                   'schema': {'type': 'object', 'properties': {
                     'id': {'type': ['null', 'string']},
                     'at': {'type': ['null', 'string'], 'format': 'date-time'},
                     'note': {'type': ['null', 'string']},
                     'secret': {'type': ['null', 'string']}}},
                   'key_properties': ['id'],
                   'replication_method': 'INCREMENTAL', 'replication_key': 'at',
                   'metadata': [
                     {'breadcrumb': [], 'metadata': {'inclusion': 'available',
                      'selected-by-default': true, 'table-key-properties': ['id'],
                      'valid-replication-keys': ['at']}},
                     {'breadcrumb': ['properties', 'id'],
                      'metadata': {'inclusion': 'automatic', 'selected-by-default': true}},
                     {'breadcrumb': ['properties', 'at'],
                      'metadata': {'inclusion': 'automatic', 'selected-by-default': true}},
                     {'breadcrumb': ['properties', 'note'],
                      'metadata': {'inclusion': 'available', 'selected-by-default': true}},
                     {'breadcrumb': ['properties', 'secret'],
                      'metadata': {'inclusion': 'available', 'selected-by-default': false}}]},
                  {'tap_stream_id': 'log', 'stream': 'log',
                   'schema': {'type': 'object', 'properties': {
                     'line': {'type': ['null', 'string']}}},
                   'key_properties': [], 'replication_method': 'FULL_TABLE',
                   'metadata': [
                     {'breadcrumb': [], 'metadata': {'inclusion': 'available',
                      'selected-by-default': false, 'table-key-properties': [],
                      'forced-replication-method': 'FULL_TABLE'}},
                     {'breadcrumb': ['properties', 'line'],
                      'metadata': {'inclusion': 'available', 'selected-by-default': true}}]}]}
                """));
  }

  @Test
  void saysWhoseChildrenAStreamHoldsAndKeepsWhatNamesThem() {
    TapStream lines =
        TapStream.of(
                "lines",
                JsonSchema.object()
                    .property("id", LogicalType.STRING)
                    .property("order", LogicalType.STRING)
                    .property("note", LogicalType.STRING),
                (request, out) -> {})
            .keyedBy("id")
            .childOf("orders", "order")
            .onRequest()
            .withoutByDefault("note");

    Catalog catalog = Catalog.of(List.of(lines));

    assertThat(catalog.toJson().at("/streams/0/metadata/0/metadata/parent-tap-stream-id").asText())
        .isEqualTo("orders");
    assertThat(catalog.toJson().at("/streams/0/metadata/2"))
        .isEqualTo(
            json(
                """
                {'breadcrumb': ['properties', 'order'],
                 'metadata': {'inclusion': 'automatic', 'selected-by-default': true}}
                """));
    assertThat(Selection.of(lines).fields()).containsExactly("id", "order");
  }

  @Test
  void choosesTheSameWithTheDiscoveredCatalogAsWithoutOne() {
    Selections without = Selections.of(List.of(ORDERS, LOG), Optional.empty(), Set.of());
    Selections with =
        Selections.of(
            List.of(ORDERS, LOG), Optional.of(Catalog.of(List.of(ORDERS, LOG))), Set.of());

    assertThat(without.streams()).hasToString("[orders [id, at, note]]");
    assertThat(with.streams()).hasToString("[orders [id, at, note]]");
    assertThat(with.warnings()).isEmpty();
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    JsonNode written =
        json(
            """
            {'streams': [{'tap_stream_id': 'orders', 'stream_alias': 'o', 'x': [1.10],
            'metadata': [{'breadcrumb': [], 'metadata': {'mine': {'a': 1}}, 'y': 2}]}],
            'version': 3}\
            """);

    Catalog catalog = Catalog.read(written);

    assertThat(catalog.toJson()).isEqualTo(written);
    assertThat(catalog).hasToString(written.toString()).isEqualTo(Catalog.read(written));
    assertThat(catalog).hasSameHashCodeAs(Catalog.read(written)).isNotEqualTo("x");
    CatalogEntry entry = catalog.entry("orders").orElseThrow();
    assertThat(entry.toJson()).isEqualTo(written.path("streams").get(0));
    assertThat(entry).isEqualTo(Catalog.read(written).entries().get(0)).isNotEqualTo("x");
    assertThat(entry).hasSameHashCodeAs(Catalog.read(written).entries().get(0));
    assertThat(entry).hasToString(written.path("streams").get(0).toString());
    assertThat(catalog.entry("other")).isEmpty();
  }

  @Test
  void saysEverythingThatIsWrongWithItsShape() {
    assertThatThrownBy(
            () ->
                Catalog.read(
                    json(
                        """
                        {'streams': [{'tap_stream_id': 'a'}, 7, {'schema': {}},
                        {'tap_stream_id': 'a'}, {'stream': 'named'}]}\
                        """)))
        .isInstanceOf(SingerException.Config.class)
        .hasMessage(
            """
            catalog: stream 2: is not an object
            catalog: stream 3: has no tap_stream_id
            catalog: stream 4: is a for the second time\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{'streams': {}}", "7"})
  void refusesWhatIsNoCatalog(String written) {
    assertThatThrownBy(() -> Catalog.read(parse(written)))
        .isInstanceOf(SingerException.Config.class)
        .hasMessage("catalog: is not an object with a list of streams");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // no metadata at all: selected
        "[] | true",
        // metadata, none of it on the stream: not selected
        "[{'breadcrumb': ['properties', 'id'], 'metadata': {'selected': true}}] | false",
        "[{'breadcrumb': [], 'metadata': {}}] | false",
        "[{'breadcrumb': [], 'metadata': {'selected': true}}] | true",
        "[{'breadcrumb': [], 'metadata': {'selected': 'true'}}] | true",
        "[{'breadcrumb': [], 'metadata': {'selected': 'false'}}] | false",
        "[{'breadcrumb': [], 'metadata': {'selected': false}}] | false",
        "[{'breadcrumb': [], 'metadata': {'selected': null}}] | false",
        "[{'breadcrumb': [], 'metadata': {'selected-by-default': true}}] | true",
        "[{'breadcrumb': [], 'metadata': {'selected-by-default': true, 'selected': false}}] |"
            + " false",
        "[{'breadcrumb': [], 'metadata': {'selected-by-default': false, 'selected': true}}] | true",
        "[{'breadcrumb': [], 'metadata': {'inclusion': 'unsupported', 'selected': true}}] | false",
        "[{'breadcrumb': [], 'metadata': {'inclusion': 'automatic', 'selected': false}}] | true",
        "[{'breadcrumb': [], 'metadata': {'inclusion': 'available', 'selected': true}}] | true",
      })
  void selectsStreamsAsTheSdkDoes(String metadata, boolean selected) {
    ObjectNode entry = json("{'tap_stream_id': 'orders'}");
    entry.set("metadata", parse(metadata));

    assertThat(choose(entry).streams()).hasSize(selected ? 1 : 0);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "note | {} | true",
        "note | {'selected': true} | true",
        "note | {'selected': 'true'} | true",
        "note | {'selected': false} | false",
        "note | {'selected-by-default': false} | false",
        "note | {'selected-by-default': false, 'selected': true} | true",
        "note | {'inclusion': 'unsupported', 'selected': true} | false",
        "note | {'inclusion': 'automatic', 'selected': false} | true",
        "id | {'selected': false} | true",
        "id | {'inclusion': 'unsupported'} | true",
        "at | {'selected': false} | true",
        "secret | {} | false",
        "secret | {'selected': true} | true",
      })
  void selectsFieldsAsTheSdkDoes(String field, String metadata, boolean selected) {
    ObjectNode entry =
        json(
            "{'tap_stream_id': 'orders', 'metadata': [{'breadcrumb': [], 'metadata': {'selected':"
                + " true}}]}");
    ObjectNode item = entry.withArrayProperty("metadata").addObject();
    item.putArray("breadcrumb").add("properties").add(field);
    item.set("metadata", parse(metadata));

    Selection selection = choose(entry).streams().get(0);

    assertThat(selection.fields().contains(field)).isEqualTo(selected);
    assertThat(selection.schema().toJson().path("properties").has(field)).isEqualTo(selected);
  }

  @Test
  void takesTheChoicesOfCatalogsOfOld() {
    Selections selections =
        choose(
            json(
                """
                {'stream': 'orders', 'schema': {'selected': 'true', 'properties': {
                'note': {'selected': false}, 'secret': {'selected': true}}}}\
                """));

    assertThat(selections.streams()).hasToString("[orders [id, at, secret]]");
    assertThat(choose(json("{'stream': 'orders', 'schema': {'selected': false}}")).streams())
        .isEmpty();
    assertThat(choose(json("{'stream': 'orders', 'selected': false}")).streams()).isEmpty();
  }

  @Test
  void prunesNestedFieldsAndWhatIsRequiredOfThem() {
    JsonSchema schema =
        JsonSchema.of(
            json(
                """
                {'type': 'object', 'required': ['gone', 'id'], 'properties': {
                  'id': {'type': 'string'},
                  'gone': {'type': 'string'},
                  'address': {'type': 'object', 'required': ['zip'], 'properties': {
                    'zip': {'type': 'string'}, 'city': {'type': 'string'}}},
                  'lines': {'type': 'array', 'items': {'type': 'object', 'properties': {
                    'sku': {'type': 'string'}, 'cost': {'type': 'number'}}}},
                  'tags': {'type': 'array', 'items': {'type': 'string'}}}}\
                """));
    TapStream stream = TapStream.of("orders", schema, (request, out) -> {}).keyedBy("id");
    CatalogEntry entry =
        Catalog.read(
                json(
                    """
                    {'streams': [{'tap_stream_id': 'orders', 'metadata': [
                    {'breadcrumb': [], 'metadata': {'selected': true}},
                    {'breadcrumb': ['properties', 'gone'], 'metadata': {'selected': false}},
                    {'breadcrumb': ['properties', 'address', 'properties', 'zip'],
                     'metadata': {'selected': false}},
                    {'breadcrumb': ['properties', 'lines', 'items', 'properties', 'cost'],
                     'metadata': {'selected': false}}]}]}\
                    """))
            .entries()
            .get(0);

    Selection selection = Selection.compile(stream, entry);

    assertThat(selection.schema().toJson())
        .isEqualTo(
            json(
                """
                {'type': 'object', 'required': ['id'], 'properties': {
                  'id': {'type': 'string'},
                  'address': {'type': 'object', 'properties': {'city': {'type': 'string'}}},
                  'lines': {'type': 'array', 'items': {'type': 'object', 'properties': {
                    'sku': {'type': 'string'}}}},
                  'tags': {'type': 'array', 'items': {'type': 'string'}}}}\
                """));
    FieldSelection kept = selection.kept();
    assertThat(kept.field("gone")).isSameAs(FieldSelection.NOTHING);
    assertThat(kept.field("tags")).isSameAs(FieldSelection.EVERYTHING);
    assertThat(kept.field("unheard")).isNull();
    FieldSelection address = Objects.requireNonNull(kept.field("address"));
    assertThat(address.field("zip")).isSameAs(FieldSelection.NOTHING);
    assertThat(address.field("city")).isSameAs(FieldSelection.EVERYTHING);
  }

  @Test
  void keepsEverythingOfAStreamWhoseSchemaSaysNothing() {
    TapStream free = TapStream.of("free", JsonSchema.object(), (request, out) -> {});

    assertThat(Selection.of(free).kept()).isSameAs(FieldSelection.EVERYTHING);
  }

  @Test
  void readsWhatTheCatalogListsInItsOrder() {
    Catalog catalog =
        Catalog.read(
            json(
                """
                {'streams': [
                {'tap_stream_id': 'log', 'metadata': [
                 {'breadcrumb': [], 'metadata': {'selected': true}}]},
                {'tap_stream_id': 'orders', 'metadata': [
                 {'breadcrumb': [], 'metadata': {'selected': true}}]}]}\
                """));

    assertThat(Selections.of(List.of(ORDERS, LOG), Optional.of(catalog), Set.of()).streams())
        .extracting(Selection::name)
        .containsExactly("log", "orders");
  }

  @Test
  void readsTheNamedStreamsOnly() {
    Catalog catalog =
        Catalog.read(
            json(
                """
                {'streams': [{'tap_stream_id': 'orders', 'metadata': [
                {'breadcrumb': [], 'metadata': {'selected': false}},
                {'breadcrumb': ['properties', 'note'], 'metadata': {'selected': false}}]}]}\
                """));

    assertThat(Selections.of(List.of(ORDERS, LOG), Optional.empty(), Set.of("log")).streams())
        .hasToString("[log [line]]");
    assertThat(
            Selections.of(List.of(ORDERS, LOG), Optional.of(catalog), Set.of("orders", "log"))
                .streams())
        .hasToString("[orders [id, at], log [line]]");
  }

  @Test
  void namesTheStreamsThereAreWhenOneIsUnknown() {
    assertThatThrownBy(() -> Selections.of(List.of(ORDERS, LOG), Optional.empty(), Set.of("order")))
        .isInstanceOf(SingerException.Config.class)
        .hasMessage("--streams: order is not a stream of this tap, which has orders, log");
    assertThatThrownBy(
            () -> Selections.of(List.of(ORDERS, LOG), Optional.empty(), Set.of("y", "x", "log")))
        .hasMessage("--streams: x, y are not streams of this tap, which has orders, log");
  }

  @Test
  void warnsOfWhatItCannotFollow() {
    Catalog catalog =
        Catalog.read(
            json(
                """
                {'streams': [
                {'tap_stream_id': 'gone', 'metadata': [
                 {'breadcrumb': [], 'metadata': {'selected': true}}]},
                {'tap_stream_id': 'unwanted', 'metadata': [
                 {'breadcrumb': [], 'metadata': {'selected': false}}]},
                {'tap_stream_id': 'orders', 'schema': {'properties': {'old': {}, 'id': {}}},
                 'metadata': [
                 {'breadcrumb': [], 'metadata': {'selected': true, 'replication-key': 'id'}},
                 {'breadcrumb': ['properties', 'id'], 'metadata': {'selected': false}},
                 {'breadcrumb': ['properties', 'older'], 'metadata': {'selected': true}},
                 {'breadcrumb': ['properties', 'off'], 'metadata': {'selected': false}}]},
                {'tap_stream_id': 'log', 'metadata': [{'breadcrumb': [], 'metadata': {
                 'selected': true, 'replication-method': 'LOG_BASED'}}]}]}\
                """));

    assertThat(Selections.of(List.of(ORDERS, LOG), Optional.of(catalog), Set.of()).warnings())
        .containsExactly(
            "gone: the catalog selects it, but this tap has no such stream; it is skipped",
            "orders: the catalog lists fields that this tap does not have: old, older",
            "orders: id cannot be deselected, since the run needs it",
            "orders: the catalog asks for the replication key id, but only at can be one",
            "log: the catalog asks for LOG_BASED, but it can only be read FULL_TABLE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'replication-method': 'FULL_TABLE'} | true",
        "{'replication-method': 'INCREMENTAL'} | false",
        "{'replication-method': 'INCREMENTAL', 'replication-key': 'at'} | false",
        "{'replication-method': 'FULL_TABLE', 'forced-replication-method': 'INCREMENTAL'} | false",
        "{} | false",
      })
  void readsInFullWhereTheUserAsksForIt(String metadata, boolean inFull) {
    ObjectNode entry = json("{'tap_stream_id': 'orders'}");
    ObjectNode item = entry.putArray("metadata").addObject();
    item.putArray("breadcrumb");
    item.set("metadata", json(metadata).put("selected", true));

    Selections selections = choose(entry);

    assertThat(selections.warnings()).isEmpty();
    assertThat(selections.streams().get(0).replication())
        .isEqualTo(inFull ? Replication.FULL_TABLE : ORDERS.replication());
  }

  @Test
  void takesTheMethodOfTheEntryWhereMetadataSaysNone() {
    Selections selections =
        choose(json("{'tap_stream_id': 'orders', 'replication_method': 'FULL_TABLE'}"));

    assertThat(selections.streams().get(0).replication()).isEqualTo(Replication.FULL_TABLE);
  }

  @Test
  void takesLogBasedForTheNameOfWhatMarksItsOwnPlaces() {
    TapStream follows = LOG.replicated(new Replication.Positioned());
    Catalog catalog =
        Catalog.read(
            json(
                """
                {'streams': [{'tap_stream_id': 'log', 'metadata': [{'breadcrumb': [],
                'metadata': {'selected': true, 'replication-method': 'LOG_BASED'}}]}]}\
                """));

    Selections selections = Selections.of(List.of(follows), Optional.of(catalog), Set.of());

    assertThat(selections.warnings()).isEmpty();
    assertThat(selections.streams().get(0).replication()).isEqualTo(follows.replication());
  }

  @Test
  void letsTheUserGiveAViewItsKeys() {
    String entry =
        """
        {'streams': [{'tap_stream_id': 'log', 'metadata': [{'breadcrumb': [], 'metadata': {
        'selected': true, 'view-key-properties': ['%s']}}]}]}\
        """;

    assertThat(keys(LOG, entry.formatted("line"))).containsExactly("line");
    assertThat(keys(LOG, entry.formatted("unheard"))).isEmpty();
    assertThat(keys(ORDERS, entry.formatted("note").replace("log", "orders")))
        .containsExactly("id");
  }

  private static List<String> keys(TapStream stream, String catalog) {
    return Selections.of(List.of(stream), Optional.of(Catalog.read(json(catalog))), Set.of())
        .streams()
        .get(0)
        .keys();
  }

  private static Selections choose(ObjectNode entry) {
    ObjectNode catalog = Json.MAPPER.createObjectNode();
    catalog.putArray("streams").add(entry);
    return Selections.of(List.of(ORDERS), Optional.of(Catalog.read(catalog)), Set.of());
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) parse(text);
  }

  private static JsonNode parse(String text) {
    try {
      return Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theSchemaOfAStreamThatNobodySelectsIsNotLookedAt() {
    TapStream costly =
        TapStream.of(
                "costly",
                JsonSchema.lazily(
                    () -> {
                      throw new AssertionError("somebody looked at it");
                    }),
                (request, out) -> {})
            .onRequest();
    TapStream cheap =
        TapStream.of(
            "cheap", JsonSchema.object().property("id", LogicalType.STRING), (request, out) -> {});

    assertThat(Selections.of(List.of(costly, cheap), Optional.empty(), Set.of()).streams())
        .extracting(Selection::name)
        .containsExactly("cheap");
    assertThat(Selections.of(List.of(costly, cheap), Optional.empty(), Set.of("cheap")).streams())
        .hasSize(1);
  }

  @Test
  void aSchemaThatIsMadeLaterIsAsOneThatIsThere() {
    JsonSchema there = JsonSchema.object().property("id", LogicalType.STRING);
    JsonSchema later = JsonSchema.lazily(there::toJson);

    assertThat(later).isEqualTo(there).hasSameHashCodeAs(there);
    assertThat(later.fields()).isEqualTo(there.fields());
    assertThat(later).hasToString(there.toString());
  }
}
