package io.tributary.tap.stripe.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** What streams have that Stripe's objects of them have not: most of what the tap itself makes. */
final class MadeStreams {
  private MadeStreams() {}

  /** The types that a stream is made from: those of its objects, or of a part of others. */
  static JsonNode types(String stream, JsonNode types) {
    return stream.equals("balance_transaction_fees")
        ? types.at("/balance_transactions/fee_details/items/properties")
        : types.path(stream);
  }

  /** The columns that the tap adds. */
  static Map<String, ObjectNode> columns(String stream) {
    Map<String, ObjectNode> columns = new LinkedHashMap<>();
    switch (stream) {
      case "balance" -> {
        columns.put("snapshot_at", time());
        columns.put("type", text());
        columns.put("currency", text());
        columns.put("amount", SchemaGenerator.nullable("integer").put("x-money", true));
        columns.put("source_types", amounts());
        columns.put("livemode", SchemaGenerator.nullable("boolean"));
      }
      case "balance_settings", "tax_settings" -> columns.put("account", text());
      case "balance_transaction_fees" -> {
        columns.put("balance_transaction", text());
        columns.put("index", SchemaGenerator.nullable("integer"));
        columns.put("created", time());
      }
      case "discounts" -> {
        columns.put("parent_object", text());
        columns.put("parent_id", text());
      }
      case "exchange_rates" -> columns.put("snapshot_date", text().put("format", "date"));
      case "currencies" -> {
        columns.put("currency", text());
        columns.put("minor_units", SchemaGenerator.nullable("integer"));
        columns.put("iso_minor_units", SchemaGenerator.nullable("integer"));
        columns.put("note", text());
      }
      case "core_events" -> {
        columns.put("data", SchemaGenerator.nullable("object"));
        columns.put("related_object", SchemaGenerator.nullable("object"));
      }
      default -> {}
    }
    return columns;
  }

  private static ObjectNode text() {
    return SchemaGenerator.nullable("string");
  }

  private static ObjectNode time() {
    return text().put("format", "date-time");
  }

  private static ObjectNode amounts() {
    ObjectNode amounts = SchemaGenerator.nullable("object");
    ObjectNode each = Json.MAPPER.createObjectNode();
    each.putArray("type").add("null").add("integer");
    amounts.set("additionalProperties", each);
    return amounts;
  }
}
