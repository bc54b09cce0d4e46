package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.ReadCost;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.Reading;
import io.tributary.tap.googleads.gaql.Query;
import io.tributary.tap.googleads.report.ChangeLog;
import io.tributary.tap.googleads.report.RowStamp;
import io.tributary.tap.googleads.report.StreamPlan;
import io.tributary.tap.googleads.report.StreamShape;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what has changed, by the time of the change. Google gives 10,000 changes at most at once:
 * what follows is asked for from the time of the last one on.
 */
public final class ChangeSource implements RecordSource {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeSource.class);
  private static final long MOST_AT_ONCE = 10_000;
  private static final String UNTIL = "until";

  /** Changes show up minutes late, and an hour comes twice when summer time ends. */
  private static final int OVERLAP_HOURS = 2;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter GIVEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSS][.SSS]");

  private final Session session;
  private final StreamShape stream;
  private final ChangeLog log;

  public ChangeSource(Session session, StreamShape stream) {
    this.session = session;
    this.stream = stream;
    this.log = ChangeLog.of(stream.entry());
  }

  @Override
  public Optional<ReadCost> cost(ReadRequest request) throws IOException, InterruptedException {
    int accounts = session.accounts().advertisers().size();
    return Optional.of(session.cost(accounts, accounts));
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    PlannedQuery query = new PlannedQuery(stream.entry(), stream.plan(request.fields()));
    List<Account> accounts = session.accounts().advertisers();
    if (accounts.isEmpty()) {
      out.skipped("no account advertises");
      return;
    }
    Position position = Position.of(request.bookmark());
    if (request.limit() < Long.MAX_VALUE) {
      LocalDateTime now = now(accounts.get(0));
      LocalDateTime first = now.toLocalDate().minusDays(log.days() - 1L).atStartOfDay();
      new Trial(session, accounts)
          .read(
              request.limit(),
              query,
              q -> between(q, first.format(SECONDS), now.format(SECONDS)),
              out);
      return;
    }
    new AccountRuns(stream.entry().name(), session.pace().parallel())
        .read(accounts, false, account -> read(account, query, position, out), out);
    LOG.info("{}: {} used so far", stream.entry().name(), session.api().operations());
  }

  private void read(Account account, PlannedQuery query, Position position, RecordOutput out)
      throws IOException, InterruptedException {
    String until = now(account).format(SECONDS);
    String from = from(account, position);
    Set<String> seen = Set.of();
    while (true) {
      Page page = page(account, query, from, until, seen, out);
      if (page.count < MOST_AT_ONCE) {
        position.reached(account, UNTIL, until, out);
        return;
      }
      if (page.last.equals(page.first)) {
        throw new SingerException.Source(
            account + " has more than 10,000 changes at " + page.last + ", which Google cuts off");
      }
      from = page.last;
      seen = page.atLast;
      position.reached(account, UNTIL, from, out);
    }
  }

  /** What has been seen of one answer. One thread at a time. */
  private static final class Page {
    private long count;
    private String first = "";
    private String last = "";
    private final Set<String> atLast = new HashSet<>();

    private void see(String time, String name) {
      if (count++ == 0) {
        first = time;
      }
      if (!time.equals(last)) {
        last = time;
        atLast.clear();
      }
      atLast.add(name);
    }
  }

  private Page page(
      Account account,
      PlannedQuery planned,
      String from,
      String until,
      Set<String> seen,
      RecordOutput out)
      throws IOException, InterruptedException {
    Page[] page = {new Page()};
    String resource = stream.entry().query().from() + ".resource_name";
    planned.withFewerFields(
        plan -> {
          String query = between(plan.query(), from, until).toString();
          session
              .api()
              .rowsAgain(
                  account.caller(),
                  query,
                  () -> {
                    page[0] = new Page();
                    StreamPlan.Rows rows = plan.rows(new RowStamp(account, session.begin()));
                    return Reading.of(
                        row -> {
                          RawJson record = rows.of(row);
                          String name = rows.text(resource);
                          page[0].see(rows.text(log.field()), name);
                          if (!seen.contains(name)) {
                            out.text(record);
                          }
                        });
                  });
        });
    return page[0];
  }

  private Query between(Query query, String from, String until) {
    return query
        .with(new Query.Condition(log.field(), ">= '" + from + "'"))
        .with(new Query.Condition(log.field(), "<= '" + until + "'"))
        .orderedBy(log.field() + " ASC")
        .limitedTo(MOST_AT_ONCE);
  }

  private LocalDateTime now(Account account) {
    Clock local = session.clock().withZone(account.zone());
    return LocalDateTime.now(local);
  }

  /** Where the last run got to, less what may have come late; but nothing that is forgotten. */
  private String from(Account account, Position position) {
    LocalDate oldest = session.horizon().today(account).minusDays(log.days() - 1L);
    LocalDateTime floor = oldest.atStartOfDay();
    LocalDateTime from =
        position
            .text(account, UNTIL)
            .map(text -> time(text).minusHours(OVERLAP_HOURS))
            .orElse(session.horizon().start().atStartOfDay());
    return (from.isBefore(floor) ? floor : from).format(SECONDS);
  }

  private static LocalDateTime time(String text) {
    try {
      return LocalDateTime.parse(text, GIVEN);
    } catch (DateTimeParseException e) {
      throw new SingerException.Config("state", "holds " + text + ", which is not a time");
    }
  }
}
