package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns an object of the newest version into the shape it had before March 2025. */
final class OldShapes {
  private OldShapes() {}

  static void apply(ObjectNode object) {
    switch (object.path("object").asText()) {
      case "charge" -> object.putNull("invoice");
      case "invoice" -> invoice(object);
      case "line_item" -> line(object);
      case "subscription" -> subscription(object);
      case "promotion_code" -> promotionCode(object);
      default -> {}
    }
  }

  private static void invoice(ObjectNode invoice) {
    JsonNode parent = invoice.remove("parent");
    JsonNode subscription = parent.path("subscription_details").path("subscription");
    invoice.put("subscription", subscription.isTextual() ? subscription.asText() : null);
    invoice.put("paid", invoice.path("status").asText().equals("paid"));
    long tax = 0;
    for (JsonNode each : invoice.path("total_taxes")) {
      tax += each.path("amount").asLong();
    }
    invoice.remove("total_taxes");
    invoice.put("tax", tax).putNull("discount").putNull("charge").putNull("payment_intent");
    invoice.path("lines").path("data").forEach(line -> line((ObjectNode) line));
  }

  private static void line(ObjectNode line) {
    JsonNode parent = line.remove("parent");
    JsonNode pricing = line.remove("pricing");
    JsonNode item = parent.path("subscription_item_details");
    line.put("type", item.isObject() ? "subscription" : "invoiceitem");
    line.put("proration", item.path("proration").asBoolean());
    line.put("subscription_item", item.isObject() ? item.path("subscription_item").asText() : null);
    line.putObject("price")
        .put("id", pricing.path("price_details").path("price").asText())
        .put("object", "price")
        .put("product", pricing.path("price_details").path("product").asText());
    line.putNull("plan");
  }

  private static void subscription(ObjectNode subscription) {
    JsonNode first = subscription.path("items").path("data").path(0);
    for (String field : new String[] {"current_period_start", "current_period_end"}) {
      subscription.set(field, first.path(field));
    }
    subscription.path("items").path("data").forEach(item -> removePeriod((ObjectNode) item));
    subscription.putNull("discount");
  }

  private static void removePeriod(ObjectNode item) {
    item.remove("current_period_start");
    item.remove("current_period_end");
  }

  private static void promotionCode(ObjectNode code) {
    JsonNode promotion = code.remove("promotion");
    code.putObject("coupon").put("id", promotion.path("coupon").asText()).put("object", "coupon");
  }
}
