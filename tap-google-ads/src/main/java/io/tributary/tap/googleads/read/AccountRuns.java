package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.error.SingerException;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.AdsException;
import io.tributary.tap.googleads.api.Reaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream of several accounts, some things at once: what fails for one account ends that
 * one's and does not stop the others. Thread-safe.
 */
final class AccountRuns {
  private static final Logger LOG = LoggerFactory.getLogger(AccountRuns.class);

  private final String stream;
  private final int parallel;
  private final Set<Account> over = ConcurrentHashMap.newKeySet();
  private final List<SingerException> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param parallel how much is read at once, at the most
   */
  AccountRuns(String stream, int parallel) {
    this.stream = stream;
    this.parallel = parallel;
  }

  /** Reads all of some accounts, and says what became of it. */
  void read(List<Account> accounts, boolean isWhole, Reader<Account> reader, RecordOutput out)
      throws IOException, InterruptedException {
    each(accounts, account -> account, reader);
    conclude(accounts.size(), isWhole, out);
  }

  /** Reads something of an account. */
  interface Reader<T> {
    /** Called on several threads at once. */
    void read(T item) throws IOException, InterruptedException;
  }

  /**
   * Does something for each of some things, unless it has failed for another of the same account.
   *
   * @param items in the order in which they are begun
   * @param of whose each is
   */
  <T> void each(List<T> items, Function<T, Account> of, Reader<T> reader)
      throws IOException, InterruptedException {
    Windows.read(items, parallel, item -> readOne(of.apply(item), item, reader), item -> {});
  }

  private <T> void readOne(Account account, T item, Reader<T> reader)
      throws IOException, InterruptedException {
    if (over.contains(account)) {
      return;
    }
    try {
      reader.read(item);
    } catch (AdsException e) {
      if (e.reaction() == Reaction.END) {
        throw e.explained();
      }
      if (over.add(account)) {
        judge(account, e);
      }
    } catch (SingerException.Source e) {
      if (over.add(account)) {
        failures.add(e);
      }
    }
  }

  /**
   * Says what became of all of it.
   *
   * @param count how many accounts there were
   * @param isWhole whether records that do not come are taken for deleted: then one account that is
   *     left out keeps the stream from counting as read in full
   * @throws SingerException.Source if some failed
   */
  void conclude(int count, boolean isWhole, RecordOutput out) {
    if (!failures.isEmpty()) {
      throw failure();
    }
    if (!skipped.isEmpty() && (isWhole || skipped.size() == count)) {
      out.skipped(String.join("; ", skipped));
    }
  }

  private void judge(Account account, AdsException e) {
    switch (e.reaction()) {
      case SKIP_ACCOUNT, MANAGER -> skip(account, e);
      case DENIED -> {
        if (account.isNamed()) {
          fail(account, e);
        } else {
          skip(account, e);
        }
      }
      case WAIT, RETRY, SHRINK, QUOTA, FIELD, FAIL, END -> fail(account, e);
    }
  }

  private void skip(Account account, AdsException e) {
    LOG.warn("{}: {} is left out, its state stays: {}", stream, account, e.getMessage());
    skipped.add(account + " is left out: " + e.error());
  }

  private void fail(Account account, AdsException e) {
    SingerException why = e.explained();
    failures.add(new SingerException.Source(account + ": " + why.getMessage(), e));
  }

  private SingerException failure() {
    if (failures.size() == 1) {
      return failures.get(0);
    }
    List<String> words = failures.stream().map(Throwable::getMessage).distinct().toList();
    return new SingerException.Source(String.join("; ", words), failures.get(0));
  }
}
