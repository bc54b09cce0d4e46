package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadCost;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.tap.stripe.account.Account;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.account.Position;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.io.IOException;
import java.util.Optional;

/** Reads a list of every account. */
public final class ListSource implements RecordSource {
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
  private final boolean isDated;

  private ListSource(
      Accounts accounts, Resource resource, Scope scope, RecordShape shape, boolean isDated) {
    this.accounts = accounts;
    this.resource = resource;
    this.scope = scope;
    this.shape = shape;
    this.isDated = isDated;
  }

  /** A list that can be asked by the time of creation: what is new since the last run. */
  public static ListSource dated(
      Accounts accounts, Resource resource, Scope scope, RecordShape shape) {
    return new ListSource(accounts, resource, scope, shape, true);
  }

  /** A list that can only be had as a whole. */
  public static ListSource whole(
      Accounts accounts, Resource resource, Scope scope, RecordShape shape) {
    return new ListSource(accounts, resource, scope, shape, false);
  }

  @Override
  public void prepare(ReadRequest request) {
    accounts.expect(resource, request.bookmark());
  }

  /** Of a first reading, since when what it reads may change. */
  @Override
  public Optional<JsonNode> begin(ReadRequest request) throws IOException, InterruptedException {
    Optional<JsonNode> begun = accounts.begun(resource, request.bookmark(), true);
    return begun.equals(request.bookmark()) ? Optional.empty() : begun;
  }

  @Override
  public Optional<ReadCost> cost(ReadRequest request) throws IOException, InterruptedException {
    if (!isDated) {
      return Optional.empty();
    }
    return Optional.of(
        accounts.cost(
            account ->
                new DatedRead(account, resource, scope, sink(account, NOWHERE))
                    .estimate(Position.of(request.bookmark(), account.name()))));
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    accounts.read(
        request,
        accounts.begun(resource, request.bookmark(), false),
        out,
        (account, own, records) -> {
          ObjectSink sink = sink(account, records);
          Position before = Position.of(own.bookmark(), account.name());
          if (isDated) {
            new DatedRead(account, resource, scope, sink).run(before, own.limit());
          } else {
            new ListRead(account, resource, scope, sink).run(before, own.limit());
          }
        });
  }

  private ObjectSink sink(Account account, RecordOutput out) {
    return new ObjectSink(account.api(), resource, shape, out);
  }
}
