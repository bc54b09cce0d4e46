package io.tributary.tap.stripe;

import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import java.io.IOException;

/** Reads a list by the time of creation: what is new since the last run, oldest first. */
final class DatedSource implements RecordSource {
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
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    accounts.read(
        request,
        out,
        (account, own, records) -> {
          Position position = Position.of(own.bookmark(), account.name());
          ObjectSink sink = new ObjectSink(account.api(), resource, shape, records);
          new DatedRead(account, resource, scope, sink).run(position, own.limit());
        });
  }
}
