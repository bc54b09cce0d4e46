package io.tributary.tap.stripe.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Fills columns that earlier versions of the API had from where their values are now, since much
 * SQL asks for them. What an object still has is left as it is.
 */
final class MovedFields {
  private static final String SUBSCRIPTION = "subscription";
  private static final String PRICE = "price";
  private static final String DISCOUNT_COUPON = "/source/coupon";

  private static final Map<String, UnaryOperator<ObjectNode>> BY_STREAM =
      Map.of(
          "invoices", MovedFields::invoice,
          "invoice_line_items", MovedFields::line,
          "invoice_items", MovedFields::item,
          "subscriptions", MovedFields::subscription,
          "promotion_codes", record -> from(record, "coupon", "/promotion/coupon"),
          "discounts", record -> from(record, "coupon", DISCOUNT_COUPON));

  private MovedFields() {}

  static UnaryOperator<ObjectNode> of(String stream) {
    return BY_STREAM.getOrDefault(stream, UnaryOperator.identity());
  }

  private static ObjectNode invoice(ObjectNode record) {
    if (!record.has("tax") && record.path("total_taxes").isArray()) {
      long tax = 0;
      for (JsonNode one : record.path("total_taxes")) {
        tax += one.path("amount").asLong();
      }
      record.put("tax", tax);
    }
    if (!record.has("paid") && record.path("status").isTextual()) {
      record.put("paid", record.path("status").asText().equals("paid"));
    }
    return from(record, SUBSCRIPTION, "/parent/subscription_details/subscription");
  }

  private static ObjectNode line(ObjectNode record) {
    JsonNode parent = record.path("parent");
    String kind = parent.path("type").asText();
    if (kind.endsWith("_details")) {
      if (!record.has("type")) {
        record.put("type", kind.startsWith("subscription") ? SUBSCRIPTION : "invoiceitem");
      }
      from(record, "proration", "/parent/" + kind + "/proration");
      from(record, "subscription_item", "/parent/" + kind + "/subscription_item");
      from(record, "invoice_item", "/parent/" + kind + "/invoice_item");
    }
    return from(record, PRICE, "/pricing/price_details/price");
  }

  private static ObjectNode item(ObjectNode record) {
    from(record, SUBSCRIPTION, "/parent/subscription_details/subscription");
    from(record, "subscription_item", "/parent/subscription_details/subscription_item");
    return from(record, PRICE, "/pricing/price_details/price");
  }

  /** All items' periods: from the first that begins to the last that ends. */
  private static ObjectNode subscription(ObjectNode record) {
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (JsonNode item : record.path("items").path("data")) {
      if (item.hasNonNull("current_period_start")) {
        start = Math.min(start, item.path("current_period_start").asLong());
        end = Math.max(end, item.path("current_period_end").asLong());
      }
    }
    if (start < Long.MAX_VALUE && !record.has("current_period_start")) {
      record.put("current_period_start", start).put("current_period_end", end);
    }
    return record;
  }

  private static ObjectNode from(ObjectNode record, String column, String place) {
    JsonNode value = record.at(place);
    if (!record.has(column) && !value.isMissingNode()) {
      record.set(column, value);
    }
    return record;
  }
}
