package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.entity.ApplicationFee;
import io.tributary.sandbox.entity.BalanceTransaction.Entry;
import io.tributary.sandbox.entity.BillingPlan;
import io.tributary.sandbox.entity.Charge;
import io.tributary.sandbox.entity.CreditNote;
import io.tributary.sandbox.entity.Dispute;
import io.tributary.sandbox.entity.Invoice;
import io.tributary.sandbox.entity.InvoicePayment;
import io.tributary.sandbox.entity.Payment;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Refund;
import io.tributary.sandbox.entity.Transfer;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Kingdom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the books of every account: the lives of its customers, the ledger and the payouts. */
record Bookkeeper(Plan plan, long now, List<Kingdom> kingdoms, Catalog catalog) {
  private static final List<String> GUILDS =
      List.of("Guild of Masons", "Guild of Weavers", "Guild of Brewers");
  private static final int APPLICATION_SHARE = 50;
  private static final long OPENING = 5_000_000;

  List<Books> accounts() {
    List<Account> guilds = new ArrayList<>();
    List<Books> books = new ArrayList<>();
    List<ApplicationFee> fees = new ArrayList<>();
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < GUILDS.size(); i++) {
      Account guild = guild(i + 1);
      guilds.add(guild);
      List<Transfer> received = transfers(guild);
      transfers.addAll(received);
      Books written = guild(guild, received);
      books.add(written);
      for (Charge charge : written.of(Charge.class).rows()) {
        if (charge.settlement().applicationFee() > 0) {
          fees.add(new ApplicationFee(charge, guild));
        }
      }
    }
    books.add(Account.PLATFORM, platform(guilds, fees, transfers));
    return List.copyOf(books);
  }

  private Books platform(List<Account> guilds, List<ApplicationFee> fees, List<Transfer> sent) {
    Books.Draft draft = new Books.Draft(now);
    Ledger ledger = new Ledger(now);
    draft.addAll(catalog.products());
    draft.addAll(catalog.prices());
    catalog.prices().stream()
        .filter(price -> price.term() != Price.Term.ONCE)
        .forEach(price -> draft.add(new BillingPlan(price)));
    draft.addAll(catalog.coupons());
    draft.addAll(catalog.codes());
    draft.addAll(catalog.taxes());
    draft.addAll(guilds);
    draft.addAll(fees);
    draft.addAll(sent);
    fees.forEach(ledger::fee);
    sent.forEach(ledger::sent);
    monthly(ledger);
    PaymentStory payments = new PaymentStory(plan.draw(), 0);
    InvoiceStory invoices = new InvoiceStory(catalog, payments);
    CustomerStory.Stories stories =
        new CustomerStory.Stories(new ContractStory(catalog), invoices, new TributeStory(payments));
    int customers = plan.size().customers();
    CustomerStory story = new CustomerStory(plan, Account.PLATFORM, kingdoms, stories);
    lives(story, customers).forEach(life -> write(life, draft, ledger));
    Account account =
        new Account(Account.PLATFORM, plan.since(), "The Crown Treasury", "America/New_York");
    return close(draft, ledger, account, OPENING);
  }

  /** A guild's members only give; its part of the world pays in dollars. */
  private Books guild(Account guild, List<Transfer> received) {
    Books.Draft draft = new Books.Draft(now);
    Ledger ledger = new Ledger(now);
    received.forEach(ledger::received);
    List<Kingdom> dollars =
        kingdoms.stream().filter(kingdom -> kingdom.currency() == Currency.USD).toList();
    TributeStory tributes = new TributeStory(new PaymentStory(plan.draw(), APPLICATION_SHARE));
    CustomerStory story = CustomerStory.ofGuild(plan, (int) guild.serial(), dollars, tributes);
    lives(story, Math.max(8, plan.size().customers() / 50))
        .forEach(life -> write(life, draft, ledger));
    return close(draft, ledger, guild, 0);
  }

  private List<Life> lives(CustomerStory story, int customers) {
    long latest = (now - plan.since()) / (Plan.YEARS / customers) + 1;
    return IntStream.rangeClosed(1, (int) latest)
        .parallel()
        .filter(index -> plan.signsUpAt(index, customers) <= now)
        .mapToObj(index -> story.of(index, plan.signsUpAt(index, customers), now))
        .toList();
  }

  private static void write(Life life, Books.Draft draft, Ledger ledger) {
    draft.add(life.customer());
    draft.addAll(life.subscriptions());
    for (Invoice invoice : life.invoices()) {
      draft.add(invoice);
      Payment payment = invoice.payment();
      if (payment != null) {
        draft.add(new InvoicePayment(invoice, payment));
        for (Charge charge : payment.attempts()) {
          for (Refund refund : charge.after().refunds()) {
            draft.add(new CreditNote(invoice, charge, refund));
          }
        }
      }
    }
    for (Payment payment : life.payments()) {
      draft.add(payment);
      for (Charge charge : payment.attempts()) {
        draft.add(charge);
        draft.addAll(charge.after().refunds());
        Dispute dispute = charge.after().dispute();
        if (dispute != null) {
          draft.add(dispute);
        }
        ledger.charge(charge);
      }
    }
  }

  private Books close(Books.Draft draft, Ledger ledger, Account account, long opening) {
    Bank bank = new Bank(plan.draw(), (int) account.serial(), now);
    bank.payOut(ledger.entries(), plan.since());
    draft.addAll(ledger.entries());
    draft.addAll(bank.entries());
    draft.addAll(bank.payouts());
    return draft.close(account, opening);
  }

  private Account guild(int number) {
    return new Account(
        number,
        plan.since() + number * Days.DAY,
        GUILDS.get(number - 1),
        number == 3 ? "America/Denver" : "America/Chicago");
  }

  /** On the second of each month the platform passes something on; the 3rd transfer is reversed. */
  private List<Transfer> transfers(Account guild) {
    List<Transfer> transfers = new ArrayList<>();
    for (long day : monthDays(2)) {
      long cents = plan.draw().at("transfer").at(guild.serial()).at(day).between(500, 9_000) * 5;
      long at = Days.startOf(day) + 15 * Days.HOUR + guild.serial();
      boolean reversed = guild.serial() == 1 && transfers.size() == 2;
      long back = reversed ? at + 6 * Days.DAY : Days.NEVER;
      long document = Bank.document((int) guild.serial(), day, 0x8000);
      transfers.add(new Transfer(document, at, guild, cents, back));
    }
    return transfers;
  }

  /** What the platform pays to Stripe on the first of each month, and corrections on the third. */
  private void monthly(Ledger ledger) {
    for (long day : monthDays(1)) {
      long document = Bank.document(Account.PLATFORM, day, 0);
      ledger.house(document, 4, Days.startOf(day) + Days.HOUR, Entry.STRIPE_FEE, -2_500, null);
    }
    for (long day : monthDays(3)) {
      long cents = plan.draw().at("adjustment").at(day).between(-700, 700);
      long document = Bank.document(Account.PLATFORM, day, 0);
      ledger.house(document, 5, Days.startOf(day) + Days.HOUR, Entry.ADJUSTMENT, cents, null);
    }
  }

  private List<Long> monthDays(int dayOfMonth) {
    List<Long> days = new ArrayList<>();
    LocalDate first = LocalDate.ofEpochDay(Days.of(plan.since()) + 5);
    for (LocalDate month = first.withDayOfMonth(1).plusMonths(1);
        Days.startOf(month.withDayOfMonth(dayOfMonth).toEpochDay()) + Days.DAY <= now;
        month = month.plusMonths(1)) {
      days.add(month.withDayOfMonth(dayOfMonth).toEpochDay());
    }
    return days;
  }
}
