package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Contract;
import io.tributary.sandbox.entity.Contract.Span;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Item;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Line;
import io.tributary.sandbox.entity.Line.Period;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Days;

/** Subscriptions and their items as Stripe shows them. */
record SubscriptionJson(Template template, Names names, CatalogJson catalog) {

  ObjectNode subscription(Subscription subscription, long at) {
    Contract contract = subscription.contract();
    Span span = contract.span();
    ObjectNode json = template.of(subscription.kind());
    String id = names.of(subscription);
    json.put("id", id).put("customer", names.of(contract.customer()));
    json.put("status", subscription.status(at)).put("currency", contract.currency().code());
    Template.time(json, "created", span.start(), at);
    Template.time(json, "start_date", span.start(), at);
    json.put("billing_cycle_anchor", Math.floorDiv(span.trialEnd(), Days.SECOND));
    trial(json, span);
    cancellation(json, span, at);
    Contract.Terms terms = contract.terms();
    if (terms.sendsInvoices()) {
      json.put("collection_method", "send_invoice").put("days_until_due", terms.daysUntilDue());
    }
    Coupon coupon = terms.coupon();
    if (coupon != null) {
      json.withArrayProperty("discounts").add(names.of(Kind.DISCOUNT, contract.serial()));
    }
    Invoice latest = subscription.latestInvoice(at);
    json.put("latest_invoice", latest == null ? null : names.of(latest));
    json.set("metadata", metadata(contract));
    Period period = period(subscription, at);
    json.set(
        "items",
        Embedded.list(
            contract.items(),
            "/v1/subscription_items?subscription=" + id,
            item -> item(item, contract, period, at)));
    return json;
  }

  static ObjectNode metadata(Contract contract) {
    return Json.object().put("kingdom_code", contract.customer().kingdom().code());
  }

  private static void trial(ObjectNode json, Span span) {
    if (span.hasTrial()) {
      json.put("trial_start", Math.floorDiv(span.start(), Days.SECOND));
      json.put("trial_end", Math.floorDiv(span.trialEnd(), Days.SECOND));
    }
    if (span.pausedAt() != Days.NEVER) {
      json.withObjectProperty("trial_settings")
          .withObjectProperty("end_behavior")
          .put("missing_payment_method", "pause");
    }
  }

  private static void cancellation(ObjectNode json, Span span, long at) {
    boolean ended = at >= span.endsAt();
    boolean asked = at >= span.cancelRequestedAt();
    Template.time(json, "ended_at", span.endsAt(), at);
    Template.time(json, "canceled_at", asked ? span.cancelRequestedAt() : span.endsAt(), at);
    json.put("cancel_at_period_end", asked && !ended);
    if (asked) {
      json.put("cancel_at", Math.floorDiv(span.endsAt(), Days.SECOND));
    }
    if (asked || ended) {
      json.withObjectProperty("cancellation_details").put("reason", "cancellation_requested");
    }
  }

  /** The period that the newest regular invoice bills, or the trial. */
  static Period period(Subscription subscription, long at) {
    Span span = subscription.contract().span();
    Period period = new Period(span.start(), span.trialEnd());
    for (Invoice invoice : subscription.invoices()) {
      if (invoice.created() <= at) {
        for (var line : invoice.bill().lines()) {
          period = line.origin().type() == Line.Type.ITEM ? line.period() : period;
        }
      }
    }
    return period;
  }

  ObjectNode item(Item item, Contract contract, Period period, long at) {
    Price price = item.price();
    ObjectNode json = template.of(item.kind());
    json.put("id", names.of(item)).put("quantity", item.quantity().at(at));
    json.put("subscription", names.of(Kind.SUBSCRIPTION, contract.serial()));
    Template.time(json, "created", item.created(), at);
    json.put("current_period_start", Math.floorDiv(period.start(), Days.SECOND));
    json.put("current_period_end", Math.floorDiv(period.end(), Days.SECOND));
    json.set("price", catalog.price(price));
    json.set("plan", catalog.plan(price));
    return json;
  }
}
