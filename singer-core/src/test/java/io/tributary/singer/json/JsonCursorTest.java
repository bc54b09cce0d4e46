package io.tributary.singer.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "naïve",
          "日本",
          "😀",
          "quote\"",
          "back\\",
          "line\nfeed",
          "\u0001",
          "long ".repeat(9));
  private static final String PIECES = "{}[]:,\"\\ truefalsn0123456789.-+eE\t\ré\u0007x";

  private final JsonCursor cursor = new JsonCursor();

  private void read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    read(bytes);
  }

  private void read(byte[] bytes) {
    byte[] padded = new byte[bytes.length + 6];
    System.arraycopy(bytes, 0, padded, 3, bytes.length);
    padded[2] = '"';
    padded[bytes.length + 3] = '"';
    cursor.reset(padded, 3, bytes.length + 3);
    cursor.value();
    cursor.finish();
  }

  private boolean accepts(byte[] bytes) {
    try {
      read(bytes);
      return true;
    } catch (MalformedJson e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    }
  }

  private static boolean jacksonAccepts(byte[] bytes) {
    try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      boolean isSomething = parser.nextToken() != null;
      parser.skipChildren();
      parser.finishToken();
      return isSomething && parser.nextToken() == null;
    } catch (CharacterCodingException | JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Property(tries = 500)
  void acceptsWhatJacksonWrites(@ForAll long seed) throws JsonProcessingException {
    Random random = new Random(seed);
    JsonNode tree = tree(random, 4);
    String text =
        random.nextBoolean()
            ? Json.MAPPER.writeValueAsString(tree)
            : Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);

    read(text);
  }

  /** One or two bytes of good text are changed: mostly it is bad then, and Jackson knows. */
  @Property(tries = 3000)
  void refusesWhatJacksonRefuses(@ForAll long seed) throws JsonProcessingException {
    Random random = new Random(seed);
    byte[] text = Json.MAPPER.writeValueAsBytes(tree(random, 3));
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      byte piece = PIECES.getBytes(StandardCharsets.UTF_8)[random.nextInt(PIECES.length())];
      text[random.nextInt(text.length)] = piece;
    }

    if (!isHalfACharacter(text)) {
      assertThat(accepts(text))
          .as("%s", new String(text, StandardCharsets.UTF_8))
          .isEqualTo(jacksonAccepts(text));
    }
  }

  /** Jackson takes half of a surrogate pair, which no destination can hold. */
  private boolean isHalfACharacter(byte[] text) {
    try {
      read(text);
      return false;
    } catch (MalformedJson e) {
      return e.getMessage() != null && e.getMessage().contains("surrogate");
    }
  }

  @Property(tries = 1000)
  void readsStringsAsJacksonDoes(@ForAll long seed) throws JsonProcessingException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      int point = random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(0x100);
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        text.appendCodePoint(point);
      }
    }
    String json = Json.MAPPER.writeValueAsString(text.toString());
    String ascii = escaped(json);

    for (String each : List.of(json, ascii)) {
      byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
      cursor.reset(bytes, 0, bytes.length);
      cursor.string();
      cursor.finish();
      assertThat(cursor.text()).isEqualTo(text.toString());
    }
  }

  private static String escaped(String json) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char letter = json.charAt(i);
      ascii.append(letter < 0x7F ? letter : String.format("\\u%04x", (int) letter));
    }
    return ascii.toString();
  }

  private static JsonNode tree(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextLong());
      case 3 -> nodes.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
      case 4 -> nodes.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case 5 -> {
        ArrayNode array = nodes.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(tree(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = nodes.objectNode();
        for (int i = random.nextInt(30) / (5 - depth); i > 0; i--) {
          object.set(TEXTS.get(random.nextInt(TEXTS.size())) + i, tree(random, depth - 1));
        }
        yield object;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C0 80",
        "E0 80 80",
        "ED A0 80",
        "F0 80 80 80",
        "F4 90 80 80",
        "F5 80 80 80",
        "80",
        "C3",
        "E2 82",
        "F0 9F 98",
        "FF"
      })
  void refusesBytesThatAreNotUtf8(String hex) {
    byte[] inner = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    byte[] text = new byte[inner.length + 2];
    text[0] = '"';
    System.arraycopy(inner, 0, text, 1, inner.length);
    text[text.length - 1] = '"';

    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJson.class).hasMessage("not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{|not JSON: it ends where a property's name is due",
        "[1,]|not JSON: ']' where a value is due",
        "{\"a\" 1}|not JSON: '1' where ':' is due",
        "[1 2]|not JSON: '2' where ']' is due",
        "\"\\x\"|not JSON: a string holds an unknown escape",
        "\"\\u00g0\"|not JSON: a \\u is not followed by four hexadecimal digits",
        "\"\\ud83dx\"|text with half of a surrogate pair, which is no character",
        "\"\\ude00\"|text with half of a surrogate pair, which is no character",
        "NaN|NaN, which JSON does not know",
        "-Infinity|Infinity, which JSON does not know",
        "1.|not JSON: it ends where a digit is due",
        "-|not JSON: it ends where a digit is due",
        "\"abc|not JSON: it ends inside of a string",
        "{} {}|not JSON: there is more after its end"
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJson.class).hasMessage(message);
  }

  @Test
  void refusesAPropertyThatOccursTwiceAtAnyDepth() {
    String many = names(0, 40);

    read("{" + many + "}");
    read("{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]}}");
    for (String text :
        List.of(
            "{" + many + ",\"n7\":1}",
            "{" + many + ",\"n\\u0037\":1}",
            "[{\"x\":{\"b\":1,\"b\":2}}]",
            "{\"x\":{" + many + "},\"y\":{" + many + ",\"n39\":0}}")) {
      assertThatThrownBy(() -> read(text)).hasMessageContaining("occurs twice in one object");
    }
  }

  private static String names(int from, int to) {
    StringBuilder names = new StringBuilder();
    for (int i = from; i < to; i++) {
      names.append(i == from ? "" : ",").append("\"n").append(i).append("\":{\"n7\":1}");
    }
    return names.toString();
  }

  @Test
  void tellsObjectsOfManyPropertiesApartInLinearTime() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 100_000; i++) {
      text.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":{}");
    }

    read(text + "}");

    assertThatThrownBy(() -> read(text + ",\"n99999\":1}")).hasMessageContaining("\"n99999\"");
  }

  @Test
  void refusesTextThatIsNestedTooDeep() {
    read("[".repeat(1000) + "]".repeat(1000));

    assertThatThrownBy(() -> read("[".repeat(1001) + "]".repeat(1001)))
        .hasMessage("nested more than 1000 levels deep");
    assertThatThrownBy(() -> read("{\"a\":".repeat(10_000)))
        .hasMessage("nested more than 1000 levels deep");
  }

  @Test
  void refusesTrailingBytesThatAreNotAscii() {
    assertThatThrownBy(() -> read("{}é")).hasMessage("not JSON: there is more after its end");
  }

  @Test
  void findsTheEndOfAnObjectByItsBrackets() {
    byte[] text = "{\"a\":[\"}\\\"]\",{}]} ,".getBytes(StandardCharsets.UTF_8);
    cursor.reset(text, 0, text.length);

    cursor.brackets();

    assertThat(cursor.at()).isEqualTo(text.length - 2);
  }
}
