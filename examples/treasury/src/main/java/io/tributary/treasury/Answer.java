package io.tributary.treasury;

import io.tributary.treasury.Account.Invoices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to the treasury's question.
 *
 * @param currency the currency that the gold is counted in, in capitals
 * @param until the day of the newest payment
 * @param accounts the kingdoms, the most gold per head first
 * @param elsewhere what came from customers of no kingdom that the census knows
 */
record Answer(
    String currency, Optional<LocalDate> until, List<Account> accounts, Elsewhere elsewhere) {

  /** Payments and invoices that belong to no kingdom. */
  record Elsewhere(BigDecimal gold, Invoices invoices) {
    static final Elsewhere NOTHING = new Elsewhere(BigDecimal.ZERO, new Invoices(0, 0));

    boolean isNothing() {
      return gold.signum() == 0 && invoices.due() == 0;
    }
  }

  /** Several kingdoms taken together, under a name. */
  record Group(String name, int kingdoms, long population, BigDecimal gold, Invoices invoices) {
    BigDecimal perHead() {
      return Account.among(population, gold);
    }
  }

  Answer {
    accounts =
        accounts.stream()
            .sorted(
                Comparator.comparing(Account::perHead)
                    .reversed()
                    .thenComparing(account -> account.kingdom().code()))
            .toList();
  }

  /** Among how many heads gold is counted, so that the numbers are ones that people read. */
  Heads heads() {
    return accounts.isEmpty() || accounts.get(0).perHead().compareTo(BigDecimal.ONE) >= 0
        ? Heads.ONE
        : Heads.THOUSAND;
  }

  /** A number of heads: what gold among them is called, and how it is written. */
  enum Heads {
    ONE(1, "per head"),
    THOUSAND(1_000, "per 1,000 heads");

    private final BigDecimal number;
    private final String label;

    Heads(long number, String label) {
      this.number = BigDecimal.valueOf(number);
      this.label = label;
    }

    String label() {
      return label;
    }

    BigDecimal of(BigDecimal perHead) {
      return perHead.multiply(number);
    }

    String text(BigDecimal perHead) {
      return Figures.perHead(of(perHead));
    }
  }

  /** All kingdoms together. */
  Group realm() {
    return group("The realm", accounts);
  }

  /** The kingdoms by what their people live by, the most gold per head first. */
  List<Group> trades() {
    Map<String, List<Account>> byTrade = new LinkedHashMap<>();
    for (Account account : accounts) {
      byTrade
          .computeIfAbsent(account.kingdom().people().trade(), absent -> new ArrayList<>())
          .add(account);
    }
    return byTrade.entrySet().stream()
        .map(entry -> group(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Group::perHead).reversed().thenComparing(Group::name))
        .toList();
  }

  /** Whether a kingdom pays better and more promptly than the realm as a whole. */
  boolean paysWellAndOnTime(Account account) {
    Group realm = realm();
    return account.perHead().compareTo(realm.perHead()) > 0
        && account.invoices().share() > realm.invoices().share();
  }

  /** The kingdoms that pay better and more promptly than the realm as a whole. */
  List<Account> praised() {
    return accounts.stream().filter(this::paysWellAndOnTime).toList();
  }

  private static Group group(String name, List<Account> accounts) {
    long population = 0;
    BigDecimal gold = BigDecimal.ZERO;
    Invoices invoices = new Invoices(0, 0);
    for (Account account : accounts) {
      population += account.kingdom().population();
      gold = gold.add(account.gold());
      invoices = invoices.plus(account.invoices());
    }
    return new Group(name, accounts.size(), population, gold, invoices);
  }
}
