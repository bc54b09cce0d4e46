package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Kingdom;
import io.tributary.sandbox.realm.Kingdoms;
import java.util.ArrayList;
import java.util.List;

/**
 * All accounts of a plan at a moment: a pure function of both. A world at a later moment holds the
 * same objects with what has happened to them since, and the new ones.
 */
public final class World {
  private final Plan plan;
  private final long now;
  private final List<Kingdom> kingdoms;
  private final List<Books> accounts;

  private World(Plan plan, long now, List<Kingdom> kingdoms, List<Books> accounts) {
    this.plan = plan;
    this.now = now;
    this.kingdoms = kingdoms;
    this.accounts = accounts;
  }

  /** Tells the world up to a moment, which counts in whole seconds. */
  public static World at(Plan plan, long now) {
    long second = Math.floorDiv(now, Days.SECOND) * Days.SECOND;
    List<Kingdom> kingdoms = Kingdoms.of(plan.draw());
    Bookkeeper bookkeeper = new Bookkeeper(plan, second, kingdoms, Catalog.writtenAt(plan.since()));
    return new World(plan, second, kingdoms, bookkeeper.accounts());
  }

  public Plan plan() {
    return plan;
  }

  /** The moment the world stands at, in epoch milliseconds. */
  public long now() {
    return now;
  }

  public List<Kingdom> kingdoms() {
    return kingdoms;
  }

  /** The platform's own books. */
  public Books platform() {
    return accounts.get(Account.PLATFORM);
  }

  /** The platform's customers who have not signed up yet, but will by a moment. */
  public List<Customer> newcomers(long until) {
    int size = plan.size().customers();
    CustomerStory story =
        CustomerStory.ofGuild(
            plan, Account.PLATFORM, kingdoms, new TributeStory(new PaymentStory(plan.draw(), 0)));
    List<Customer> newcomers = new ArrayList<>();
    int index = (int) Math.max(1, (now - plan.since()) / (Plan.YEARS / size));
    for (; plan.since() + (index - 1) * (Plan.YEARS / size) <= until; index++) {
      long at = plan.signsUpAt(index, size);
      if (at > now && at <= until) {
        newcomers.add(story.customer(index, at));
      }
    }
    return newcomers;
  }

  /** The books of all accounts; an account's number is its place. */
  public List<Books> accounts() {
    return accounts;
  }

  /** The accounts that are connected to the platform. */
  public List<Account> connected() {
    List<Account> connected = new ArrayList<>();
    for (Books books : accounts) {
      if (!books.account().isPlatform()) {
        connected.add(books.account());
      }
    }
    return connected;
  }
}
