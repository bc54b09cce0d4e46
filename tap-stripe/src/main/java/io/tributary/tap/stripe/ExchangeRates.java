package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads today's exchange rates, with the day by Stripe's clock: there is no other way to keep them.
 */
final class ExchangeRates implements RecordSource {
  private final StripeApi api;
  private final Resource resource;
  private final RecordShape shape;

  ExchangeRates(StripeApi api, Resource resource, RecordShape shape) {
    this.api = api;
    this.resource = resource;
    this.shape = shape;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    try {
      Request list = resource.list();
      api.pages(
          list,
          page -> {
            String day = day(page).toString();
            for (JsonNode node : StripeApi.objects(page)) {
              ObjectNode rates = StripeApi.object(node, page.request());
              out.record(shape.shape(rates.put("snapshot_date", day)));
            }
          });
    } catch (HttpException refusal) {
      throw StripeRefusals.explained(refusal);
    }
  }

  private static LocalDate day(Answer page) {
    return page.headers()
        .date()
        .orElseThrow(
            () -> new SingerException.Source(page.request() + " did not say what time it is"))
        .atOffset(ZoneOffset.UTC)
        .toLocalDate();
  }
}
