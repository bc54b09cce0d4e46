package io.tributary.sandbox.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.ads.Returns;
import io.tributary.sandbox.ads.Returns.Week;
import io.tributary.sandbox.json.Json;

/** What advertising cost and brought, as JSON. */
final class ReturnsJson {
  private ReturnsJson() {}

  static ObjectNode of(Returns returns) {
    ObjectNode json = Json.object().put("currency", "usd");
    ArrayNode campaigns = json.putArray("campaigns");
    for (String campaign : returns.campaigns().keySet()) {
      ObjectNode each = campaigns.addObject();
      int slash = campaign.indexOf('/');
      each.put("source", campaign.substring(0, slash));
      each.put("campaign", campaign.substring(slash + 1));
      fill(each, returns.total(campaign));
      ArrayNode weeks = each.putArray("weeks");
      returns
          .campaigns()
          .get(campaign)
          .forEach((monday, week) -> fill(weeks.addObject().put("week", monday.toString()), week));
    }
    return json;
  }

  private static void fill(ObjectNode json, Week week) {
    json.put("cost", week.cost()).put("sign_ups", week.signUps()).put("players", week.players());
    json.put("revenue", week.revenue());
    Returns.roi(week).forEach(roi -> json.put("roi", roi));
  }
}
