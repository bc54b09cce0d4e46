package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.http.Request;
import java.io.IOException;

/** The account that the key belongs to. */
final class AccountSource implements RecordSource {
  private final StripeApi api;
  private final RecordShape shape;

  AccountSource(StripeApi api, RecordShape shape) {
    this.api = api;
    this.shape = shape;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    ObjectNode account = StripeApi.object(api.send(Request.get("/v1/account")));
    out.record(shape.shape(account));
  }
}
