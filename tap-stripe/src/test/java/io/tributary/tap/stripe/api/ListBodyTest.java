package io.tributary.tap.stripe.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.tributary.singer.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListBodyTest {
  private static final String LIST =
      """
      {"object": "list", "data": [
        {"id": "ch_1", "note": "brackets ]} and \\"quotes\\" in here", "amount": 12.50, "in": {"data": [1]}},
        {"id": "ch_ü"} ],
       "has_more": true, "url": null, "next": {"page": 2}}""";

  private static JsonNode read(String text) throws IOException {
    return ListBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, "{}", "{\"data\":[]}", "{\"data\": [ {} , 1, \"x\", [2]]}", "[1]"})
  void isWhatATreeWouldBe(String text) throws IOException {
    JsonNode list = read(text);

    JsonNode tree = Json.MAPPER.readTree(text);
    assertThat(list.size()).isEqualTo(tree.size());
    for (var property : tree.properties()) {
      if (!property.getKey().equals("data")) {
        assertThat(list.get(property.getKey())).isEqualTo(property.getValue());
      }
    }
    assertThat(list.path("data")).hasSize(tree.path("data").size());
    for (int i = 0; i < tree.path("data").size(); i++) {
      assertThat(ListBody.tree(list.path("data").get(i))).isEqualTo(tree.path("data").get(i));
    }
  }

  @Test
  void objectsStayTextUntilTheyAreWanted() throws IOException {
    JsonNode first = read(LIST).path("data").path(0);

    assertThat(first).isInstanceOf(POJONode.class);
    assertThat(ListBody.tree(first)).isNotSameAs(ListBody.tree(first));
  }

  @Test
  void refusesWhatBreaksOffAnywhere() {
    for (int length = 0; length < LIST.length(); length++) {
      String start = LIST.substring(0, length);
      if (!start.isBlank()) {
        assertThatThrownBy(() -> read(start)).as(start).isInstanceOf(IOException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"data\": [}", "{\"data\": [{}]} more", "{\"data\" 1}"})
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }
}
