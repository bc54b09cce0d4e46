package io.tributary.tap.googleads.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.tap.googleads.field.AdsField;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of an answer into records, each token once. Made for one query; {@link #begin}
 * makes a reading, which belongs to one thread at a time.
 */
final class RowReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Column> columns;
  private final int[] slots;
  private final RowKey.@Nullable Parts key;
  private final Node tree = new Node();
  private final Map<String, Integer> places = new HashMap<>();

  /** Where a name of the answer leads: to names inside of it, to a value, or to both. */
  private static final class Node {
    private final Map<String, Node> inside = new HashMap<>();
    private int slot = -1;
    private @Nullable AdsField field;
  }

  /**
   * @param fields all that the query selects
   * @param columns what records have, each filled by one of those or by none
   * @param keyFields what identifies a row, the resource first; empty if the rows have keys
   */
  RowReader(List<AdsField> fields, List<Column> columns, List<String> keyFields) {
    this.columns = List.copyOf(columns);
    for (AdsField field : fields) {
      add(field);
    }
    this.slots =
        columns.stream()
            .mapToInt(column -> places.getOrDefault(column.field().name(), -1))
            .toArray();
    this.key = keyFields.isEmpty() ? null : new RowKey.Parts(keyFields, places);
  }

  private void add(AdsField field) {
    Node node = tree;
    for (String part : field.name().split("\\.", -1)) {
      node = node.inside.computeIfAbsent(JsonName.of(part), name -> new Node());
    }
    if (node.slot < 0) {
      node.slot = places.size();
      node.field = field;
      places.put(field.name(), node.slot);
    }
  }

  Reading begin() {
    return new Reading();
  }

  /** One pass over rows. Not thread-safe. */
  final class Reading {
    private final @Nullable JsonNode[] values = new JsonNode[places.size()];
    private final @Nullable RowKey rowKey = key == null ? null : new RowKey(key);

    /** The record of the row at whose first brace the parser stands. */
    ObjectNode record(JsonParser parser) throws IOException {
      Arrays.fill(values, null);
      object(parser, tree);
      ObjectNode record = NODES.objectNode();
      if (rowKey != null) {
        record.put(StreamEntry.ROW_KEY, rowKey.of(values));
      }
      for (int i = 0; i < slots.length; i++) {
        Column column = columns.get(i);
        record.set(column.name(), value(column, slots[i] < 0 ? null : values[slots[i]]));
      }
      return record;
    }

    private void object(JsonParser parser, Node node) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Node next = node.inside.get(parser.currentName());
        JsonToken token = parser.nextToken();
        if (next == null) {
          parser.skipChildren();
        } else {
          value(parser, token, next);
        }
      }
    }

    private void value(JsonParser parser, JsonToken token, Node node) throws IOException {
      AdsField field = node.field;
      if (field == null) {
        inside(parser, token, node);
      } else if (node.inside.isEmpty()) {
        values[node.slot] = JsonValue.of(parser, token, field);
      } else {
        JsonNode whole = parser.readValueAsTree();
        values[node.slot] = whole;
        try (JsonParser again = whole.traverse(parser.getCodec())) {
          inside(again, again.nextToken(), node);
        }
      }
    }

    private void inside(JsonParser parser, JsonToken token, Node node) throws IOException {
      if (token == JsonToken.START_OBJECT) {
        object(parser, node);
      } else {
        parser.skipChildren();
      }
    }

    private static JsonNode value(Column column, @Nullable JsonNode value) {
      if (value == null || value.isNull()) {
        return column.field().isRepeated() ? NODES.arrayNode() : NullNode.getInstance();
      }
      return column.inCurrency() ? JsonValue.inCurrency(value) : value;
    }
  }
}
