package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.ReadCost;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.report.Grain;
import io.tributary.tap.googleads.report.ReadKind;
import io.tributary.tap.googleads.report.StreamEntry;
import io.tributary.tap.googleads.report.StreamShape;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a report by days: what is new, and the last days of what was read before. */
public final class ReportSource implements RecordSource {
  private static final Logger LOG = LoggerFactory.getLogger(ReportSource.class);

  private final Session session;
  private final StreamShape stream;
  private final StreamEntry entry;
  private final Grain grain;

  public ReportSource(Session session, StreamShape stream) {
    this.session = session;
    this.stream = stream;
    this.entry = stream.entry();
    this.grain = Grain.of(entry.query().select()).orElseThrow();
  }

  @Override
  public Optional<ReadCost> cost(ReadRequest request) throws IOException, InterruptedException {
    Position position = position(request);
    long windows = 0;
    long others = 0;
    for (Account account : session.accounts().advertisers()) {
      windows += windows(account, position).size();
      others += session.lookback().isAsked(isOfConversions()) ? 1 : 0;
    }
    return Optional.of(session.cost(windows, windows + others));
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    PlannedQuery query = new PlannedQuery(entry, stream.plan(request.fields()));
    List<Account> accounts = session.accounts().advertisers();
    if (accounts.isEmpty()) {
      out.skipped("no account advertises");
      return;
    }
    query.validate(session.api(), accounts.get(0));
    if (request.limit() < Long.MAX_VALUE) {
      LocalDate today = session.horizon().today(accounts.get(0));
      Days days = new Days(today.minusDays(entry.kind() == ReadKind.DAILY ? 0 : 29), today);
      new Trial(session, accounts)
          .read(request.limit(), query, q -> q.with(WindowRead.condition(days)), out);
      return;
    }
    Position position = Position.of(request.bookmark());
    String segments = String.join(" ", query.plan().segments());
    if (!position.isOf(segments)) {
      LOG.warn(
          "{}: its rows are of other segments than those read before; it is read again from"
              + " start_date on, and the old rows stay",
          entry.name());
      position.restart();
    }
    WindowRead windows =
        new WindowRead(
            session,
            query,
            grain,
            (read, days) -> {
              Optional<LocalDate> until = read.read().add(days);
              if (until.isPresent()) {
                Account account = read.account();
                position.reached(account, session.horizon().bookmark(account, until.get()), out);
              }
            });
    AccountRuns runs = new AccountRuns(entry.name(), session.pace().parallel());
    Queue<AccountRead> reads = new ConcurrentLinkedQueue<>();
    runs.each(accounts, account -> account, account -> plan(account, position, reads));
    List<AccountRead> ordered = inOrder(accounts, reads);
    runs.each(
        ordered.stream().flatMap(read -> read.beside().stream()).toList(),
        stretch -> stretch.of().account(),
        stretch -> windows.read(stretch, out));
    runs.each(
        ordered.stream().map(AccountRead::last).toList(),
        stretch -> stretch.of().account(),
        stretch -> windows.read(stretch, out));
    runs.conclude(accounts.size(), false, out);
    LOG.info("{}: {} used so far", entry.name(), session.api().operations());
  }

  private void plan(Account account, Position position, Queue<AccountRead> reads)
      throws IOException, InterruptedException {
    List<Days> windows = windows(account, position);
    if (!windows.isEmpty()) {
      reads.add(AccountRead.of(account, windows, position.date(account), session.begin()));
    }
  }

  private static List<AccountRead> inOrder(List<Account> accounts, Queue<AccountRead> reads) {
    return reads.stream()
        .sorted(Comparator.comparingInt(read -> accounts.indexOf(read.account())))
        .toList();
  }

  private Position position(ReadRequest request) {
    Position position = Position.of(request.bookmark());
    String segments = String.join(" ", stream.plan(request.fields()).segments());
    if (!position.isOf(segments)) {
      position.restart();
    }
    return position;
  }

  private List<Days> windows(Account account, Position position)
      throws IOException, InterruptedException {
    Horizon horizon = session.horizon();
    Optional<LocalDate> bookmark = position.date(account);
    boolean isDaily = entry.kind() == ReadKind.DAILY;
    Optional<Days> days =
        isDaily
            ? horizon.daysOfClicks(account, bookmark)
            : horizon.days(
                account, grain, bookmark, session.lookback().days(account, isOfConversions()));
    return days.map(all -> horizon.windows(all, grain, isDaily)).orElse(List.of());
  }

  private boolean isOfConversions() {
    return entry.query().select().stream().anyMatch(f -> f.startsWith("segments.conversion_"));
  }
}
