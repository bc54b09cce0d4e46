package io.tributary.tap.googleads.read;

import io.tributary.singer.connector.ReadCost;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.Reading;
import io.tributary.tap.googleads.gaql.Query;
import io.tributary.tap.googleads.report.ReadKind;
import io.tributary.tap.googleads.report.RowStamp;
import io.tributary.tap.googleads.report.StreamShape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all of a resource, one query for each account. */
public final class EntitySource implements RecordSource {
  private static final Logger LOG = LoggerFactory.getLogger(EntitySource.class);

  private final Session session;
  private final StreamShape stream;

  public EntitySource(Session session, StreamShape stream) {
    this.session = session;
    this.stream = stream;
  }

  @Override
  public Optional<ReadCost> cost(ReadRequest request) throws IOException, InterruptedException {
    int accounts = session.accounts(stream.entry().scope()).size();
    return Optional.of(session.cost(accounts, accounts));
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    PlannedQuery query = new PlannedQuery(stream.entry(), stream.plan(request.fields()));
    List<Account> accounts = session.accounts(stream.entry().scope());
    if (accounts.isEmpty()) {
      out.skipped("there is no such account");
      return;
    }
    query.validate(session.api(), accounts.get(0));
    if (request.limit() < Long.MAX_VALUE) {
      new Trial(session, accounts).read(request.limit(), query, q -> q, out);
      return;
    }
    boolean isWhole = stream.entry().kind() == ReadKind.ENTITY;
    new AccountRuns(stream.entry().name(), session.pace().parallel())
        .read(accounts, isWhole, account -> read(account, query, out), out);
    LOG.info("{}: {} used so far", stream.entry().name(), session.api().operations());
  }

  private void read(Account account, PlannedQuery query, RecordOutput out)
      throws IOException, InterruptedException {
    query.withFewerFields(
        plan -> {
          Query text = plan.query();
          session
              .api()
              .rowsAgain(
                  account.caller(),
                  text.toString(),
                  () -> {
                    RowStamp stamp = new RowStamp(account, session.begin());
                    return new Reading(() -> plan.rows(stamp), out::text);
                  });
        });
  }
}
