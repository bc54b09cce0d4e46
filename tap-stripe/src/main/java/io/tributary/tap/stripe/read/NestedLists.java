package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.http.Request;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.stream.ParentPath;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The lists that depend on two things, and those of what the settings name. */
public final class NestedLists {
  private static final Request CUSTOMERS = Request.get("/v1/customers");

  /** What is asked for of meters when no start date is given. */
  private static final Duration RECENTLY = Duration.ofDays(90);

  private final StripeApi api;
  private final Scope scope;

  /** The lists of one account, as its API shows them. */
  public NestedLists(StripeApi api, Scope scope) {
    this.api = api;
    this.scope = scope;
  }

  /** Of each thing that the settings name. */
  public static NestedSource.Lists named(ParentPath path, List<String> ids) {
    return reader -> {
      for (String id : ids) {
        reader.list(path.of(List.of(id)), Map.of(path.parent(), id));
      }
    };
  }

  /** Of each customer's sources. */
  public NestedSource.Lists ofSources(ParentPath path) {
    return reader ->
        api.pages(
            CUSTOMERS,
            customers -> {
              for (JsonNode customer : StripeApi.objects(customers)) {
                Request sources =
                    Request.get("/v1/customers", customer.path("id").asText(), "sources")
                        .with("object", "source")
                        .countedAs("GET /v1/customers/{customer}/sources");
                api.pages(
                    sources,
                    page -> {
                      for (JsonNode source : StripeApi.objects(page)) {
                        String id = source.path("id").asText();
                        reader.list(path.of(List.of(id)), Map.of(path.parent(), id));
                      }
                    });
              }
            });
  }

  /** Of each meter and each customer, a summary of each day that is over. */
  public NestedSource.Lists ofMeters(ParentPath path) {
    return reader ->
        api.pages(
            Request.get("/v1/billing/meters"),
            meters -> {
              Instant today = DatedList.now(meters).truncatedTo(ChronoUnit.DAYS);
              Instant start =
                  scope.dates().start().orElse(today.minus(RECENTLY)).truncatedTo(ChronoUnit.DAYS);
              for (JsonNode meter : StripeApi.objects(meters)) {
                api.pages(
                    CUSTOMERS,
                    customers -> {
                      for (JsonNode customer : StripeApi.objects(customers)) {
                        String of = customer.path("id").asText();
                        reader.list(
                            path.of(List.of(meter.path("id").asText(), of))
                                .with("start_time", Long.toString(start.getEpochSecond()))
                                .with("end_time", Long.toString(today.getEpochSecond()))
                                .with("value_grouping_window", "day"),
                            Map.of("customer", of));
                      }
                    });
              }
            });
  }
}
