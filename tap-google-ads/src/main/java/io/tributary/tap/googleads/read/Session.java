package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.ReadCost;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.account.Accounts;
import io.tributary.tap.googleads.api.AdsApi;
import io.tributary.tap.googleads.report.Scope;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the streams of a run share. Thread-safe.
 *
 * @param pace how many requests a second, and how many accounts of a stream at once
 */
public record Session(
    AdsApi api,
    Accounts accounts,
    Horizon horizon,
    Lookback lookback,
    Pace pace,
    Clock clock,
    AtomicReference<Instant> last) {

  /**
   * How fast.
   *
   * @param perSecond requests a second
   * @param parallel requests at once
   */
  public record Pace(double perSecond, int parallel) {}

  public static Session of(
      AdsApi api, Accounts accounts, Horizon horizon, Lookback lookback, Pace pace, Clock clock) {
    return new Session(
        api, accounts, horizon, lookback, pace, clock, new AtomicReference<>(Instant.EPOCH));
  }

  /** When a reading begins: now, and after every other one. */
  Instant begin() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return last.updateAndGet(
        before -> now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS));
  }

  List<Account> accounts(Scope scope) throws IOException, InterruptedException {
    return switch (scope) {
      case ACCOUNTS -> accounts.advertisers();
      case MANAGERS -> accounts.managers();
      case ALL -> accounts.all();
      case ONCE -> accounts.all().subList(0, 1);
    };
  }

  ReadCost cost(long windows, long requests) {
    return new ReadCost(
        windows, requests, pace.perSecond(), pace.perSecond(), api.operations().daily());
  }
}
