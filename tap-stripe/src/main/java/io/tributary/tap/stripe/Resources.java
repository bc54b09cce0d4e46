package io.tributary.tap.stripe;

import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.http.Request;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.stripe.Resource.Changes;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Every stream that tap-stripe knows: the page of what is covered. */
final class Resources {
  /** How long it takes at most until money that is pending is available: nobody tells of it. */
  private static final Duration UNTIL_AVAILABLE = Duration.ofDays(10);

  /** Stripe forgets older events. */
  static final Duration EVENTS_KEPT = Duration.ofDays(30);

  private static final Resource CUSTOMERS =
      Resource.catalogue("/v1/customers")
          .changing(
              Changes.of("customer", "customer.created", "customer.updated", "customer.deleted"));

  private static final Resource PRODUCTS =
      Resource.catalogue("/v1/products")
          .changing(Changes.of("product", "product.created", "product.updated", "product.deleted"));

  private static final Resource PRICES =
      Resource.catalogue("/v1/prices")
          .changing(Changes.of("price", "price.created", "price.updated", "price.deleted"));

  private static final Resource SUBSCRIPTIONS =
      Resource.catalogue("/v1/subscriptions")
          .with("status", "all")
          .changing(
              Changes.of(
                  "subscription",
                  "customer.subscription.created",
                  "customer.subscription.deleted",
                  "customer.subscription.paused",
                  "customer.subscription.pending_update_applied",
                  "customer.subscription.pending_update_expired",
                  "customer.subscription.resumed",
                  "customer.subscription.trial_will_end",
                  "customer.subscription.updated"));

  /** Not invoice.upcoming, whose invoice does not exist. A credit note changes its invoice. */
  private static final Resource INVOICES =
      Resource.transactions("/v1/invoices")
          .changing(
              Changes.of(
                  "invoice",
                  "credit_note.created",
                  "credit_note.updated",
                  "credit_note.voided",
                  "invoice.created",
                  "invoice.deleted",
                  "invoice.finalization_failed",
                  "invoice.finalized",
                  "invoice.marked_uncollectible",
                  "invoice.overdue",
                  "invoice.overpaid",
                  "invoice.paid",
                  "invoice.payment_action_required",
                  "invoice.payment_attempt_required",
                  "invoice.payment_failed",
                  "invoice.payment_succeeded",
                  "invoice.sent",
                  "invoice.updated",
                  "invoice.voided",
                  "invoice.will_be_due"));

  /** A refund and a dispute change their charge. */
  private static final Resource CHARGES =
      Resource.transactions("/v1/charges")
          .changing(
              Changes.of(
                  "charge",
                  "charge.captured",
                  "charge.dispute.closed",
                  "charge.dispute.created",
                  "charge.dispute.funds_reinstated",
                  "charge.dispute.funds_withdrawn",
                  "charge.dispute.updated",
                  "charge.expired",
                  "charge.failed",
                  "charge.pending",
                  "charge.refund.updated",
                  "charge.refunded",
                  "charge.succeeded",
                  "charge.updated",
                  "refund.created",
                  "refund.failed",
                  "refund.updated"));

  private static final Resource REFUNDS =
      Resource.transactions("/v1/refunds")
          .changing(
              Changes.of(
                  "refund",
                  "charge.refund.updated",
                  "refund.created",
                  "refund.failed",
                  "refund.updated"));

  private static final Resource DISPUTES =
      Resource.transactions("/v1/disputes")
          .changing(
              Changes.of(
                  "dispute",
                  "charge.dispute.closed",
                  "charge.dispute.created",
                  "charge.dispute.funds_reinstated",
                  "charge.dispute.funds_withdrawn",
                  "charge.dispute.updated"));

  private static final Resource BALANCE_TRANSACTIONS =
      Resource.transactions("/v1/balance_transactions")
          .changing(Changes.NONE.silentlyFor(UNTIL_AVAILABLE));

  private static final Resource PAYOUTS =
      Resource.transactions("/v1/payouts")
          .changing(
              Changes.of(
                  "payout",
                  "payout.canceled",
                  "payout.created",
                  "payout.failed",
                  "payout.paid",
                  "payout.reconciliation_completed",
                  "payout.updated"));

  private static final Resource EVENTS =
      Resource.transactions("/v1/events").changing(Changes.NONE.keptFor(EVENTS_KEPT));

  private final Accounts accounts;
  private final Scope scope;

  Resources(Accounts accounts, Scope scope) {
    this.accounts = accounts;
    this.scope = scope;
  }

  List<TapStream> streams() {
    return List.of(
        ofEach("account", shape -> account -> new AccountSource(account.api(), shape)),
        dated("customers", CUSTOMERS),
        dated("products", PRODUCTS),
        dated("prices", PRICES),
        dated("subscriptions", SUBSCRIPTIONS),
        dated(
            "subscription_items",
            SUBSCRIPTIONS.children("items", "subscription", Resources::items)),
        dated("invoices", INVOICES),
        dated(
            "invoice_line_items",
            INVOICES.children("lines", "invoice", Resources::lines),
            "id",
            "invoice"),
        dated("charges", CHARGES),
        dated("refunds", REFUNDS),
        dated("disputes", DISPUTES),
        dated("balance_transactions", BALANCE_TRANSACTIONS),
        dated("payouts", PAYOUTS),
        dated("events", EVENTS),
        TapStream.of("currencies", schema("currencies"), new Currencies()).keyedBy("currency"));
  }

  /** The lists that are read by the time of creation. */
  static List<Resource> all() {
    return List.of(
        CUSTOMERS,
        PRODUCTS,
        PRICES,
        SUBSCRIPTIONS,
        INVOICES,
        CHARGES,
        REFUNDS,
        DISPUTES,
        BALANCE_TRANSACTIONS,
        PAYOUTS,
        EVENTS);
  }

  private TapStream dated(String name, Resource resource, String... keys) {
    JsonSchema schema = Bookkeeping.ofChanges(schema(name));
    return stream(name, schema, shape -> new DatedSource(accounts, resource, scope, shape))
        .keyedBy(accounts.keys(keys.length == 0 ? new String[] {"id"} : keys))
        .replicated(new Replication.Positioned());
  }

  /** A stream that differs between accounts. */
  private TapStream ofEach(
      String name, Function<RecordShape, Function<Account, RecordSource>> source) {
    return stream(name, schema(name), shape -> accounts.each(source.apply(shape)))
        .keyedBy(accounts.keys("id"));
  }

  private TapStream stream(
      String name, JsonSchema schema, Function<RecordShape, RecordSource> source) {
    JsonSchema whole = accounts.schema(schema);
    return TapStream.of(name, whole, source.apply(RecordShape.of(whole)));
  }

  private static JsonSchema schema(String name) {
    return JsonSchema.resource(Resources.class, "schemas/" + name + ".json");
  }

  private static Request items(String subscription) {
    return Request.get("/v1/subscription_items").with("subscription", subscription);
  }

  private static Request lines(String invoice) {
    return Request.get("/v1/invoices", invoice, "lines").countedAs("GET /v1/invoices/{id}/lines");
  }
}
