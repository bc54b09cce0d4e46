package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Origin;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Person;

/** Customers as Stripe shows them, and what other objects repeat of them. */
record CustomerJson(Template template, Names names) {

  ObjectNode customer(Customer customer, long at) {
    Person person = person(customer, at);
    ObjectNode json = template.of(customer.kind());
    json.put("id", names.of(customer)).put("name", person.name()).put("email", person.email());
    Template.time(json, "created", customer.created(), at);
    json.put("currency", customer.kingdom().currency().code());
    json.put("invoice_prefix", prefix(customer));
    json.put("description", "Citizen of " + customer.kingdom().name());
    json.withArrayProperty("preferred_locales").add("en");
    if (hasAddress(customer)) {
      json.set("address", address(customer, at));
    } else {
      json.putNull("address");
    }
    json.set("metadata", metadata(customer));
    return json;
  }

  /** A customer who has left: lists no longer show them, and this is all that is left. */
  ObjectNode deleted(Customer customer) {
    return Json.object()
        .put("id", names.of(customer))
        .put("object", "customer")
        .put("deleted", true);
  }

  static Person person(Customer customer, long at) {
    return Person.of(customer.draw().at("person"), customer.kingdom(), at >= customer.movedAt());
  }

  /** What the customer's invoices are numbered with. */
  String prefix(Customer customer) {
    return names.token("", customer.serial()).substring(0, 8).toUpperCase(java.util.Locale.ROOT);
  }

  /** 1% give no address. */
  static boolean hasAddress(Customer customer) {
    return !customer.draw().at("no address").happens(10, 1_000);
  }

  static ObjectNode address(Customer customer, long at) {
    Person person = person(customer, at);
    return Json.object()
        .put("city", person.town())
        .put("country", customer.kingdom().place().country())
        .put("line1", person.street())
        .putNull("line2")
        .put("postal_code", person.postalCode())
        .put("state", customer.kingdom().name());
  }

  /** 1% have two keys that differ only by case. */
  ObjectNode metadata(Customer customer) {
    Draw draw = customer.draw().at("metadata");
    ObjectNode metadata = Json.object().put("kingdom_code", customer.kingdom().code());
    metadata.put("plan", draw.at("plan").oneOf("copper", "silver", "gold"));
    String campaign = Origin.campaign(customer);
    if (!campaign.isEmpty()) {
      metadata.put("utm_campaign", campaign);
    }
    String click = Origin.click(names.ids(), customer);
    if (!click.isEmpty()) {
      metadata.put("gclid", click);
    }
    if (draw.at("twins").happens(10, 1_000)) {
      metadata.put("Plan", draw.at("other plan").oneOf("Copper", "Silver", "Gold"));
    }
    return metadata;
  }
}
