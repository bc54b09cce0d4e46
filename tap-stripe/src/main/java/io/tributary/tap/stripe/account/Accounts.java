package io.tributary.tap.stripe.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.connector.ReadCost;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.StripeRefusals;
import io.tributary.tap.stripe.change.EventJournal;
import io.tributary.tap.stripe.change.EventJournal.Interest;
import io.tributary.tap.stripe.record.Bookkeeping;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import io.tributary.tap.stripe.stream.StreamTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that are read: the key's own, and those that are connected to it. Every stream that
 * differs between accounts is read of each. Thread-safe.
 */
public final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);
  private static final String NONE = "none";
  private static final String ALL = "all";

  /** How many accounts of one stream are read at once. */
  private static final int PARALLEL = 4;

  private final StripeApi api;
  private final Scope scope;
  private final Choice choice;
  private final List<Expectation> expected = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<List<Account>> known = Optional.empty();

  /**
   * Which accounts to read.
   *
   * @param only the one account that is read instead of the key's own
   * @param connected those to read besides: their ids, or {@code all}, or {@code none}
   * @param skipsForbidden whether what the key may not read is left out, and does not fail
   */
  public record Choice(Optional<String> only, List<String> connected, boolean skipsForbidden) {
    /** The key's own account alone. */
    public static final Choice OWN = new Choice(Optional.empty(), List.of(), false);

    public Choice {
      connected =
          connected.equals(List.of(NONE)) || connected.equals(List.of(""))
              ? List.of()
              : List.copyOf(connected);
      if (only.isPresent() && !connected.isEmpty()) {
        throw new IllegalArgumentException("account_id and connected_accounts exclude each other");
      }
      boolean areNamed =
          connected.equals(List.of(ALL))
              || connected.stream().allMatch(account -> account.startsWith("acct_"));
      if (!areNamed) {
        throw new IllegalArgumentException(
            "connected_accounts is not none, all or a list of ids that begin with acct_");
      }
    }

    /** Whether more than one account is read, so that ids alone do not tell records apart. */
    boolean isSeveral() {
      return !connected.isEmpty();
    }
  }

  /** What a stream will be asked for. */
  private record Expectation(Resource resource, Optional<JsonNode> bookmark) {}

  /** How to read a stream of one account. */
  @FunctionalInterface
  public interface Reader {
    /** Called once for each account, of several at once. */
    public void read(Account account, ReadRequest request, RecordOutput out)
        throws IOException, InterruptedException;
  }

  /** Asks Stripe which accounts there are when the first stream is read. */
  public Accounts(StripeApi api, Scope scope, Choice choice) {
    this.api = api;
    this.scope = scope;
    this.choice = choice;
  }

  /** The key of a stream that differs between accounts: with several, ids alone may repeat. */
  public String[] keys(String... own) {
    if (!choice.isSeveral()) {
      return own;
    }
    String[] keys = Arrays.copyOf(own, own.length + 1);
    keys[own.length] = Bookkeeping.ACCOUNT;
    return keys;
  }

  /** The schema of a stream that differs between accounts. */
  public JsonSchema schema(JsonSchema own) {
    return choice.isSeveral()
        ? JsonSchema.lazily(() -> Bookkeeping.ofAccounts(own, true).toJson())
        : own;
  }

  /** These accounts for what is the same in all of them: one is enough. */
  public Accounts once() {
    return new Accounts(api, scope, new Choice(choice.only(), List.of(), choice.skipsForbidden()));
  }

  /** Notes that a stream will be read on from a bookmark. */
  public void expect(Resource resource, Optional<JsonNode> bookmark) {
    if (scope.follows(resource)) {
      expected.add(new Expectation(resource, bookmark));
    }
  }

  /**
   * A bookmark that says also of accounts of which a list is about to be read for the first time
   * since when its changes have to be looked for.
   *
   * @param open whether to find that out, of which a refusal is told when the list is read
   */
  public Optional<JsonNode> begun(Resource resource, Optional<JsonNode> bookmark, boolean open)
      throws IOException, InterruptedException {
    if (!scope.follows(resource)) {
      return bookmark;
    }
    List<Account> first =
        all().stream().filter(account -> Position.of(bookmark, account.name()).isFirst()).toList();
    if (open) {
      Windows.read(first, PARALLEL, Accounts::open, account -> {});
    }
    Optional<JsonNode> begun = bookmark;
    for (Account account : first) {
      Optional<Instant> opened = account.journal().opened();
      if (opened.isPresent()) {
        Instant known = opened.get().minus(scope.timing().lag());
        begun = Optional.of(Position.of(begun, account.name()).changedUntil(known).toJson());
      }
    }
    return begun;
  }

  private static void open(Account account) throws IOException, InterruptedException {
    try {
      account.journal().probe();
    } catch (HttpException refusal) {
      log.debug("the events cannot be read account={}", account.name());
    }
  }

  /** A source that reads a stream of every account. */
  public RecordSource each(Function<Account, RecordSource> source) {
    return (request, out) ->
        read(
            request,
            request.bookmark(),
            out,
            (account, own, output) -> source.apply(account).read(own, output));
  }

  /**
   * Reads a stream of every account. One that fails does not keep the others from being read.
   *
   * @param begun the position before anything is read
   */
  public void read(ReadRequest request, Optional<JsonNode> begun, RecordOutput out, Reader reader)
      throws IOException, InterruptedException {
    List<Account> accounts = all();
    AccountOutputs outputs = new AccountOutputs(begun, out);
    List<String> failures = Collections.synchronizedList(new ArrayList<>());
    List<String> skipped = Collections.synchronizedList(new ArrayList<>());
    boolean isTrial = request.limit() <= api.pageSize();
    Windows.read(
        isTrial ? accounts.subList(0, 1) : accounts,
        PARALLEL,
        account -> {
          try {
            reader.read(account, request, outputs.of(account));
          } catch (HttpException refusal) {
            if (StripeRefusals.isNotSetUp(refusal)
                || (choice.skipsForbidden() && StripeRefusals.isForbidden(refusal))) {
              skipped.add(said(account, explained(refusal)));
            } else {
              SingerException why = explained(refusal);
              if (why instanceof SingerException.NoAccess || !choice.isSeveral()) {
                throw why;
              }
              failures.add(said(account, why));
            }
          }
        },
        account -> {});
    conclude(accounts.size(), failures, skipped, out);
  }

  /** How to find out what reading a stream of one account would take. */
  @FunctionalInterface
  public interface Estimator {
    DatedList.Estimate estimate(Account account) throws IOException, InterruptedException;
  }

  /** What reading a stream of every account would take. */
  public ReadCost cost(Estimator estimator) throws IOException, InterruptedException {
    DatedList.Estimate sum = DatedList.Estimate.NOTHING;
    for (Account account : all()) {
      try {
        sum = sum.and(estimator.estimate(account));
      } catch (HttpException refusal) {
        throw explained(refusal);
      }
    }
    return new ReadCost(
        sum.windows(),
        sum.requests(),
        scope.rates().perSecondPerEndpoint(),
        scope.rates().perSecond());
  }

  private static SingerException explained(HttpException refusal) {
    Optional<String> permission =
        StripeRefusals.isForbidden(refusal)
            ? StreamTable.read().permission(refusal.failure().answer().request().path())
            : Optional.empty();
    return StripeRefusals.explained(refusal, permission);
  }

  private static void conclude(
      int accounts, List<String> failures, List<String> skipped, RecordOutput out) {
    if (!failures.isEmpty()) {
      throw new SingerException.Source(
          failures.size() + " of " + accounts + " accounts: " + String.join("; ", failures));
    }
    if (skipped.size() == accounts) {
      out.skipped(String.join("; ", skipped));
    } else {
      skipped.forEach(reason -> log.warn("account skipped reason=\"{}\"", reason));
    }
  }

  private String said(Account account, SingerException why) {
    return choice.isSeveral() ? account.name() + ": " + why.getMessage() : why.getMessage() + "";
  }

  private List<Account> all() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (known.isEmpty()) {
        known = Optional.of(asked());
      }
      return known.get();
    } finally {
      lock.unlock();
    }
  }

  private List<Account> asked() throws IOException, InterruptedException {
    if (!choice.isSeveral()) {
      String name = choice.only().orElse(Account.OWN);
      return List.of(account(name, choice.only().orElse(""), api));
    }
    List<Account> accounts = new ArrayList<>();
    accounts.add(account(Account.OWN, ownId(), api));
    for (String id : choice.connected().equals(List.of(ALL)) ? listed() : choice.connected()) {
      accounts.add(account(id, id, api.actingFor(id)));
    }
    return List.copyOf(accounts);
  }

  private Account account(String name, String id, StripeApi itsApi) {
    return new Account(name, id, itsApi, new EventJournal(itsApi, scope, () -> interests(name)));
  }

  private List<String> listed() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    api.pages(
        Request.get("/v1/accounts"),
        page -> StripeApi.objects(page).forEach(account -> ids.add(account.path("id").asText())));
    log.info("connected accounts read count={}", ids.size());
    return ids;
  }

  /** Which account the key is of, if it may know: with several, records must say so. */
  private String ownId() throws IOException, InterruptedException {
    try {
      return StripeApi.object(api.send(Request.get("/v1/account"))).path("id").asText();
    } catch (HttpException refusal) {
      if (!StripeRefusals.isForbidden(refusal)) {
        throw refusal;
      }
      return Account.OWN;
    }
  }

  /** What the streams of this run will ask an account's journal for. */
  private List<Interest> interests(String name) {
    List<Interest> interests = new ArrayList<>();
    for (Expectation expectation : expected) {
      try {
        Position position = Position.of(expectation.bookmark(), name);
        Resumption resumption = Resumption.of(position, expectation.resource(), scope);
        if (resumption.mustCatchUp()) {
          interests.add(new Interest(expectation.resource(), resumption.changesFrom()));
        }
      } catch (SingerException.Config e) {
        log.debug("a state that cannot be read fails its own stream reason={}", e.getMessage());
      }
    }
    return interests;
  }
}
