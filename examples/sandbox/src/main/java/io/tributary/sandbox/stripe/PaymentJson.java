package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Dispute;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Order;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Refund;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Person;
import io.tributary.sandbox.world.Ledger;
import java.util.Locale;
import java.util.Objects;

/** Payment intents, charges, refunds and disputes as Stripe shows them. */
record PaymentJson(Template template, Names names, LedgerJson ledger) {

  ObjectNode intent(Payment payment, long at) {
    ObjectNode json = template.of(payment.kind());
    common(json, payment.order(), payment.created(), at);
    String status = payment.status(at);
    Charge latest = payment.latestCharge(at);
    boolean held = status.equals("requires_capture");
    json.put("id", names.of(payment)).put("status", status);
    json.put("amount", payment.order().amount());
    json.put("amount_capturable", held ? payment.order().amount() : 0);
    json.put("amount_received", status.equals("succeeded") ? payment.order().amount() : 0);
    json.put("client_secret", names.of(payment) + "_secret_" + names.token("", payment.serial()));
    json.put("capture_method", isManual(payment) ? "manual" : "automatic");
    Template.time(json, "canceled_at", payment.canceledAt(), at);
    if (at >= payment.canceledAt()) {
      json.put("cancellation_reason", "automatic");
    }
    if (latest != null) {
      json.put("latest_charge", names.of(latest));
      if (latest.isFailed()) {
        json.set("last_payment_error", error(latest));
      } else {
        json.put("payment_method", card(payment.order().customer()));
      }
      applicationFee(json, latest);
    }
    return json;
  }

  private static boolean isManual(Payment payment) {
    return payment.attempts().stream().anyMatch(charge -> charge.capture().isManual());
  }

  private ObjectNode error(Charge charge) {
    String code = Objects.requireNonNull(charge.capture().failureCode());
    return Json.object()
        .put("type", "card_error")
        .put("charge", names.of(charge))
        .put("code", code.equals("insufficient_funds") ? "card_declined" : code)
        .put("decline_code", code)
        .put("message", message(code));
  }

  ObjectNode charge(Charge charge, long at) {
    ObjectNode json = template.of(charge.kind());
    Order order = charge.order();
    common(json, order, charge.created(), at);
    boolean captured = at >= charge.capture().at();
    long refunded = charge.refunded(at);
    json.put("id", names.of(charge)).put("amount", charge.amount());
    json.put("amount_captured", captured ? charge.amount() : 0).put("captured", captured);
    json.put("amount_refunded", refunded).put("refunded", refunded == charge.amount());
    json.put("paid", !charge.isFailed()).put("status", charge.isFailed() ? "failed" : "succeeded");
    json.put(
        "payment_intent", names.of(Kind.PAYMENT_INTENT, Serials.paymentOfCharge(charge.serial())));
    json.put("payment_method", card(order.customer()));
    json.put(
        "balance_transaction",
        captured ? names.of(Kind.BALANCE_TRANSACTION, Ledger.ofCharge(charge.serial())) : null);
    Dispute dispute = charge.after().dispute();
    json.put("disputed", dispute != null && at >= dispute.created());
    json.set("billing_details", billing(order.customer(), charge.created()));
    failure(json, charge);
    card(json.withObjectProperty("payment_method_details").withObjectProperty("card"), charge);
    applicationFee(json, charge);
    if (captured && charge.settlement().applicationFee() > 0) {
      json.put("application_fee", names.of(Kind.APPLICATION_FEE, charge.serial()));
    }
    return json;
  }

  private void common(ObjectNode json, Order order, long created, long at) {
    json.put("currency", order.currency().code()).put("customer", names.of(order.customer()));
    json.put("description", order.purpose());
    Template.time(json, "created", created, at);
    ObjectNode metadata = json.withObjectProperty("metadata");
    metadata.put("kingdom_code", order.customer().kingdom().code());
    metadata.put("purpose", order.purpose().toLowerCase(Locale.ROOT));
  }

  private static void applicationFee(ObjectNode json, Charge charge) {
    if (charge.settlement().applicationFee() > 0) {
      json.put("application_fee_amount", charge.settlement().applicationFee());
    }
  }

  private ObjectNode billing(Customer customer, long at) {
    Person person = CustomerJson.person(customer, at);
    ObjectNode details = Json.object();
    if (CustomerJson.hasAddress(customer)) {
      details.set("address", CustomerJson.address(customer, at));
    } else {
      ObjectNode address = details.putObject("address");
      for (String field :
          new String[] {"city", "country", "line1", "line2", "postal_code", "state"}) {
        address.putNull(field);
      }
    }
    return details
        .put("email", person.email())
        .put("name", person.name())
        .putNull("phone")
        .putNull("tax_id");
  }

  private static void failure(ObjectNode json, Charge charge) {
    String code = charge.capture().failureCode();
    if (code == null) {
      int risk = charge.order().draw().at("risk").below(60);
      json.withObjectProperty("outcome").put("risk_score", risk);
      return;
    }
    json.put("failure_code", code.equals("insufficient_funds") ? "card_declined" : code);
    json.put("failure_message", message(code));
    ObjectNode outcome = json.withObjectProperty("outcome");
    outcome.put("network_status", "declined_by_network").put("type", "issuer_declined");
    outcome.put("reason", code).put("seller_message", "The bank declined the payment.");
  }

  private static String message(String code) {
    return switch (code) {
      case "insufficient_funds" -> "Your card has insufficient funds.";
      case "expired_card" -> "Your card has expired.";
      case "processing_error" -> "An error occurred while processing your card.";
      default -> "Your card was declined.";
    };
  }

  private void card(ObjectNode card, Charge charge) {
    Customer customer = charge.order().customer();
    Draw draw = customer.draw().at("card");
    String brand = draw.at("brand").oneOf("visa", "visa", "mastercard", "amex");
    card.put("brand", brand).put("network", brand);
    card.put("country", customer.kingdom().place().country());
    card.put("exp_month", draw.at("month").between(1, 12));
    card.put("exp_year", draw.at("year").between(2027, 2032));
    card.put("last4", Long.toString(draw.at("last4").between(1_000, 9_999)));
    card.put("fingerprint", names.token("", customer.serial()).substring(0, 16));
    card.put("amount_authorized", charge.isFailed() ? null : charge.amount());
    card.withObjectProperty("overcapture").put("maximum_amount_capturable", charge.amount());
    if (charge.order().draw().at("3ds").happens(120, 1_000)) {
      card.putObject("three_d_secure")
          .put("authentication_flow", "challenge")
          .put("electronic_commerce_indicator", "05")
          .putNull("exemption_indicator")
          .put("result", "authenticated")
          .putNull("result_reason")
          .put("transaction_id", names.token("3ds_", charge.serial()))
          .put("version", "2.2.0");
    }
  }

  private String card(Customer customer) {
    return names.token("pm_1", customer.serial());
  }

  ObjectNode refund(Refund refund, long at) {
    ObjectNode json = template.of(refund.kind());
    json.put("id", names.of(refund)).put("amount", refund.amount());
    json.put("currency", refund.order().currency().code());
    json.put("charge", names.of(Kind.CHARGE, Serials.chargeOfRefund(refund.serial())));
    json.put("payment_intent", names.of(Kind.PAYMENT_INTENT, refund.order().serial()));
    json.put("reason", refund.reason().name().toLowerCase(Locale.ROOT));
    json.put("status", at >= refund.failedAt() ? "failed" : "succeeded");
    Template.time(json, "created", refund.created(), at);
    if (!refund.isRelease()) {
      json.put(
          "balance_transaction",
          names.of(Kind.BALANCE_TRANSACTION, Ledger.ofRefund(refund.serial())));
    }
    if (at >= refund.failedAt()) {
      json.put("failure_reason", "expired_or_canceled_card");
      json.put(
          "failure_balance_transaction",
          names.of(Kind.BALANCE_TRANSACTION, Ledger.ofFailedRefund(refund.serial())));
    }
    return json;
  }

  ObjectNode dispute(Dispute dispute, long at) {
    ObjectNode json = template.of(dispute.kind());
    json.put("id", names.of(dispute)).put("amount", dispute.order().amount());
    json.put("currency", dispute.order().currency().code()).put("status", dispute.status(at));
    json.put("charge", names.of(Kind.CHARGE, dispute.serial()));
    json.put("payment_intent", names.of(Kind.PAYMENT_INTENT, dispute.order().serial()));
    json.put(
        "reason",
        dispute
            .order()
            .draw()
            .at("dispute")
            .oneOf("fraudulent", "general", "product_not_received"));
    json.put("is_charge_refundable", false);
    Template.time(json, "created", dispute.created(), at);
    boolean answered = at >= dispute.answeredAt();
    long due = dispute.created() + 9 * Days.DAY;
    ObjectNode evidence = json.withObjectProperty("evidence_details");
    evidence.put("has_evidence", answered).put("submission_count", answered ? 1 : 0);
    evidence.put("due_by", Math.floorDiv(due, Days.SECOND)).put("past_due", false);
    ArrayNode transactions = json.withArrayProperty("balance_transactions");
    Ledger.ofDispute(dispute).stream()
        .filter(transaction -> transaction.created() <= at)
        .map(transaction -> ledger.transaction(transaction, at))
        .forEach(transactions::add);
    return json;
  }
}
