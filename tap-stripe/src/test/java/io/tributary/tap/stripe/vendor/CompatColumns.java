package io.tributary.tap.stripe.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns that earlier versions of the API had, and that much SQL still asks for. */
final class CompatColumns {
  private CompatColumns() {}

  static Map<String, ObjectNode> of(String stream) {
    Map<String, ObjectNode> columns = new LinkedHashMap<>();
    switch (stream) {
      case "invoices" -> {
        columns.put("subscription", text());
        columns.put("tax", SchemaGenerator.nullable("integer").put("x-money", true));
        columns.put("paid", SchemaGenerator.nullable("boolean"));
      }
      case "invoice_line_items" -> {
        columns.put("price", text());
        columns.put("subscription_item", text());
        columns.put("invoice_item", text());
        columns.put("proration", SchemaGenerator.nullable("boolean"));
        columns.put("type", text());
      }
      case "invoice_items" -> {
        columns.put("price", text());
        columns.put("subscription", text());
        columns.put("subscription_item", text());
      }
      case "subscriptions" -> {
        columns.put("current_period_start", text().put("format", "date-time"));
        columns.put("current_period_end", text().put("format", "date-time"));
      }
      case "promotion_codes", "discounts" -> columns.put("coupon", text());
      default -> {}
    }
    columns.values().forEach(column -> column.put("x-compat", true));
    return columns;
  }

  private static ObjectNode text() {
    return SchemaGenerator.nullable("string");
  }
}
