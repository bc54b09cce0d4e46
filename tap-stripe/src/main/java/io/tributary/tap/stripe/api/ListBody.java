package io.tributary.tap.stripe.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.MalformedJson;
import io.tributary.singer.json.RawJson;
import java.io.IOException;
import java.io.InputStream;

/**
 * The answer to a request for a list, whose objects stay the text that they came as until each is
 * wanted: as trees, a page of them would take ten times the memory.
 */
final class ListBody {
  private static final String DATA = "data";

  private ListBody() {}

  /**
   * Reads an answer whole.
   *
   * @throws IOException if it breaks off, or is not JSON, as far as can be seen
   */
  static JsonNode read(InputStream in) throws IOException {
    byte[] text = in.readAllBytes();
    try {
      return list(text);
    } catch (MalformedJson e) {
      return Json.MAPPER.readTree(text); // which says what is wrong, and where
    }
  }

  private static JsonNode list(byte[] text) throws IOException {
    JsonCursor cursor = new JsonCursor();
    cursor.reset(text, 0, text.length);
    ObjectNode list = Json.MAPPER.createObjectNode();
    cursor.take('{');
    cursor.enter();
    boolean more = !cursor.takes('}');
    while (more) {
      cursor.name();
      String name = cursor.text();
      if (name.equals(DATA) && cursor.peek() == '[') {
        list.set(name, objects(cursor));
      } else {
        list.set(name, tree(value(cursor)));
      }
      more = cursor.takes(',');
      if (!more) {
        cursor.take('}');
      }
    }
    cursor.finish();
    return list;
  }

  private static ArrayNode objects(JsonCursor cursor) throws IOException {
    ArrayNode objects = Json.MAPPER.createArrayNode();
    cursor.take('[');
    boolean more = !cursor.takes(']');
    while (more) {
      boolean isObject = cursor.peek() == '{';
      RawJson value = value(cursor);
      objects.add(isObject ? new POJONode(value) : tree(value));
      more = cursor.takes(',');
      if (!more) {
        cursor.take(']');
      }
    }
    return objects;
  }

  private static RawJson value(JsonCursor cursor) {
    int next = cursor.peek();
    int start = cursor.at();
    if (next == '{' || next == '[') {
      cursor.brackets();
    } else {
      cursor.scalar();
    }
    return RawJson.of(cursor.bytes(), start, cursor.at() - start);
  }

  private static JsonNode tree(RawJson text) throws IOException {
    return Json.MAPPER.readTree(text.bytes(), text.offset(), text.length());
  }

  /**
   * One of the objects as a tree, made anew each time.
   *
   * @throws IOException if it is not JSON
   */
  static JsonNode tree(JsonNode object) throws IOException {
    return object instanceof POJONode kept && kept.getPojo() instanceof RawJson text
        ? tree(text)
        : object;
  }
}
