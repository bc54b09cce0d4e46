package io.tributary.tap.template;

import static io.tributary.singer.schema.LogicalType.BOOLEAN;
import static io.tributary.singer.schema.LogicalType.INTEGER;
import static io.tributary.singer.schema.LogicalType.OBJECT;
import static io.tributary.singer.schema.LogicalType.STRING;
import static io.tributary.singer.schema.LogicalType.TIMESTAMP;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.Auth;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.Pages;
import io.tributary.singer.http.Request;
import io.tributary.singer.schema.JsonSchema;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads customers and orders from the Orders API. */
public final class TapTemplate implements Tap<TapTemplate.Config> {

  // tag::config[]
  /** What the tap can be told. */
  public record Config(
      @Setting("The API's address.") URI url,
      @Setting("The key that the account page shows.") Secret apiKey,
      @Setting(value = "Records per page, 100 at most.", byDefault = "100") int pageSize) {
    public Config {
      if (pageSize < 1 || pageSize > 100) {
        throw new IllegalArgumentException("page_size is not between 1 and 100");
      }
    }
  }

  // end::config[]

  // tag::schemas[]
  private static final JsonSchema CUSTOMER =
      JsonSchema.object()
          .property("id", STRING)
          .property("email", STRING)
          .property("active", BOOLEAN)
          .property("address", OBJECT);

  private static final JsonSchema ORDER =
      JsonSchema.object()
          .property("id", STRING)
          .property("customer_id", STRING)
          .property("amount", INTEGER)
          .property("updated_at", TIMESTAMP);

  // end::schemas[]

  public static void main(String[] args) {
    SingerCli.main(new TapTemplate(), args);
  }

  @Override
  public String name() {
    return "tap-template";
  }

  @Override
  public String description() {
    return "Reads customers and orders from the Orders API.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  // tag::streams[]
  @Override
  public List<TapStream> streams(Config config) {
    HttpApi api = HttpApi.at(config.url()).with(Auth.bearer(config.apiKey()));
    return List.of(
        TapStream.of("customers", CUSTOMER, listing(api, "/v1/customers", config)).keyedBy("id"),
        TapStream.of("orders", ORDER, listing(api, "/v1/orders", config))
            .keyedBy("id")
            .replicated(new Replication.Incremental("updated_at", Order.SORTED)));
  }

  // end::streams[]

  // tag::source[]
  /** Every listing of this API pages the same way: an answer names the cursor of the next. */
  private static RecordSource listing(HttpApi api, String path, Config config) {
    Request everything = Request.get(path).with("limit", Integer.toString(config.pageSize()));
    return (request, out) -> {
      Request wanted =
          request
              .bookmark()
              .map(since -> everything.with("updated_since", since.asText()))
              .orElse(everything);
      new Pages(api, TapTemplate::next)
          .read(
              wanted,
              page -> {
                for (JsonNode item : page.body().path("data")) {
                  out.record((ObjectNode) item);
                }
              });
    };
  }

  private static Optional<Request> next(Answer page) {
    String cursor = page.body().path("next_cursor").asText("");
    return cursor.isEmpty() ? Optional.empty() : Optional.of(page.request().with("cursor", cursor));
  }
  // end::source[]
}
