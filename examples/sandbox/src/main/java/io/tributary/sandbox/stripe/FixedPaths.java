package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Paths that name nothing: an account's one object of a kind, and lists with rules of their own.
 */
final class FixedPaths {
  private static final ObjectNode BALANCE_SETTINGS =
      Json.resource(FixedPaths.class, "balance_settings.json");
  private static final ObjectNode TAX_SETTINGS =
      Json.resource(FixedPaths.class, "tax.settings.json");

  private final Map<String, StripeApi.Route> routes =
      Map.of(
          "/v1/account", route("account", "account", Singles::account),
          "/v1/balance", route("balance", "balance", Singles::balance),
          "/v1/balance_settings", route("balance_settings", "balance", always(BALANCE_SETTINGS)),
          "/v1/tax/settings", route("tax/settings", "tax_settings", always(TAX_SETTINGS)),
          "/v1/subscription_items", route("subscription_items", "subscription", SubLists::items),
          "/v1/credit_notes/preview/lines",
              route("credit_notes/preview/lines", "credit_note", SubLists::previewLines),
          "/v2/core/events", route("v2/core/events", "event", ThinEvents::list));

  Optional<StripeApi.Route> route(String path) {
    return Optional.ofNullable(routes.get(path));
  }

  private static StripeApi.Route route(String endpoint, String object, StripeApi.Call call) {
    return new StripeApi.Route(endpoint, "rak_" + object + "_read", call);
  }

  private static StripeApi.Call always(ObjectNode object) {
    return (view, query, version) -> {
      StripeApi.requireKnown(query, Set.of("expand[]"));
      return object.deepCopy();
    };
  }
}
