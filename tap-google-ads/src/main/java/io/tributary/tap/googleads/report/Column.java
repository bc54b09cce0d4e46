package io.tributary.tap.googleads.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.FieldType;

/**
 * A column of a stream, filled from a field.
 *
 * @param name as records have it
 * @param field where its value comes from
 * @param inCurrency whether it shows the millionths of a currency as an amount of it
 */
public record Column(String name, AdsField field, boolean inCurrency) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The JSON Schema of its values. */
  ObjectNode schema() {
    if (inCurrency) {
      ObjectNode decimal = NODES.objectNode();
      decimal.putArray("type").add("null").add("string");
      return decimal.put("format", "singer.decimal");
    }
    if (!field.isRepeated()) {
      return field.type().schema();
    }
    ObjectNode list = NODES.objectNode();
    ArrayNode types = list.putArray("type");
    types.add("null").add("array");
    list.set("items", field.type() == FieldType.MESSAGE ? NODES.objectNode() : item());
    return list;
  }

  private ObjectNode item() {
    return field.type().schema();
  }
}
