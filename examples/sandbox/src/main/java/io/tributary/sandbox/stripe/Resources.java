package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.entity.ApplicationFee;
import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BillingPlan;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Contract;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.CreditNote;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Dispute;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.InvoicePayment;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Payout;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Price.Term;
import io.tributary.sandbox.entity.Product;
import io.tributary.sandbox.entity.PromotionCode;
import io.tributary.sandbox.entity.Refund;
import io.tributary.sandbox.entity.Serials;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.entity.TaxRate;
import io.tributary.sandbox.entity.Transfer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Every list that the sandbox has. */
final class Resources {
  static final List<Resource<?>> ALL =
      List.of(
          Resource.of("accounts", Kind.ACCOUNT, Account.class),
          Resource.of("customers", Kind.CUSTOMER, Customer.class)
              .by(
                  "email",
                  (view, value) -> c -> CustomerJson.person(c, view.at()).email().equals(value))
              .by("test_clock", none()),
          Resource.of("products", Kind.PRODUCT, Product.class)
              .by("active", always("true"))
              .by("shippable", none())
              .by("type", always("service"))
              .by("url", none()),
          prices(),
          Resource.of("plans", Kind.PLAN, BillingPlan.class)
              .by("active", always("true"))
              .by("product", refers(Kind.PRODUCT, plan -> plan.price().product().serial())),
          Resource.of("coupons", Kind.COUPON, Coupon.class),
          Resource.of("promotion_codes", Kind.PROMOTION_CODE, PromotionCode.class)
              .by("active", always("true"))
              .by("code", (view, value) -> code -> code.code().equals(value))
              .by("coupon", refers(Kind.COUPON, code -> code.coupon().serial()))
              .by("customer", none()),
          Resource.of("tax_rates", Kind.TAX_RATE, TaxRate.class)
              .by("active", always("true"))
              .by(
                  "inclusive",
                  (view, value) -> tax -> Boolean.toString(tax.inclusive()).equals(value)),
          subscriptions(),
          invoices(),
          Resource.of("invoice_payments", Kind.INVOICE_PAYMENT, InvoicePayment.class)
              .by("invoice", refers(Kind.INVOICE, InvoicePayment::serial))
              .by("status", (view, value) -> each -> each.status(view.at()).equals(value))
              .by("payment[type]", always("payment_intent"))
              .by("payment[payment_intent]", refers(Kind.PAYMENT_INTENT, InvoicePayment::serial)),
          Resource.of("credit_notes", Kind.CREDIT_NOTE, CreditNote.class)
              .by("customer", refers(Kind.CUSTOMER, note -> note.invoice().customer().serial()))
              .by("invoice", refers(Kind.INVOICE, CreditNote::serial)),
          Resource.of("payment_intents", Kind.PAYMENT_INTENT, Payment.class)
              .by(
                  "customer",
                  refers(Kind.CUSTOMER, payment -> payment.order().customer().serial())),
          Resource.of("charges", Kind.CHARGE, Charge.class)
              .by("customer", refers(Kind.CUSTOMER, charge -> charge.order().customer().serial()))
              .by("payment_intent", refers(Kind.PAYMENT_INTENT, charge -> charge.order().serial()))
              .by("transfer_group", none()),
          Resource.of("refunds", Kind.REFUND, Refund.class)
              .by("charge", refers(Kind.CHARGE, refund -> Serials.chargeOfRefund(refund.serial())))
              .by("payment_intent", refers(Kind.PAYMENT_INTENT, refund -> refund.order().serial())),
          Resource.of("disputes", Kind.DISPUTE, Dispute.class)
              .by("charge", refers(Kind.CHARGE, Dispute::serial))
              .by("payment_intent", refers(Kind.PAYMENT_INTENT, each -> each.order().serial())),
          transactions(),
          Resource.of("payouts", Kind.PAYOUT, Payout.class)
              .by("status", (view, value) -> payout -> payout.status(view.at()).equals(value))
              .by("destination", (view, value) -> payout -> true),
          events(),
          Resource.of("application_fees", Kind.APPLICATION_FEE, ApplicationFee.class)
              .by("charge", refers(Kind.CHARGE, ApplicationFee::serial)),
          Resource.of("transfers", Kind.TRANSFER, Transfer.class)
              .by("destination", refers(Kind.ACCOUNT, transfer -> transfer.destination().serial()))
              .by("transfer_group", none()));

  private Resources() {}

  private static Resource<Price> prices() {
    return Resource.of("prices", Kind.PRICE, Price.class)
        .by("active", always("true"))
        .by("currency", always("usd"))
        .by("lookup_keys[]", none())
        .by("product", refers(Kind.PRODUCT, price -> price.product().serial()))
        .by("recurring[interval]", (view, value) -> price -> named(price.term(), value))
        .by(
            "type",
            (view, value) ->
                price -> (price.term() == Term.ONCE ? "one_time" : "recurring").equals(value));
  }

  /** Canceled subscriptions are shown only if they are asked for. */
  private static Resource<Subscription> subscriptions() {
    return Resource.of("subscriptions", Kind.SUBSCRIPTION, Subscription.class)
        .by("status", Resources::status)
        .by("customer", refers(Kind.CUSTOMER, each -> each.contract().customer().serial()))
        .by("price", (view, value) -> each -> has(each, view.names().serial(Kind.PRICE, value)))
        .by("plan", (view, value) -> each -> has(each, view.names().serial(Kind.PRICE, value)))
        .by(
            "collection_method",
            (view, value) -> each -> collection(each.contract().terms(), value))
        .by("test_clock", none());
  }

  private static Predicate<Subscription> status(View view, String value) {
    return switch (value) {
      case "" -> each -> !each.status(view.at()).equals("canceled");
      case "all" -> each -> true;
      case "ended" -> each -> each.status(view.at()).equals("canceled");
      default -> each -> each.status(view.at()).equals(value);
    };
  }

  private static boolean has(Subscription subscription, OptionalLong price) {
    return price.isPresent()
        && subscription.contract().items().stream()
            .anyMatch(item -> item.price().serial() == price.getAsLong());
  }

  private static boolean collection(Contract.Terms terms, String value) {
    return (terms.sendsInvoices() ? "send_invoice" : "charge_automatically").equals(value);
  }

  private static Resource<Invoice> invoices() {
    return Resource.of("invoices", Kind.INVOICE, Invoice.class)
        .by("status", (view, value) -> invoice -> invoice.status(view.at()).equals(value))
        .by("customer", refers(Kind.CUSTOMER, invoice -> invoice.customer().serial()))
        .by("subscription", refers(Kind.SUBSCRIPTION, Resources::subscription))
        .by(
            "collection_method",
            (view, value) ->
                invoice -> {
                  boolean sent = invoice.schedule().due() != Long.MAX_VALUE;
                  return (sent ? "send_invoice" : "charge_automatically").equals(value);
                });
  }

  private static long subscription(Invoice invoice) {
    Contract contract = invoice.contract();
    return contract == null ? -1 : contract.serial();
  }

  private static Resource<BalanceTransaction> transactions() {
    return Resource.of("balance_transactions", Kind.BALANCE_TRANSACTION, BalanceTransaction.class)
        .by("type", (view, value) -> each -> each.entry().type().equals(value))
        .by("currency", always("usd"))
        .by("source", (view, value) -> each -> value.equals(view.names().of(each.source())))
        .by("payout", Resources::partOf);
  }

  /** What an automatic payout paid, its own transaction included, as in Stripe. */
  private static Predicate<BalanceTransaction> partOf(View view, String id) {
    OptionalLong serial = view.names().serial(Kind.PAYOUT, id);
    Payout payout =
        serial.isEmpty() ? null : view.table(Payout.class).find(serial.getAsLong()).orElse(null);
    if (payout == null) {
      throw Refusal.missing(400, "payout", id, "payout");
    }
    if (payout.type() == Payout.Type.MANUAL) {
      throw Refusal.invalid(
          "payout", "Balance transaction history can only be filtered on automatic payouts.");
    }
    Set<Long> parts = new HashSet<>();
    payout.parts().forEach(part -> parts.add(part.serial()));
    parts.add(io.tributary.sandbox.world.Bank.paid(payout));
    return each -> parts.contains(each.serial());
  }

  private static Resource<Event> events() {
    return Resource.of("events", Kind.EVENT, Event.class)
        .by("type", (view, value) -> event -> isOfType(event, value))
        .by("types[]", (view, value) -> event -> isOfType(event, value))
        .by("delivery_success", always("true"));
  }

  private static boolean isOfType(Event event, String wanted) {
    return wanted.endsWith("*")
        ? event.type().startsWith(wanted.substring(0, wanted.length() - 1))
        : event.type().equals(wanted);
  }

  private static boolean named(Term term, String value) {
    return term.name().toLowerCase(Locale.ROOT).equals(value);
  }

  /** The objects that refer to the one with an id. */
  private static <T extends Entity> Resource.Filter<T> refers(Kind kind, ToLongFunction<T> serial) {
    return (view, value) -> {
      OptionalLong wanted = view.names().serial(kind, value);
      return each -> wanted.isPresent() && serial.applyAsLong(each) == wanted.getAsLong();
    };
  }

  /** A property that all objects have the same value of. */
  private static <T> Resource.Filter<T> always(String value) {
    return (view, wanted) -> each -> wanted.equals(value);
  }

  /** A property that no object has. */
  private static <T> Resource.Filter<T> none() {
    return (view, wanted) -> each -> false;
  }
}
