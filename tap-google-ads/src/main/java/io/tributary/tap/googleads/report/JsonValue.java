package io.tributary.tap.googleads.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.FieldType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Values as records have them, from JSON as protocol buffers write it: integers of 64 bits are
 * text, and so is what is no number.
 */
final class JsonValue {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MICROS = 6;
  private static final int SAFE_DIGITS = 18;

  private JsonValue() {}

  /** The value at which the parser stands. */
  static JsonNode of(JsonParser parser, JsonToken token, AdsField field) throws IOException {
    if (!field.isRepeated()) {
      return single(parser, token, field.type());
    }
    if (token != JsonToken.START_ARRAY) {
      return single(parser, token, field.type());
    }
    ArrayNode list = NODES.arrayNode();
    for (JsonToken item = parser.nextToken();
        item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      list.add(single(parser, item, field.type()));
    }
    return list;
  }

  private static JsonNode single(JsonParser parser, JsonToken token, FieldType type)
      throws IOException {
    return switch (token) {
      case VALUE_STRING ->
          switch (type) {
            case INT64, INT32 -> integer(parser.getText());
            case DOUBLE -> number(parser.getText());
            default -> NODES.textNode(parser.getText());
          };
      case VALUE_NUMBER_INT ->
          type == FieldType.DOUBLE
              ? NODES.numberNode(parser.getDecimalValue())
              : NODES.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case START_OBJECT, START_ARRAY -> parser.readValueAsTree();
      default -> NullNode.getInstance();
    };
  }

  private static JsonNode integer(String text) {
    try {
      return text.length() <= SAFE_DIGITS
          ? NODES.numberNode(Long.parseLong(text))
          : NODES.numberNode(new BigInteger(text));
    } catch (NumberFormatException e) {
      return NullNode.getInstance();
    }
  }

  /** Also {@code NaN} and {@code Infinity} come, which no database has a number for. */
  private static JsonNode number(String text) {
    try {
      return NODES.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return NullNode.getInstance();
    }
  }

  /** Millionths as an amount, with all its digits. */
  static JsonNode inCurrency(JsonNode micros) {
    BigDecimal amount = micros.decimalValue().movePointLeft(MICROS).stripTrailingZeros();
    return NODES.textNode(amount.toPlainString());
  }
}
