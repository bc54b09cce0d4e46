package io.tributary.tap.stripe.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GonePropertiesTest {
  private static ObjectNode types(String json) throws IOException {
    return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
  }

  @Test
  void whatTheCodenameBeforeHadIsKept() throws IOException {
    ObjectNode now =
        types(
            "{'charges': {'id': {'type': 'string'}, 'fee': {'type': 'number'},"
                + " 'card': {'type': 'object', 'properties': {'brand': {'type': 'string'}}}}}");
    JsonNode before =
        types(
            "{'charges': {'id': {'type': 'string'}, 'fee': {'type': 'integer'},"
                + " 'paid': {'type': 'boolean'},"
                + " 'card': {'type': 'object', 'properties': {'iin': {'type': 'string'}}}},"
                + " 'orders': {'id': {'type': 'string'}}}");

    GoneProperties.keep(now, before);

    assertThat(now)
        .isEqualTo(
            types(
                "{'charges': {'id': {'type': 'string'}, 'fee': {'type': 'number'},"
                    + " 'card': {'type': 'object', 'properties': {'brand': {'type': 'string'},"
                    + " 'iin': {'type': 'string', 'gone': true}}},"
                    + " 'paid': {'type': 'boolean', 'gone': true}}}"));
  }

  @Test
  void aSchemaShowsWhatIsGoneLikeAnyOther() throws IOException {
    ObjectNode types = types("{'charges': {'paid': {'type': 'boolean', 'gone': true}}}");

    ObjectNode schema =
        SchemaGenerator.schema(
            types("{'name': 'charges', 'path': '/v1/charges', 'keys': []}"), types);

    assertThat(schema.at("/properties/paid")).isEqualTo(types("{'type': ['null', 'boolean']}"));
  }
}
