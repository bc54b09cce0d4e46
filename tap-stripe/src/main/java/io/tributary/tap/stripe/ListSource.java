package io.tributary.tap.stripe;

import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import java.io.IOException;

/** Reads a list that can only be had as a whole. */
final class ListSource implements RecordSource {
  private final Accounts accounts;
  private final Resource resource;
  private final Scope scope;
  private final RecordShape shape;

  ListSource(Accounts accounts, Resource resource, Scope scope, RecordShape shape) {
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
          ObjectSink sink = new ObjectSink(account.api(), resource, shape, records);
          ListRead read = new ListRead(account, resource, scope, sink);
          if (own.limit() <= account.api().pageSize()) {
            read.probe();
          } else if (resource.changes().events().isEmpty()) {
            read.whole();
          } else {
            read.run(Position.of(own.bookmark(), account.name()));
          }
        });
  }
}
