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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads windows of days: what breaks twice is read in halves. Thread-safe. */
final class WindowRead {
  private static final Logger LOG = LoggerFactory.getLogger(WindowRead.class);

  private final Session session;
  private final PlannedQuery planned;
  private final Grain grain;
  private final Finished finished;

  /**
   * @param finished told of each window, or part of one, that has been read
   */
  WindowRead(Session session, PlannedQuery planned, Grain grain, Finished finished) {
    this.session = session;
    this.planned = planned;
    this.grain = grain;
    this.finished = finished;
  }

  /** Learns which days have been read of an account, in any order. */
  interface Finished {
    void reading(AccountRead of, Days days) throws InterruptedException;
  }

  static Query.Condition condition(Days days) {
    String range =
        days.count() == 1
            ? "= '" + days.from() + "'"
            : "BETWEEN '" + days.from() + "' AND '" + days.until() + "'";
    return new Query.Condition(Grain.DAY.field(), range);
  }

  /**
   * Reads windows one after the other: each row says that everything from the first until the end
   * of its window has been read.
   */
  void read(AccountRead.Stretch stretch, RecordOutput out)
      throws IOException, InterruptedException {
    for (Days window : stretch.windows()) {
      read(stretch, window, out);
    }
  }

  private void read(AccountRead.Stretch stretch, Days window, RecordOutput out)
      throws IOException, InterruptedException {
    Account account = stretch.of().account();
    for (int failures = 1; ; failures++) {
      try {
        planned.withFewerFields(plan -> ask(stretch, window, plan, out));
        finished.reading(stretch.of(), window);
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
            read(stretch, half, out);
          }
          return;
        }
      }
    }
  }

  private void ask(AccountRead.Stretch stretch, Days window, StreamPlan plan, RecordOutput out)
      throws IOException, InterruptedException {
    Account account = stretch.of().account();
    RowStamp stamp = new RowStamp(account, stretch.of().began(), stretch.from(), window.until());
    String query = plan.query().with(condition(window)).toString();
    session.api().rows(account.caller(), query, new Reading(() -> plan.rows(stamp), out::text));
  }
}
