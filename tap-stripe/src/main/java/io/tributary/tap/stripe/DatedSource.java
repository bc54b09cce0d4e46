package io.tributary.tap.stripe;

import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.http.HttpException;
import java.io.IOException;

/** Reads a list by the time of creation: what is new since the last run, oldest first. */
final class DatedSource implements RecordSource {
  private final StripeApi api;
  private final Resource resource;
  private final Scope scope;
  private final RecordShape shape;

  DatedSource(StripeApi api, Resource resource, Scope scope, RecordShape shape) {
    this.api = api;
    this.resource = resource;
    this.scope = scope;
    this.shape = shape;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    Position position = Position.of(request.bookmark(), scope.account());
    ObjectSink sink = new ObjectSink(api, resource, shape, out);
    try {
      new DatedRead(api, resource, scope, sink).run(position, request.limit());
    } catch (HttpException refusal) {
      throw StripeRefusals.explained(refusal);
    }
  }
}
