package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Resource;
import java.io.IOException;
import java.time.ZoneOffset;

/** Reads today's exchange rates, with the day by Stripe's clock: Stripe keeps no others. */
public final class ExchangeRates implements RecordSource {
  private final StripeApi api;
  private final Resource resource;
  private final RecordShape shape;

  public ExchangeRates(StripeApi api, Resource resource, RecordShape shape) {
    this.api = api;
    this.resource = resource;
    this.shape = shape;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    api.pages(
        resource.list(),
        page -> {
          String day = DatedList.now(page).atOffset(ZoneOffset.UTC).toLocalDate().toString();
          for (JsonNode node : StripeApi.objects(page)) {
            ObjectNode rates = StripeApi.object(node, page.request());
            out.record(shape.shape(rates.put("snapshot_date", day)));
          }
        });
  }
}
