package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.entity.ApplicationFee;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Transfer;
import io.tributary.sandbox.world.Ledger;
import java.util.List;
import java.util.function.Function;

/** Accounts, and what moves between the platform and those connected to it, as Stripe shows it. */
record AccountJson(Template template, Names names) {

  ObjectNode account(Account account, long at) {
    ObjectNode json = template.of(account.kind());
    String id = names.of(account);
    json.put("id", id).put("type", account.isPlatform() ? "standard" : "express");
    Template.time(json, "created", account.created(), at);
    json.withObjectProperty("business_profile").put("name", account.name());
    ObjectNode dashboard = json.withObjectProperty("settings").withObjectProperty("dashboard");
    dashboard.put("display_name", account.name()).put("timezone", account.timeZone());
    json.withObjectProperty("external_accounts")
        .put("url", "/v1/accounts/" + id + "/external_accounts");
    if (!account.isPlatform()) {
      json.put("business_type", "non_profit");
      json.put("email", "guild" + account.serial() + "@guilds.example");
    }
    return json;
  }

  ObjectNode fee(ApplicationFee fee, long at) {
    ObjectNode json = template.of(fee.kind());
    String id = names.of(fee);
    boolean refunded = at >= fee.refundedAt();
    String charge = names.of(fee.charge());
    json.put("id", id).put("account", names.of(fee.account())).put("charge", charge);
    json.put("amount", fee.cents()).put("amount_refunded", refunded ? fee.cents() : 0);
    json.put("refunded", refunded).put("application", names.token("ca_", 0));
    json.put("balance_transaction", transaction(Ledger.ofFee(fee)));
    json.putObject("fee_source").put("charge", charge).put("type", "charge");
    Template.time(json, "created", fee.created(), at);
    json.set(
        "refunds",
        embedded(
            fee, refunded, "/v1/application_fees/" + id + "/refunds", each -> feeRefund(each, at)));
    return json;
  }

  ObjectNode feeRefund(ApplicationFee fee, long at) {
    ObjectNode json = template.of(Kind.FEE_REFUND);
    json.put("id", names.of(Kind.FEE_REFUND, fee.serial())).put("amount", fee.cents());
    json.put("fee", names.of(fee)).put("currency", "usd");
    json.put("balance_transaction", transaction(Ledger.ofReturnedFee(fee)));
    Template.time(json, "created", fee.refundedAt(), at);
    return json;
  }

  ObjectNode transfer(Transfer transfer, long at) {
    ObjectNode json = template.of(transfer.kind());
    String id = names.of(transfer);
    boolean reversed = at >= transfer.reversedAt();
    json.put("id", id).put("amount", transfer.cents());
    json.put("amount_reversed", reversed ? transfer.cents() : 0).put("reversed", reversed);
    json.put("balance_transaction", transaction(Ledger.ofSent(transfer)));
    json.put("destination", names.of(transfer.destination()));
    json.put("destination_payment", names.token("py_1", transfer.serial()));
    json.put("description", "Share of the common chest");
    Template.time(json, "created", transfer.created(), at);
    json.set(
        "reversals",
        embedded(
            transfer, reversed, "/v1/transfers/" + id + "/reversals", each -> reversal(each, at)));
    return json;
  }

  ObjectNode reversal(Transfer transfer, long at) {
    ObjectNode json = template.of(Kind.TRANSFER_REVERSAL);
    json.put("id", names.of(Kind.TRANSFER_REVERSAL, transfer.serial()));
    json.put("amount", transfer.cents()).put("transfer", names.of(transfer));
    json.put("balance_transaction", transaction(Ledger.ofReversal(transfer)));
    Template.time(json, "created", transfer.reversedAt(), at);
    return json;
  }

  private String transaction(long serial) {
    return names.of(Kind.BALANCE_TRANSACTION, serial);
  }

  private static <T> ObjectNode embedded(
      T only, boolean isThere, String url, Function<T, ObjectNode> rendered) {
    return Embedded.list(isThere ? List.of(only) : List.of(), url, rendered);
  }
}
