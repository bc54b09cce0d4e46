package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Rows as sorted text, so that two sets of them compare with a readable difference. */
public final class Rows {
  private Rows() {}

  public static List<String> text(List<ObjectNode> rows) {
    return text(rows, UnaryOperator.identity());
  }

  /** As text, the columns called by another name, nulls left out. */
  static List<String> text(List<ObjectNode> rows, UnaryOperator<String> column) {
    List<String> texts = new ArrayList<>();
    for (ObjectNode row : rows) {
      Map<String, String> values = new TreeMap<>();
      for (Map.Entry<String, JsonNode> value : row.properties()) {
        if (!value.getValue().isNull()) {
          values.put(column.apply(value.getKey()), text(value.getValue()));
        }
      }
      texts.add(values.toString());
    }
    texts.sort(null);
    return texts;
  }

  /** A number is the same number however it is written. */
  private static String text(JsonNode value) {
    if (!value.isNumber()) {
      return value.toString();
    }
    return value.decimalValue().signum() == 0
        ? "0"
        : value.decimalValue().stripTrailingZeros().toPlainString();
  }
}
