package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadCost;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import java.io.IOException;
import java.util.Optional;

/** Reads a list by the time of creation: what is new since the last run, oldest first. */
final class DatedSource implements RecordSource {
  /** Where nothing is read, only looked at. */
  private static final RecordOutput NOWHERE =
      new RecordOutput() {
        @Override
        public void record(ObjectNode record) {}

        @Override
        public void position(JsonNode position) {}
      };

  private final Accounts accounts;
  private final Resource resource;
  private final Scope scope;
  private final RecordShape shape;

  DatedSource(Accounts accounts, Resource resource, Scope scope, RecordShape shape) {
    this.accounts = accounts;
    this.resource = resource;
    this.scope = scope;
    this.shape = shape;
  }

  @Override
  public void prepare(ReadRequest request) {
    accounts.expect(resource, request.bookmark());
  }

  @Override
  public Optional<ReadCost> cost(ReadRequest request) throws IOException, InterruptedException {
    return Optional.of(
        accounts.cost(
            account ->
                reading(account, NOWHERE)
                    .estimate(Position.of(request.bookmark(), account.name()))));
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    accounts.read(
        request,
        out,
        (account, own, records) ->
            reading(account, records)
                .run(Position.of(own.bookmark(), account.name()), own.limit()));
  }

  private DatedRead reading(Account account, RecordOutput out) {
    ObjectSink sink = new ObjectSink(account.api(), resource, shape, out);
    return new DatedRead(account, resource, scope, sink);
  }
}
