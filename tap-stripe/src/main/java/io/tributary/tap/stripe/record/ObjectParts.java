package io.tributary.tap.stripe.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What streams make of objects that hold more than one record. */
public final class ObjectParts {
  private ObjectParts() {}

  /** The fees that a balance transaction is made of, counted from 0. */
  public static List<ObjectNode> fees(ObjectNode transaction) {
    List<ObjectNode> fees = new ArrayList<>();
    for (JsonNode fee : transaction.path("fee_details")) {
      if (fee instanceof ObjectNode known) {
        known.set("balance_transaction", transaction.path("id"));
        known.put("index", fees.size());
        known.set("created", transaction.path("created"));
        fees.add(known);
      }
    }
    return fees;
  }

  /** The discounts of an object, which come as one or as several, with the object they are of. */
  public static List<ObjectNode> discounts(ObjectNode object) {
    List<ObjectNode> discounts = new ArrayList<>();
    add(object.path("discount"), object, discounts);
    for (JsonNode discount : object.path("discounts")) {
      add(discount, object, discounts);
    }
    return discounts;
  }

  private static void add(JsonNode discount, ObjectNode object, List<ObjectNode> discounts) {
    if (discount instanceof ObjectNode known && known.path("id").isTextual()) {
      known.set("parent_object", object.path("object"));
      known.set("parent_id", object.path("id"));
      discounts.add(known);
    }
  }
}
