package io.tributary.sandbox.ads;

import io.tributary.sandbox.ads.Account.Kind;
import io.tributary.sandbox.ads.Account.Territory;
import io.tributary.sandbox.realm.Currency;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All accounts: a manager with a manager below it, their clients, and one that stands alone. */
public record Accounts(List<Account> all) {
  /** The manager at the top of the tree. */
  public static final long TOP = 9_000_000_001L;

  private static final long MIDDLE = 9_000_000_002L;
  private static final long ALONE = 1_000_000_006L;
  private static final long FIRST_OF_MORE = 1_000_000_101L;

  public Accounts {
    all = List.copyOf(all);
  }

  /** The accounts of every sandbox, and as many more below the inner manager. */
  public static Accounts with(int more) {
    Territory dollars = territory(Currency.USD, "America/New_York", Country.US);
    Territory nowhere = territory(Currency.USD, "America/New_York");
    List<Account> all = new ArrayList<>();
    add(all, TOP, "Tributary Crown", Kind.MANAGER, 0, nowhere);
    add(all, MIDDLE, "Office of Heralds", Kind.MANAGER, TOP, nowhere);
    add(all, 1_000_000_001L, "Western Kingdoms", Kind.CLIENT, MIDDLE, dollars);
    add(
        all,
        1_000_000_002L,
        "Königreiche",
        Kind.CLIENT,
        MIDDLE,
        territory(Currency.EUR, "Europe/Berlin", Country.DE, Country.FR, Country.IT, Country.ES));
    add(
        all,
        1_000_000_003L,
        "東の王国",
        Kind.CLIENT,
        MIDDLE,
        territory(Currency.JPY, "Asia/Tokyo", Country.JP));
    add(all, 1_000_000_004L, "Fallen Kingdom", Kind.CANCELED, MIDDLE, nowhere);
    add(all, 1_000_000_005L, "Rehearsals", Kind.HIDDEN, MIDDLE, nowhere);
    add(
        all,
        ALONE,
        "Island Kingdoms",
        Kind.CLIENT,
        0,
        territory(Currency.GBP, "Europe/London", Country.GB, Country.KW));
    for (int i = 0; i < more; i++) {
      add(all, FIRST_OF_MORE + i, "Fief " + (i + 1), Kind.CLIENT, MIDDLE, nowhere);
    }
    return new Accounts(all);
  }

  private static void add(
      List<Account> all, long id, String name, Kind kind, long parent, Territory territory) {
    all.add(new Account(all.size(), id, name, kind, parent, territory));
  }

  private static Territory territory(Currency currency, String zone, Country... countries) {
    return new Territory(currency, ZoneId.of(zone), List.of(countries));
  }

  public Optional<Account> find(long id) {
    return all.stream().filter(each -> each.id() == id).findFirst();
  }

  /** Those a user may enter without a manager. */
  public List<Account> entrances() {
    return all.stream().filter(each -> each.parent() == 0).toList();
  }

  /** How many steps lie between an account and one below it; -1 if it is not below. */
  public int distance(Account from, Account to) {
    int steps = 0;
    for (Account at = to; at.id() != from.id(); steps++) {
      Optional<Account> parent = find(at.parent());
      if (parent.isEmpty()) {
        return -1;
      }
      at = parent.get();
    }
    return steps;
  }

  /** The account that advertises in a country. */
  public Account of(Country country) {
    return all.stream()
        .filter(each -> each.territory().countries().contains(country))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody advertises in " + country));
  }
}
