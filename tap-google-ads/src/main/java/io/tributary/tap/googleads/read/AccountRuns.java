package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.error.SingerException;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.AdsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stream of each account, several at once: what fails for one does not stop the others. */
final class AccountRuns {
  private static final Logger LOG = LoggerFactory.getLogger(AccountRuns.class);

  private final String stream;
  private final List<Account> accounts;
  private final List<SingerException> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());

  AccountRuns(String stream, List<Account> accounts) {
    this.stream = stream;
    this.accounts = accounts;
  }

  /** Reads one account. */
  interface Reader {
    /** Called on several threads at once. */
    void read(Account account) throws IOException, InterruptedException;
  }

  /**
   * Reads all of them.
   *
   * @param isWhole whether records that do not come are taken for deleted: then one account that is
   *     left out keeps the stream from counting as read in full
   * @throws SingerException.Source if some failed, when the others are read
   * @throws SingerException.Quota at once if there is no more
   */
  void read(int parallel, boolean isWhole, Reader reader, RecordOutput out)
      throws IOException, InterruptedException {
    Windows.read(accounts, parallel, account -> readOne(account, reader), account -> {});
    if (!failures.isEmpty()) {
      throw failure();
    }
    if (!skipped.isEmpty() && (isWhole || skipped.size() == accounts.size())) {
      out.skipped(String.join("; ", skipped));
    }
  }

  private void readOne(Account account, Reader reader) throws IOException, InterruptedException {
    try {
      reader.read(account);
    } catch (AdsException e) {
      judge(account, e);
    } catch (SingerException.Source e) {
      failures.add(e);
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
      case END -> throw e.explained();
      case WAIT, RETRY, SHRINK, QUOTA, FIELD, FAIL -> fail(account, e);
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
