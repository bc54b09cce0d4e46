package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Contract;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Invoice.Schedule;
import io.tributary.sandbox.entity.InvoicePayment;
import io.tributary.sandbox.entity.Item;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Line;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.entity.TaxRate;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Person;
import org.jspecify.annotations.Nullable;

/** Invoices, their lines and their payments as Stripe shows them. */
record InvoiceJson(Template template, Names names, CustomerJson customers) {

  ObjectNode invoice(Invoice invoice, long at) {
    ObjectNode json = template.of(invoice.kind());
    String id = names.of(invoice);
    Invoice.Bill bill = invoice.bill();
    json.put("id", id).put("customer", names.of(invoice.customer()));
    json.put("currency", bill.currency().code()).put("status", invoice.status(at));
    schedule(json, invoice, at);
    amounts(json, invoice, at);
    attempts(json, invoice, at);
    customer(json, invoice.customer(), invoice.created());
    origin(json, invoice);
    json.set(
        "lines",
        Embedded.list(bill.lines(), "/v1/invoices/" + id + "/lines", line -> line(line, invoice)));
    json.withObjectProperty("metadata").put("kingdom_code", invoice.customer().kingdom().code());
    return json;
  }

  private void schedule(ObjectNode json, Invoice invoice, long at) {
    Schedule schedule = invoice.schedule();
    boolean sent = schedule.due() != Days.NEVER;
    Template.time(json, "created", schedule.created(), at);
    json.put("collection_method", sent ? "send_invoice" : "charge_automatically");
    json.put("due_date", sent ? (Long) Math.floorDiv(schedule.due(), Days.SECOND) : null);
    boolean finalized = at >= schedule.finalized();
    json.put("number", finalized ? number(invoice) : null);
    json.put("auto_advance", !finalized);
    Template.time(json, "effective_at", schedule.finalized(), at);
    Template.time(json, "webhooks_delivered_at", schedule.created(), at);
    ObjectNode transitions = json.withObjectProperty("status_transitions");
    Template.time(transitions, "finalized_at", schedule.finalized(), at);
    Template.time(transitions, "paid_at", schedule.paid(), at);
    Template.time(transitions, "voided_at", schedule.voided(), at);
    Template.time(transitions, "marked_uncollectible_at", schedule.uncollectible(), at);
    Line first = invoice.bill().lines().get(0);
    json.put("period_start", Math.floorDiv(first.period().start(), Days.SECOND));
    json.put("period_end", Math.floorDiv(first.period().end(), Days.SECOND));
  }

  private String number(Invoice invoice) {
    return customers.prefix(invoice.customer())
        + "-"
        + (10_001 + Serials.placeOfDocument(invoice.serial()));
  }

  private void amounts(ObjectNode json, Invoice invoice, long at) {
    Invoice.Bill bill = invoice.bill();
    long total = bill.total();
    boolean paid = at >= invoice.schedule().paid();
    json.put("subtotal", bill.subtotal()).put("total", total).put("amount_due", total);
    json.put("amount_paid", paid ? total : 0).put("amount_remaining", paid ? 0 : total);
    TaxRate tax = bill.taxRate();
    long included = tax != null && tax.inclusive() ? bill.taxes() : 0;
    json.put("subtotal_excluding_tax", bill.subtotal() - included);
    json.put("total_excluding_tax", total - bill.taxes());
    json.put("post_payment_credit_notes_amount", invoice.credited(at));
    if (bill.discount() > 0) {
      json.withArrayProperty("discounts").add(discount(invoice));
      json.withArrayProperty("total_discount_amounts")
          .addObject()
          .put("amount", bill.discount())
          .put("discount", discount(invoice));
    }
    if (tax != null) {
      tax(
          json.withArrayProperty("total_taxes"),
          tax,
          bill.taxes(),
          bill.subtotal() - bill.discount());
    }
  }

  private @Nullable String discount(Invoice invoice) {
    Contract contract = invoice.contract();
    return contract == null ? null : names.of(Kind.DISCOUNT, contract.serial());
  }

  private void tax(ArrayNode taxes, TaxRate tax, long amount, long taxed) {
    ObjectNode json = taxes.addObject().put("amount", amount);
    json.put("tax_behavior", tax.inclusive() ? "inclusive" : "exclusive");
    json.putObject("tax_rate_details").put("tax_rate", names.of(tax));
    json.put("taxability_reason", "standard_rated");
    json.put("taxable_amount", tax.inclusive() ? taxed - amount : taxed);
    json.put("type", "tax_rate_details");
  }

  private static void attempts(ObjectNode json, Invoice invoice, long at) {
    Payment payment = invoice.payment();
    int attempts = 0;
    long next = Days.NEVER;
    if (payment != null) {
      for (Charge charge : payment.attempts()) {
        attempts += charge.created() <= at ? 1 : 0;
        next = charge.created() > at ? Math.min(next, charge.created()) : next;
      }
    }
    boolean sent = invoice.schedule().due() != Days.NEVER;
    json.put("attempt_count", attempts).put("attempted", attempts > 0);
    if (!sent && attempts > 0 && next != Days.NEVER) {
      json.put("next_payment_attempt", Math.floorDiv(next, Days.SECOND));
    } else {
      json.putNull("next_payment_attempt");
    }
  }

  private static void customer(ObjectNode json, Customer customer, long at) {
    Person person = CustomerJson.person(customer, at);
    json.put("customer_name", person.name()).put("customer_email", person.email());
    if (CustomerJson.hasAddress(customer)) {
      json.set("customer_address", CustomerJson.address(customer, at));
    } else {
      json.putNull("customer_address");
    }
  }

  private void origin(ObjectNode json, Invoice invoice) {
    Contract contract = invoice.contract();
    if (contract == null) {
      json.put("billing_reason", "manual").putNull("parent");
      return;
    }
    boolean first = invoice.created() == contract.span().start();
    json.put("billing_reason", first ? "subscription_create" : "subscription_cycle");
    ObjectNode parent = json.putObject("parent").putNull("quote_details");
    ObjectNode details = parent.putObject("subscription_details");
    details.set("metadata", SubscriptionJson.metadata(contract));
    details.put("subscription", names.of(Kind.SUBSCRIPTION, contract.serial()));
    parent.put("type", "subscription_details");
  }

  ObjectNode line(Line line, Invoice invoice) {
    ObjectNode json = template.of(Kind.LINE_ITEM);
    Line.Sum sum = line.sum();
    json.put("id", names.of(Kind.LINE_ITEM, line.serial())).put("invoice", names.of(invoice));
    json.put("amount", sum.amount()).put("subtotal", sum.amount());
    json.put("currency", invoice.bill().currency().code());
    json.put("description", description(line)).put("quantity", line.quantity());
    json.put("quantity_decimal", Long.toString(line.quantity()));
    json.put("discountable", sum.amount() >= 0);
    json.putObject("period")
        .put("end", Math.floorDiv(line.period().end(), Days.SECOND))
        .put("start", Math.floorDiv(line.period().start(), Days.SECOND));
    if (sum.discount() > 0) {
      json.withArrayProperty("discounts").add(discount(invoice));
      json.withArrayProperty("discount_amounts")
          .addObject()
          .put("amount", sum.discount())
          .put("discount", discount(invoice));
    }
    TaxRate tax = invoice.bill().taxRate();
    if (tax != null) {
      tax(json.withArrayProperty("taxes"), tax, sum.tax(), sum.amount() - sum.discount());
    }
    pricing(json, line, invoice);
    parent(json, line, invoice);
    return json;
  }

  private static String description(Line line) {
    String product = line.origin().price().product().name();
    return switch (line.origin().type()) {
      case ITEM -> line.quantity() + " × " + product;
      case TRIAL -> "Trial period for " + product;
      case PRORATION ->
          (line.sum().amount() < 0 ? "Unused time on " : "Remaining time on ")
              + line.quantity()
              + " × "
              + product;
      case EXTRA -> product + " no. " + (line.place() + 1);
    };
  }

  private void pricing(ObjectNode json, Line line, Invoice invoice) {
    ObjectNode pricing = json.putObject("pricing");
    pricing
        .putObject("price_details")
        .put("price", names.of(line.origin().price()))
        .put("product", names.of(line.origin().price().product()));
    pricing.put("type", "price_details");
    boolean tiered = line.origin().price().rate().isTiered();
    pricing.put(
        "unit_amount_decimal",
        tiered
            ? null
            : line.origin().price().rate().unit(invoice.bill().currency()).toPlainString());
  }

  private void parent(ObjectNode json, Line line, Invoice invoice) {
    Item item = line.origin().item();
    Contract contract = invoice.contract();
    ObjectNode parent = json.putObject("parent");
    String subscription = contract == null ? null : names.of(Kind.SUBSCRIPTION, contract.serial());
    boolean proration = line.origin().type() == Line.Type.PRORATION;
    if (item == null) {
      ObjectNode details = parent.putObject("invoice_item_details");
      details.put("invoice_item", names.token("ii_1", line.serial())).put("proration", false);
      details.putNull("proration_details").put("subscription", subscription);
      parent.putNull("subscription_item_details").put("type", "invoice_item_details");
    } else {
      parent.putNull("invoice_item_details");
      ObjectNode details = parent.putObject("subscription_item_details");
      details.putNull("invoice_item").put("proration", proration);
      details.putObject("proration_details").putNull("credited_items");
      details.put("subscription", subscription).put("subscription_item", names.of(item));
      parent.put("type", "subscription_item_details");
    }
  }

  ObjectNode payment(InvoicePayment payment, long at) {
    Invoice invoice = payment.invoice();
    ObjectNode json = template.of(payment.kind());
    String status = payment.status(at);
    boolean paid = status.equals("paid");
    json.put("id", names.of(payment)).put("invoice", names.of(invoice)).put("status", status);
    json.put("amount_requested", invoice.bill().total());
    json.put("amount_paid", paid ? (Long) invoice.bill().total() : null);
    json.put("currency", invoice.bill().currency().code());
    Template.time(json, "created", payment.created(), at);
    json.withObjectProperty("payment").put("payment_intent", names.of(payment.payment()));
    ObjectNode transitions = json.withObjectProperty("status_transitions");
    Template.time(transitions, "paid_at", invoice.schedule().paid(), at);
    Template.time(
        transitions,
        "canceled_at",
        status.equals("canceled") ? invoice.settledAt() : Days.NEVER,
        at);
    return json;
  }
}
