package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.BillingPlan;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.CreditNote;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.InvoicePayment;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.realm.Currency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a request wants to see in full: ids become the objects they name, and some fields appear
 * that are otherwise left out.
 */
final class Expansion {
  private static final int DEEPEST = 4;

  private static final Map<String, Kind> REFERENCES =
      Map.ofEntries(
          Map.entry("customer", Kind.CUSTOMER),
          Map.entry("charge", Kind.CHARGE),
          Map.entry("latest_charge", Kind.CHARGE),
          Map.entry("payment_intent", Kind.PAYMENT_INTENT),
          Map.entry("invoice", Kind.INVOICE),
          Map.entry("latest_invoice", Kind.INVOICE),
          Map.entry("subscription", Kind.SUBSCRIPTION),
          Map.entry("product", Kind.PRODUCT),
          Map.entry("coupon", Kind.COUPON),
          Map.entry("tax_rate", Kind.TAX_RATE),
          Map.entry("balance_transaction", Kind.BALANCE_TRANSACTION),
          Map.entry("failure_balance_transaction", Kind.BALANCE_TRANSACTION),
          Map.entry("refund", Kind.REFUND),
          Map.entry("application_fee", Kind.APPLICATION_FEE));

  private final List<List<String>> paths = new ArrayList<>();

  private Expansion() {}

  /** The expansions of a list, whose paths begin with {@code data}. */
  static Expansion ofList(Query query) {
    Expansion expansion = new Expansion();
    for (String path : query.all("expand[]")) {
      if (!path.startsWith("data.")) {
        throw unknown(path);
      }
      expansion.add(path.substring("data.".length()), path);
    }
    return expansion;
  }

  static Expansion ofObject(Query query) {
    Expansion expansion = new Expansion();
    query.all("expand[]").forEach(path -> expansion.add(path, path));
    return expansion;
  }

  private void add(String path, String whole) {
    if (whole.split("\\.").length > DEEPEST) {
      throw Refusal.invalid(
          "expand", "You cannot expand more than 4 levels of a property (" + whole + ").");
    }
    paths.add(List.of(path.split("\\.")));
  }

  ObjectNode apply(ObjectNode object, View view, Entity entity) {
    for (List<String> path : paths) {
      if (!includes(object, path.get(0), view, entity)) {
        follow(object, path, view);
      }
    }
    return object;
  }

  /** Fields that are there only when they are asked for. */
  private static boolean includes(ObjectNode object, String field, View view, Entity entity) {
    Portraits portraits = view.portraits();
    if (entity instanceof Price price && field.equals("currency_options")) {
      object.set(field, portraits.catalog().currencyOptions(price));
    } else if (entity instanceof Price price && field.equals("tiers")) {
      if (price.rate().isTiered()) {
        object.set(field, portraits.catalog().tiers(price, Currency.USD));
      }
    } else if (entity instanceof BillingPlan plan && field.equals("tiers")) {
      if (plan.price().rate().isTiered()) {
        object.set(field, portraits.catalog().tiers(plan.price(), Currency.USD));
      }
    } else if (entity instanceof Charge charge && field.equals("refunds")) {
      object.set(field, refunds(charge, view));
    } else if (entity instanceof Invoice invoice && field.equals("payments")) {
      object.set(field, payments(invoice, view));
    } else if (entity instanceof Coupon && field.equals("applies_to")) {
      object.putObject(field).putArray("products");
    } else if (entity instanceof Customer && CLONED.contains(field)) {
      view.clones()
          .lists()
          .below("/v1/customers", object, field)
          .ifPresent(list -> object.set(field, list));
    } else if (entity instanceof Customer customer && field.equals("subscriptions")) {
      object.set(field, subscriptions(customer, view));
    } else if (entity instanceof Customer && field.equals("tax")) {
      object.putObject(field).put("automatic_tax", "unrecognized_location").putNull("location");
    } else if (field.equals("discounts") && (object.has(field) || entity instanceof CreditNote)) {
      DiscountJson.expand(object.path(field), view);
    } else {
      return false;
    }
    return true;
  }

  private static final Set<String> CLONED = Set.of("sources", "tax_ids");

  private static ObjectNode refunds(Charge charge, View view) {
    return Embedded.list(
        charge.after().refunds().stream().filter(each -> each.created() <= view.at()).toList(),
        "/v1/charges/" + view.names().of(charge) + "/refunds",
        refund -> view.portraits().draw(refund, view.at()));
  }

  private static ObjectNode subscriptions(Customer customer, View view) {
    return Embedded.list(
        view.table(Subscription.class).rows().stream()
            .filter(each -> each.contract().customer().serial() == customer.serial())
            .filter(each -> !each.status(view.at()).equals("canceled"))
            .toList(),
        "/v1/customers/" + view.names().of(customer) + "/subscriptions",
        each -> view.portraits().draw(each, view.at()));
  }

  private static ObjectNode payments(Invoice invoice, View view) {
    List<InvoicePayment> payments =
        view.table(InvoicePayment.class).find(invoice.serial()).map(List::of).orElse(List.of());
    return Embedded.list(
        payments,
        "/v1/invoice_payments?invoice=" + view.names().of(invoice),
        payment -> view.portraits().draw(payment, view.at()));
  }

  private static void follow(JsonNode node, List<String> path, View view) {
    if (node instanceof ArrayNode array) {
      array.forEach(each -> follow(each, path, view));
      return;
    }
    String field = path.get(0);
    if (!(node instanceof ObjectNode object) || !object.has(field)) {
      throw unknown(field);
    }
    JsonNode value = object.path(field);
    if (value.isTextual()) {
      Optional<ObjectNode> drawn = find(field, value.asText(), view);
      if (drawn.isEmpty()) {
        throw unknown(field);
      }
      object.set(field, drawn.get());
    }
    JsonNode next = object.path(field);
    if (path.size() > 1 && next.isContainerNode()) {
      follow(next, path.subList(1, path.size()), view);
    }
  }

  private static Optional<ObjectNode> find(String field, String id, View view) {
    Kind kind = REFERENCES.get(field);
    for (Resource<?> resource : Resources.ALL) {
      boolean fits = kind == null ? field.equals("source") : resource.kind() == kind;
      OptionalLong serial = view.names().serial(resource.kind(), id);
      if (fits && serial.isPresent()) {
        Optional<? extends Entity> found = view.table(resource.type()).find(serial.getAsLong());
        if (found.isPresent()) {
          return Optional.of(view.portraits().draw(found.get(), view.at()));
        }
      }
    }
    return Optional.empty();
  }

  private static Refusal unknown(String path) {
    return Refusal.invalid("expand", "This property cannot be expanded (" + path + ").");
  }
}
