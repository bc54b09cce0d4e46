package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.clone.Clone;
import io.tributary.sandbox.clone.Clones;
import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.entity.ApplicationFee;
import io.tributary.sandbox.entity.BalanceTransaction;
import io.tributary.sandbox.entity.BillingPlan;
import io.tributary.sandbox.entity.Charge;
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
import io.tributary.sandbox.entity.Product;
import io.tributary.sandbox.entity.PromotionCode;
import io.tributary.sandbox.entity.Refund;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.entity.TaxRate;
import io.tributary.sandbox.entity.Transfer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Draws any object as Stripe would show it at a moment. Safe to use from several threads. */
public final class Portraits {
  @FunctionalInterface
  private interface Portrait<T> {
    ObjectNode draw(T entity, long at);
  }

  private final Map<Kind, Portrait<Entity>> portraits = new EnumMap<>(Kind.class);
  private final Names names;
  private final CatalogJson catalog;
  private final SubscriptionJson subscriptions;
  private final InvoiceJson invoices;
  private final CreditNoteJson notes;
  private final AccountJson accounts;
  private final LedgerJson ledger;

  /** Draws with these names; how often a coupon was redeemed is for the world to say. */
  Portraits(Names names, ToLongFunction<Coupon> redeemed, Clones clones) {
    this.names = names;
    Template template = new Template();
    CustomerJson customers = new CustomerJson(template, names);
    catalog = new CatalogJson(template, names);
    subscriptions = new SubscriptionJson(template, names, catalog);
    invoices = new InvoiceJson(template, names, customers);
    notes = new CreditNoteJson(template, names, customers);
    ledger = new LedgerJson(template, names);
    accounts = new AccountJson(template, names);
    PaymentJson payments = new PaymentJson(template, names, ledger);
    put(
        Kind.ACCOUNT,
        Account.class,
        (account, at) -> withExternalAccounts(accounts.account(account, at), clones));
    put(Kind.CLONE, Clone.class, (clone, at) -> clones.draw(clone));
    put(
        Kind.CUSTOMER,
        Customer.class,
        (customer, at) ->
            customer.isListed(at) ? customers.customer(customer, at) : customers.deleted(customer));
    put(Kind.PRODUCT, Product.class, (product, at) -> catalog.product(product));
    put(Kind.PRICE, Price.class, (price, at) -> catalog.price(price));
    put(Kind.PLAN, BillingPlan.class, (plan, at) -> catalog.plan(plan.price()));
    put(
        Kind.COUPON,
        Coupon.class,
        (coupon, at) -> catalog.coupon(coupon, redeemed.applyAsLong(coupon)));
    put(Kind.PROMOTION_CODE, PromotionCode.class, (code, at) -> catalog.promotionCode(code));
    put(Kind.TAX_RATE, TaxRate.class, (tax, at) -> catalog.taxRate(tax));
    put(Kind.SUBSCRIPTION, Subscription.class, subscriptions::subscription);
    put(Kind.INVOICE, Invoice.class, invoices::invoice);
    put(Kind.INVOICE_PAYMENT, InvoicePayment.class, invoices::payment);
    put(Kind.CREDIT_NOTE, CreditNote.class, notes::note);
    put(Kind.PAYMENT_INTENT, Payment.class, payments::intent);
    put(Kind.CHARGE, Charge.class, payments::charge);
    put(Kind.REFUND, Refund.class, payments::refund);
    put(Kind.DISPUTE, Dispute.class, payments::dispute);
    put(Kind.BALANCE_TRANSACTION, BalanceTransaction.class, ledger::transaction);
    put(Kind.PAYOUT, Payout.class, ledger::payout);
    put(Kind.APPLICATION_FEE, ApplicationFee.class, accounts::fee);
    put(Kind.TRANSFER, Transfer.class, accounts::transfer);
  }

  private static ObjectNode withExternalAccounts(ObjectNode account, Clones clones) {
    clones
        .lists()
        .below("/v1/accounts", account, "external_accounts")
        .ifPresent(list -> account.set("external_accounts", list));
    return account;
  }

  /** The object as Stripe's newest version shows it. */
  public ObjectNode draw(Entity entity, long at) {
    Portrait<Entity> portrait = portraits.get(entity.kind());
    if (portrait == null) {
      throw new IllegalArgumentException("nothing draws a " + entity.kind());
    }
    return portrait.draw(entity, at);
  }

  public Names names() {
    return names;
  }

  CatalogJson catalog() {
    return catalog;
  }

  SubscriptionJson subscriptions() {
    return subscriptions;
  }

  InvoiceJson invoices() {
    return invoices;
  }

  CreditNoteJson notes() {
    return notes;
  }

  AccountJson accounts() {
    return accounts;
  }

  LedgerJson ledger() {
    return ledger;
  }

  private <T extends Entity> void put(Kind kind, Class<T> type, Portrait<T> portrait) {
    portraits.put(kind, (entity, at) -> portrait.draw(type.cast(entity), at));
  }
}
