package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BalanceTransaction.Amount;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Payout;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Bank;
import io.tributary.sandbox.world.Books;

/** Balance transactions, payouts and the balance as Stripe shows them. */
record LedgerJson(Template template, Names names) {

  ObjectNode transaction(BalanceTransaction transaction, long at) {
    ObjectNode json = template.of(transaction.kind());
    Amount amount = transaction.amount();
    json.put("id", names.of(transaction)).put("amount", amount.cents());
    json.put("fee", amount.fee() + amount.applicationFee()).put("net", amount.net());
    json.put("currency", Currency.USD.code());
    Template.time(json, "created", transaction.created(), at);
    json.put("available_on", Math.floorDiv(transaction.availableAt(), Days.SECOND));
    json.put("status", at >= transaction.availableAt() ? "available" : "pending");
    json.put("type", transaction.entry().type());
    json.put("reporting_category", transaction.entry().category());
    json.put("source", names.of(transaction.source()));
    json.put("description", transaction.entry().category().replace('_', ' '));
    if (amount.rate() > 0) {
      json.put("exchange_rate", Currency.rateAsNumber(amount.rate()));
    }
    fees(json.withArrayProperty("fee_details"), amount);
    return json;
  }

  /** Converting a payment takes a hundredth of it, which is part of the fee. */
  private void fees(ArrayNode details, Amount amount) {
    long conversion = amount.rate() > 0 && amount.fee() > 0 ? amount.cents() / 100 : 0;
    if (amount.fee() > 0) {
      fee(details, amount.fee() - conversion, "Stripe processing fees", "stripe_fee");
    }
    if (conversion > 0) {
      fee(details, conversion, "Stripe currency conversion fee", "stripe_fee");
    }
    if (amount.applicationFee() != 0) {
      fee(
          details,
          amount.applicationFee(),
          "The Crown Treasury application fee",
          "application_fee");
    }
  }

  private void fee(ArrayNode details, long cents, String description, String type) {
    ObjectNode fee = details.addObject().put("amount", cents);
    if (type.equals("application_fee")) {
      fee.put("application", names.token("ca_", 0));
    } else {
      fee.putNull("application");
    }
    fee.put("currency", Currency.USD.code()).put("description", description).put("type", type);
  }

  ObjectNode payout(Payout payout, long at) {
    boolean automatic = payout.type() == Payout.Type.AUTOMATIC;
    ObjectNode json = template.of(payout.kind());
    json.put("id", names.of(payout)).put("amount", payout.amount());
    json.put("automatic", automatic).put("status", payout.status(at));
    json.put("currency", Currency.USD.code());
    json.put("description", automatic ? "STRIPE PAYOUT" : "Withdrawal from the reserve");
    json.put("destination", names.token("ba_1", payout.serial() >>> 16));
    json.put("arrival_date", Math.floorDiv(payout.way().arrival(), Days.SECOND));
    Template.time(json, "created", payout.created(), at);
    json.put("balance_transaction", names.of(Kind.BALANCE_TRANSACTION, Bank.paid(payout)));
    json.put(
        "reconciliation_status",
        !automatic ? "not_applicable" : at >= payout.reconciledAt() ? "completed" : "in_progress");
    if (at >= payout.way().failedAt()) {
      json.put("failure_code", "account_closed");
      json.put("failure_message", "The bank account has been closed");
      json.put(
          "failure_balance_transaction", names.of(Kind.BALANCE_TRANSACTION, Bank.sentBack(payout)));
    }
    return json;
  }

  ObjectNode balance(Books books, long at) {
    long available = books.opening();
    long pending = 0;
    for (BalanceTransaction transaction : books.of(BalanceTransaction.class).rows()) {
      if (at >= transaction.availableAt()) {
        available += transaction.net();
      } else {
        pending += transaction.net();
      }
    }
    ObjectNode json = template.balance();
    part(json.withArrayProperty("available"), available);
    part(json.withArrayProperty("pending"), pending);
    return json;
  }

  private static void part(ArrayNode parts, long cents) {
    ObjectNode part = parts.addObject().put("amount", cents).put("currency", Currency.USD.code());
    part.putObject("source_types").put("card", cents);
  }
}
