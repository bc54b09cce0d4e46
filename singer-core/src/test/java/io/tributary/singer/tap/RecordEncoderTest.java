package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.catalog.Catalog;
import io.tributary.singer.catalog.FieldSelection;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.schema.JsonSchema;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {
  private final List<String> unknown = new ArrayList<>();
  private final RecordEncoder encoder = new RecordEncoder(FieldSelection.EVERYTHING, unknown::add);

  @Test
  void keepsEveryDigit() {
    ObjectNode record = object("{}");
    record.put("int", Integer.MIN_VALUE);
    record.put("long", Long.MAX_VALUE);
    record.put("huge", new BigInteger("123456789012345678901234567890"));
    record.put("decimal", new BigDecimal("1.500"));
    record.put("double", 0.1);
    record.put("float", 0.1f);

    assertThat(encoder.encode(record).text())
        .isEqualTo(
            "{\"int\":-2147483648,\"long\":9223372036854775807,"
                + "\"huge\":123456789012345678901234567890,\"decimal\":1.500,"
                + "\"double\":0.1,\"float\":0.1}");
  }

  @Test
  void writesOneLineAfterTheOther() {
    for (int i = 0; i < 3; i++) {
      ObjectNode record = object("{'text': 'a\\nb', 'flag': true, 'none': null, 'empty': {}}");

      assertThat(encoder.encode(record).text())
          .isEqualTo("{\"text\":\"a\\nb\",\"flag\":true,\"none\":null,\"empty\":{}}");
    }
  }

  @Test
  void writesWhatIsNoJsonYet() {
    ObjectNode record = object("{}");
    record.put("bytes", new byte[] {1, 2, 3});
    record.putPOJO("list", List.of(1, 2));

    assertThat(encoder.encode(record).text()).isEqualTo("{\"bytes\":\"AQID\",\"list\":[1,2]}");
  }

  @Test
  void refusesWhatCannotBecomeJson() {
    ObjectNode record = object("{}");
    record.putPOJO("object", new Object());

    assertThatThrownBy(() -> encoder.encode(record)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void leavesOutWhatIsDeselectedAtAnyDepth() {
    JsonSchema schema =
        JsonSchema.of(
            object(
                """
                {'type': 'object', 'properties': {
                  'id': {'type': 'string'},
                  'gone': {'type': 'string'},
                  'address': {'type': 'object', 'properties': {
                    'zip': {'type': 'string'}, 'city': {'type': 'string'}}},
                  'lines': {'type': 'array', 'items': {'type': 'object', 'properties': {
                    'sku': {'type': 'string'}, 'cost': {'type': 'number'}}}},
                  'tags': {'type': 'array', 'items': {'type': 'string'}}}}\
                """));
    Catalog catalog =
        Catalog.read(
            object(
                """
                {'streams': [{'tap_stream_id': 'orders', 'metadata': [
                {'breadcrumb': [], 'metadata': {'selected': true}},
                {'breadcrumb': ['properties', 'gone'], 'metadata': {'selected': false}},
                {'breadcrumb': ['properties', 'address', 'properties', 'zip'],
                 'metadata': {'selected': false}},
                {'breadcrumb': ['properties', 'lines', 'items', 'properties', 'cost'],
                 'metadata': {'selected': false}}]}]}\
                """));
    TapStream stream = TapStream.of("orders", schema, (request, out) -> {});
    FieldSelection kept =
        Selections.of(List.of(stream), Optional.of(catalog), Set.of()).streams().get(0).kept();
    ObjectNode record =
        object(
            """
            {'id': 'a', 'gone': 'b', 'stray': {'x': 1},
            'address': {'zip': '1', 'city': 'c', 'extra': [1.50]},
            'lines': [{'sku': 's', 'cost': 3}, {'cost': 4}, 7], 'tags': ['t', null]}\
            """);

    String text = new RecordEncoder(kept, unknown::add).encode(record).text();

    assertThat(text)
        .isEqualTo(
            "{\"id\":\"a\",\"address\":{\"city\":\"c\",\"extra\":[1.50]},"
                + "\"lines\":[{\"sku\":\"s\"},{},7],\"tags\":[\"t\",null]}");
    assertThat(unknown).containsExactly("stray");
  }
}
