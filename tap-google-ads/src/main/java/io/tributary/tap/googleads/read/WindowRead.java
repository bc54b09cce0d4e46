package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.RecordOutput;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.AdsException;
import io.tributary.tap.googleads.api.Reaction;
import io.tributary.tap.googleads.api.Reading;
import io.tributary.tap.googleads.gaql.Query;
import io.tributary.tap.googleads.report.Grain;
import io.tributary.tap.googleads.report.RowStamp;
import io.tributary.tap.googleads.report.StreamPlan;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads windows of one account: what breaks twice is read in halves. One thread. */
final class WindowRead {
  private static final Logger LOG = LoggerFactory.getLogger(WindowRead.class);

  private final Session session;
  private final Account account;
  private final PlannedQuery planned;
  private final Grain grain;
  private final Instant began;
  private final LocalDate first;

  /**
   * @param first the first day of all windows: each row says that everything from then until the
   *     end of its window has been read, which is so since windows are read in order
   */
  WindowRead(Session session, Account account, PlannedQuery planned, Grain grain, LocalDate first) {
    this.session = session;
    this.account = account;
    this.planned = planned;
    this.grain = grain;
    this.began = session.begin();
    this.first = first;
  }

  /** Learns which days are read, in order and without a gap. */
  interface Finished {
    void reading(Days days) throws InterruptedException;
  }

  static Query.Condition condition(Days days) {
    String range =
        days.count() == 1
            ? "= '" + days.from() + "'"
            : "BETWEEN '" + days.from() + "' AND '" + days.until() + "'";
    return new Query.Condition(Grain.DAY.field(), range);
  }

  void read(Days window, RecordOutput out, Finished finished)
      throws IOException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        planned.withFewerFields(plan -> ask(window, plan, out));
        finished.reading(window);
        return;
      } catch (AdsException e) {
        boolean mayPass = e.reaction() == Reaction.RETRY || e.reaction() == Reaction.SHRINK;
        if (!mayPass || !session.api().patience().pauseAfter(failures)) {
          throw e;
        }
        LOG.info("{}, {}: trying again after: {}", account, window, e.getMessage());
        boolean isTooMuch = failures > 1 || e.reaction() == Reaction.SHRINK;
        if (isTooMuch && window.count() > 1 && grain == Grain.DAY) {
          for (Days half : window.split(2)) {
            read(half, out, finished);
          }
          return;
        }
      }
    }
  }

  private void ask(Days window, StreamPlan plan, RecordOutput out)
      throws IOException, InterruptedException {
    RowStamp stamp = new RowStamp(account, began, first, window.until());
    Query query = plan.query().with(condition(window));
    session
        .api()
        .rows(account.caller(), query.toString(), new Reading(() -> plan.rows(stamp), out::text));
  }
}
