package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.RecordOutput;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.AdsException;
import io.tributary.tap.googleads.api.Reaction;
import io.tributary.tap.googleads.gaql.Query;
import io.tributary.tap.googleads.report.Grain;
import io.tributary.tap.googleads.report.RowStamp;
import io.tributary.tap.googleads.report.StreamPlan;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads windows of one account: what breaks twice is read in halves. One thread. */
final class WindowRead {
  private static final Logger LOG = LoggerFactory.getLogger(WindowRead.class);

  private final Session session;
  private final Account account;
  private final PlannedQuery planned;
  private final Grain grain;

  WindowRead(Session session, Account account, PlannedQuery planned, Grain grain) {
    this.session = session;
    this.account = account;
    this.planned = planned;
    this.grain = grain;
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
    RowStamp stamp = new RowStamp(account, session.begin(), window.from(), window.until());
    StreamPlan.Rows rows = plan.rows(stamp);
    Query query = plan.query().with(condition(window));
    session.api().rows(account.caller(), query.toString(), row -> out.record(rows.record(row)));
  }
}
