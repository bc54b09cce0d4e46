package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.ApplicationFee;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.Contract;
import io.tributary.sandbox.entity.CreditNote;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Item;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Line;
import io.tributary.sandbox.entity.Refund;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.entity.Transfer;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** The lists inside objects, as lists of their own. */
final class SubLists {
  private static final String[] PREVIEWED = {
    "invoice", "amount", "credit_amount", "effective_at", "email_type", "memo", "reason"
  };

  private SubLists() {}

  static ObjectNode items(View view, Query query, String version) {
    StripeApi.requireKnown(query, StripeApi.with(Window.PAGING, "subscription"));
    String id =
        query.value("subscription").orElseThrow(() -> Refusal.missingParameter("subscription"));
    Subscription subscription = Singles.find(view, Subscription.class, Kind.SUBSCRIPTION, id);
    Contract contract = subscription.contract();
    Line.Period period = SubscriptionJson.period(subscription, view.at());
    return Page.of(
            contract.items(), Window.of(query), item -> view.names().of(item), "subscription item")
        .json(
            "/v1/subscription_items",
            item -> view.portraits().subscriptions().item(item, contract, period, view.at()));
  }

  static ObjectNode item(View view, String id, Query query) {
    StripeApi.requireKnown(query, Set.of("expand[]"));
    OptionalLong serial = view.names().serial(Kind.SUBSCRIPTION_ITEM, id);
    if (serial.isPresent()) {
      var found = view.table(Subscription.class).find(serial.getAsLong() >>> 4);
      if (found.isPresent()) {
        Contract contract = found.get().contract();
        Line.Period period = SubscriptionJson.period(found.get(), view.at());
        for (Item item : contract.items()) {
          if (item.serial() == serial.getAsLong()) {
            return view.portraits().subscriptions().item(item, contract, period, view.at());
          }
        }
      }
    }
    throw Refusal.missing(404, "subscription_item", id, "item");
  }

  static ObjectNode lines(View view, String id, Query query, String version) {
    StripeApi.requireKnown(query, Window.PAGING);
    Invoice invoice = Singles.find(view, Invoice.class, Kind.INVOICE, id);
    Function<Line, String> name = line -> view.names().of(Kind.LINE_ITEM, line.serial());
    return Page.of(invoice.bill().lines(), Window.of(query), name, "invoice line item")
        .json(
            "/v1/invoices/" + id + "/lines",
            line -> view.reshaped(view.portraits().invoices().line(line, invoice), version));
  }

  static ObjectNode noteLines(View view, String id, Query query) {
    StripeApi.requireKnown(query, Window.PAGING);
    CreditNote note = Singles.find(view, CreditNote.class, Kind.CREDIT_NOTE, id);
    Function<Line, String> name =
        line -> view.names().of(Kind.CREDIT_NOTE_LINE_ITEM, line.serial());
    return Page.of(note.invoice().bill().lines(), Window.of(query), name, "credit note line item")
        .json(
            "/v1/credit_notes/" + id + "/lines",
            line -> view.portraits().notes().line(line, note.invoice()));
  }

  static ObjectNode refunds(View view, String id, Query query) {
    StripeApi.requireKnown(query, Window.PAGING);
    Charge charge = Singles.find(view, Charge.class, Kind.CHARGE, id);
    List<Refund> made =
        charge.after().refunds().stream().filter(refund -> refund.created() <= view.at()).toList();
    return Page.of(made, Window.of(query), refund -> view.names().of(refund), "refund")
        .json("/v1/charges/" + id + "/refunds", refund -> view.portraits().draw(refund, view.at()));
  }

  static ObjectNode reversals(View view, String id, Query query) {
    StripeApi.requireKnown(query, Window.PAGING);
    Transfer transfer = Singles.find(view, Transfer.class, Kind.TRANSFER, id);
    List<Transfer> made = view.at() >= transfer.reversedAt() ? List.of(transfer) : List.of();
    Function<Transfer, String> name =
        each -> view.names().of(Kind.TRANSFER_REVERSAL, each.serial());
    return Page.of(made, Window.of(query), name, "transfer reversal")
        .json(
            "/v1/transfers/" + id + "/reversals",
            each -> view.portraits().accounts().reversal(each, view.at()));
  }

  static ObjectNode feeRefunds(View view, String id, Query query) {
    StripeApi.requireKnown(query, Window.PAGING);
    ApplicationFee fee = Singles.find(view, ApplicationFee.class, Kind.APPLICATION_FEE, id);
    List<ApplicationFee> made = view.at() >= fee.refundedAt() ? List.of(fee) : List.of();
    Function<ApplicationFee, String> name = each -> view.names().of(Kind.FEE_REFUND, each.serial());
    return Page.of(made, Window.of(query), name, "fee refund")
        .json(
            "/v1/application_fees/" + id + "/refunds",
            each -> view.portraits().accounts().feeRefund(each, view.at()));
  }

  /** What a credit note for all of an invoice would have. */
  static ObjectNode previewLines(View view, Query query, String version) {
    StripeApi.requireKnown(query, StripeApi.with(Window.PAGING, PREVIEWED));
    String id = query.value("invoice").orElseThrow(() -> Refusal.missingParameter("invoice"));
    Invoice invoice = Singles.find(view, Invoice.class, Kind.INVOICE, id);
    Function<Line, String> name =
        line -> view.names().of(Kind.CREDIT_NOTE_LINE_ITEM, line.serial());
    return Page.of(invoice.bill().lines(), Window.of(query), name, "credit note line item")
        .json(
            "/v1/credit_notes/preview/lines", line -> view.portraits().notes().line(line, invoice));
  }
}
