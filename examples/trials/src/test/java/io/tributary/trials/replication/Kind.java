package io.tributary.trials.replication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.tap.stripe.fake.FakeStripe;
import java.util.List;
import java.util.Optional;

/**
 * A kind of object that Stripe keeps.
 *
 * @param path where they are listed
 * @param object what Stripe calls one
 * @param created the type of the event that tells of a new one
 * @param updated the type of the event that tells of a change
 * @param deleted the type of the event that tells of the end of one; empty if there is none
 * @param mark the field that changes with an object
 * @param inside what is listed in each; empty if nothing is
 */
record Kind(
    String path,
    String object,
    String created,
    String updated,
    Optional<String> deleted,
    String mark,
    Optional<Inside> inside) {
  private static final String DESCRIPTION = "description";
  private static final String METADATA = "metadata";

  static final Kind CUSTOMERS =
      of("/v1/customers", "customer", "customer", DESCRIPTION)
          .mortal("customer.deleted")
          .with(new Inside("tax_ids", "tax_id", "value", true, true, "customer.tax_id"));
  static final Kind PRODUCTS =
      of("/v1/products", "product", "product", DESCRIPTION).mortal("product.deleted");
  static final Kind COUPONS =
      of("/v1/coupons", "coupon", "coupon", METADATA).mortal("coupon.deleted");
  static final Kind CHARGES = of("/v1/charges", "charge", "charge", DESCRIPTION);
  static final Kind REFUNDS = of("/v1/refunds", "refund", "refund", DESCRIPTION);
  static final Kind SUBSCRIPTIONS =
      of("/v1/subscriptions", "subscription", "customer.subscription", DESCRIPTION)
          .with(new Inside("items", "subscription_item", "quantity", true, false, ""));
  static final Kind INVOICES =
      of("/v1/invoices", "invoice", "invoice", DESCRIPTION)
          .mortal("invoice.deleted")
          .with(new Inside("lines", "line_item", DESCRIPTION, true, false, ""));
  static final Kind CREDIT_NOTES =
      of("/v1/credit_notes", "credit_note", "credit_note", METADATA)
          .with(new Inside("lines", "credit_note_line_item", DESCRIPTION, false, false, ""));
  static final Kind TRANSFERS =
      of("/v1/transfers", "transfer", "transfer", DESCRIPTION)
          .toldBy("transfer.created", "transfer.reversed")
          .with(new Inside("reversals", "transfer_reversal", METADATA, false, false, ""));
  static final Kind FEES =
      of("/v1/application_fees", "application_fee", "application_fee", "amount_refunded")
          .toldBy("application_fee.created", "application_fee.refunded")
          .with(new Inside("refunds", "fee_refund", METADATA, false, false, ""));
  static final Kind QUOTES =
      of("/v1/quotes", "quote", "quote", DESCRIPTION)
          .toldBy("quote.created", "quote.finalized")
          .with(new Inside("line_items", "item", DESCRIPTION, false, true, ""));
  static final Kind PAYOUTS =
      of("/v1/payouts", "payout", "payout", DESCRIPTION)
          .with(new Inside("balance_transactions", "", "", false, true, ""));

  /**
   * What is listed in each object.
   *
   * @param field the field that shows the first few
   * @param object what Stripe calls one
   * @param mark the field that changes with one
   * @param shrinks whether one can go again
   * @param isExpanded whether none come with the object unless that is asked for
   * @param events how the types of events of their own begin; empty if their object's tell of them
   */
  record Inside(
      String field,
      String object,
      String mark,
      boolean shrinks,
      boolean isExpanded,
      String events) {}

  private static Kind of(String path, String object, String events, String mark) {
    String created = events.equals("charge") ? "charge.succeeded" : events + ".created";
    return new Kind(
        path, object, created, events + ".updated", Optional.empty(), mark, Optional.empty());
  }

  private Kind mortal(String event) {
    return new Kind(path, object, created, updated, Optional.of(event), mark, inside);
  }

  private Kind toldBy(String creation, String change) {
    return new Kind(path, object, creation, change, deleted, mark, inside);
  }

  private Kind with(Inside list) {
    return new Kind(path, object, created, updated, deleted, mark, Optional.of(list));
  }

  /** Lets a server keep this kind of object. */
  void keepIn(FakeStripe stripe) {
    inside.ifPresent(
        list -> {
          if (list.isExpanded()) {
            stripe.nestExpandable(path, list.field());
          } else {
            stripe.nest(path, list.field());
          }
        });
    if (equals(SUBSCRIPTIONS)) {
      stripe.elsewhere("/v1/subscription_items", object, path, "items");
    }
    if (equals(PAYOUTS)) {
      stripe.elsewhere("/v1/balance_transactions", object, path, "balance_transactions");
    }
  }

  /** Changes a field, in the form that it has. */
  static void mark(ObjectNode json, String field, int revision) {
    if (List.of("quantity", "amount_refunded").contains(field)) {
      json.put(field, revision);
    } else if (field.equals(METADATA)) {
      json.putObject(field).put("revision", Integer.toString(revision));
    } else {
      json.put(field, "revision " + revision);
    }
  }
}
