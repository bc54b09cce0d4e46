package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.RecordOutput;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.AdsException;
import io.tributary.tap.googleads.api.Reading;
import io.tributary.tap.googleads.gaql.Query;
import io.tributary.tap.googleads.report.RowStamp;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Reads as many records as show that a stream can be read. */
final class Trial {
  /** Each account costs an operation; after so many without a row there is not likely one. */
  private static final int MOST_ACCOUNTS = 5;

  private final Session session;
  private final List<Account> accounts;

  Trial(Session session, List<Account> accounts) {
    this.session = session;
    this.accounts = accounts.subList(0, Math.min(MOST_ACCOUNTS, accounts.size()));
  }

  /**
   * Asks one account after the other until there are so many records.
   *
   * @param ranged puts a range of time to the query
   */
  void read(long limit, PlannedQuery planned, UnaryOperator<Query> ranged, RecordOutput out)
      throws IOException, InterruptedException {
    AtomicLong given = new AtomicLong();
    for (Account account : accounts) {
      planned.withFewerFields(
          plan -> {
            RowStamp stamp = stamp(account);
            Query query = ranged.apply(plan.query()).limitedTo(limit);
            try {
              session
                  .api()
                  .rows(
                      account.caller(),
                      query.toString(),
                      new Reading(
                          () -> plan.rows(stamp),
                          record -> {
                            given.incrementAndGet();
                            out.text(record);
                          }));
            } catch (AdsException e) {
              if (given.get() < limit) { // else it was us who broke it off
                throw e;
              }
            }
          });
      if (given.get() >= limit) {
        return;
      }
    }
  }

  private RowStamp stamp(Account account) {
    LocalDate today = session.horizon().today(account);
    return new RowStamp(account, session.begin(), today, today);
  }
}
