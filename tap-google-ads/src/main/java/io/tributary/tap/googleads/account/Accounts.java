package io.tributary.tap.googleads.account;

import io.tributary.singer.error.SingerException;
import io.tributary.tap.googleads.account.AccountTree.Member;
import io.tributary.tap.googleads.api.AdsApi;
import io.tributary.tap.googleads.api.AdsException;
import io.tributary.tap.googleads.api.Reaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts of a run, found when they are first asked for. Thread-safe. */
public final class Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

  private final AdsApi api;
  private final AccountChoice choice;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable List<Account> known;

  public Accounts(AdsApi api, AccountChoice choice) {
    this.api = api;
    this.choice = choice;
  }

  /** Those that advertise, by id. */
  public List<Account> advertisers() throws IOException, InterruptedException {
    return all().stream().filter(account -> !account.isManager()).toList();
  }

  /** Those that manage others, by id. */
  public List<Account> managers() throws IOException, InterruptedException {
    return all().stream().filter(Account::isManager).toList();
  }

  /**
   * All of them, by id.
   *
   * @throws SingerException.Source if there is none
   */
  public List<Account> all() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      List<Account> accounts = known;
      if (accounts == null) {
        accounts = find();
        known = accounts;
      }
      return accounts;
    } finally {
      lock.unlock();
    }
  }

  private List<Account> find() throws IOException, InterruptedException {
    Map<Long, Member> found = new TreeMap<>();
    Set<Long> named = new HashSet<>(choice.customers());
    for (long root : roots()) {
      add(root, choice.login(), found);
    }
    for (long id : choice.customers()) {
      if (!found.containsKey(id)) {
        add(id, choice.loginOf(id), found);
      }
    }
    Collection<Member> wanted = named.isEmpty() ? found.values() : within(named, found);
    List<Account> accounts = new ArrayList<>();
    for (Member member : wanted) {
      if (isRead(member)) {
        accounts.add(member.account(named.contains(member.id())));
      }
    }
    if (accounts.isEmpty()) {
      throw new SingerException.Source(
          "the credentials reach no account that is to be read: see customer_ids,"
              + " login_customer_id and customer_status_filter");
    }
    LOG.info("{} accounts are read, {} of them managers", accounts.size(), managers(accounts));
    return List.copyOf(accounts);
  }

  private static long managers(List<Account> accounts) {
    return accounts.stream().filter(Account::isManager).count();
  }

  /** Where to begin: with the manager that is set, or with all that can be reached. */
  private Collection<Long> roots() throws IOException, InterruptedException {
    if (choice.login().isPresent()) {
      return List.of(choice.login().getAsLong());
    }
    boolean areAllKnown = choice.logins().keySet().containsAll(choice.customers());
    return !choice.customers().isEmpty() && areAllKnown ? List.of() : new TreeSet<>(accessible());
  }

  private List<Long> accessible() throws IOException, InterruptedException {
    try {
      return api.accessible();
    } catch (AdsException e) {
      throw e.explained();
    }
  }

  private void add(long root, OptionalLong login, Map<Long, Member> found)
      throws IOException, InterruptedException {
    try {
      for (Member member : AccountTree.below(api, root, login)) {
        found.merge(member.id(), member, Accounts::nearer);
      }
    } catch (AdsException e) {
      leaveOut(root, e);
    }
  }

  private static Member nearer(Member one, Member other) {
    return other.level() < one.level() ? other : one;
  }

  /** An account that was found but cannot be read is a pity; one that the settings name, worse. */
  private void leaveOut(long root, AdsException e) {
    boolean isLost = e.reaction() == Reaction.SKIP_ACCOUNT || e.reaction() == Reaction.DENIED;
    boolean isNamed =
        choice.customers().contains(root) || choice.login().equals(OptionalLong.of(root));
    if (!isLost || (isNamed && e.reaction() == Reaction.DENIED)) {
      throw e.explained();
    }
    LOG.warn("account {} and what it manages is left out: {}", root, e.getMessage());
  }

  /** The named accounts, and all below those of them that are managers. */
  private Collection<Member> within(Set<Long> named, Map<Long, Member> found)
      throws IOException, InterruptedException {
    Map<Long, Member> wanted = new TreeMap<>();
    for (long id : new TreeSet<>(named)) {
      Member member = found.get(id);
      if (member == null) {
        continue;
      }
      wanted.merge(id, member, Accounts::nearer);
      if (member.isManager()) {
        for (Member below : AccountTree.below(api, id, member.login())) {
          wanted.merge(below.id(), below, Accounts::nearer);
        }
      }
    }
    return wanted.values();
  }

  private boolean isRead(Member member) {
    if (!choice.statuses().contains(member.status())) {
      LOG.warn(
          "account {} is left out: it is {} (see customer_status_filter)",
          member.id(),
          member.status());
      return false;
    }
    if (member.isHidden() && !choice.withHidden()) {
      LOG.warn("account {} is left out: it is hidden (see include_hidden)", member.id());
      return false;
    }
    return true;
  }
}
