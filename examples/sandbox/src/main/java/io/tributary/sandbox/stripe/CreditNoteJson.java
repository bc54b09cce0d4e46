package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.CreditNote;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Line;
import io.tributary.sandbox.entity.Serials;

/** Credit notes and their lines as Stripe shows them. */
record CreditNoteJson(Template template, Names names, CustomerJson customers) {

  ObjectNode note(CreditNote note, long at) {
    Invoice invoice = note.invoice();
    Invoice.Bill bill = invoice.bill();
    ObjectNode json = template.of(note.kind());
    String id = names.of(note);
    json.put("id", id).put("invoice", names.of(invoice));
    json.put("customer", names.of(invoice.customer())).put("currency", bill.currency().code());
    json.put("amount", bill.total()).put("total", bill.total()).put("subtotal", bill.subtotal());
    json.put("subtotal_excluding_tax", bill.total() - bill.taxes() + bill.discount());
    json.put("total_excluding_tax", bill.total() - bill.taxes());
    json.put("discount_amount", bill.discount());
    json.put("post_payment_amount", bill.total()).put("pre_payment_amount", 0);
    Template.time(json, "created", note.created(), at);
    Template.time(json, "effective_at", note.created(), at);
    json.put(
        "number",
        customers.prefix(invoice.customer())
            + "-"
            + (10_001 + Serials.placeOfDocument(invoice.serial()))
            + "-CN-01");
    json.putNull("memo").put("reason", "order_change").put("status", "issued");
    ObjectNode refund = json.withArrayProperty("refunds").addObject();
    refund.put("amount_refunded", note.refund().amount()).putNull("payment_record_refund");
    refund.put("refund", names.of(note.refund())).put("type", "refund");
    json.set(
        "lines",
        Embedded.list(
            bill.lines(), "/v1/credit_notes/" + id + "/lines", line -> line(line, note.invoice())));
    return json;
  }

  ObjectNode line(Line line, Invoice invoice) {
    ObjectNode json = template.of(Kind.CREDIT_NOTE_LINE_ITEM);
    json.put("id", names.of(Kind.CREDIT_NOTE_LINE_ITEM, line.serial()));
    json.put("invoice_line_item", names.of(Kind.LINE_ITEM, line.serial()));
    json.put("amount", line.sum().amount()).put("quantity", line.quantity());
    json.put("description", line.origin().price().product().name());
    json.put("discount_amount", line.sum().discount());
    var unit = line.origin().price().rate().unit(invoice.bill().currency());
    json.put("unit_amount_decimal", unit.toPlainString());
    return json;
  }
}
