package io.tributary.tap.googleads;

import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.Ticker;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.googleads.account.Accounts;
import io.tributary.tap.googleads.api.AdsApi;
import io.tributary.tap.googleads.field.Fields;
import io.tributary.tap.googleads.read.ChangeSource;
import io.tributary.tap.googleads.read.EntitySource;
import io.tributary.tap.googleads.read.Horizon;
import io.tributary.tap.googleads.read.ReportSource;
import io.tributary.tap.googleads.read.Session;
import io.tributary.tap.googleads.report.Requested;
import io.tributary.tap.googleads.report.StreamEntry;
import io.tributary.tap.googleads.report.StreamShape;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads Google Ads: reports, and what they are of. */
public final class TapGoogleAds implements Tap<TapGoogleAds.Config> {
  private static final int FIRST_VERSION = 23;

  private final Clock clock;
  private final Ticker ticker;

  public TapGoogleAds() {
    this(Clock.systemUTC(), Ticker.SYSTEM);
  }

  /**
   * The tap at another time.
   *
   * @param clock what says which day it is
   * @param ticker what waits
   */
  public TapGoogleAds(Clock clock, Ticker ticker) {
    this.clock = clock;
    this.ticker = ticker;
  }

  /** What tap-google-ads can be told. */
  public record Config(
      Access access,
      LoginSettings login,
      AccountSettings accounts,
      RangeSettings range,
      StreamSettings shape,
      FieldSettings fields,
      Pace pace) {}

  /** Where Google Ads is. */
  public record Access(
      @Setting(value = "The version of Google Ads' API, v23 or later.", byDefault = "\"v25\"")
          String apiVersion,
      @Setting(
              value = "Where Google Ads' API is; another address for a stand-in.",
              byDefault = "\"https://googleads.googleapis.com\"")
          URI baseUrl,
      @Setting(
              value = "Where access tokens are given.",
              byDefault = "\"https://oauth2.googleapis.com/token\"")
          URI tokenUrl,
      @Setting("An HTTP proxy to go through.") Optional<URI> proxyUrl) {
    public Access {
      if (!apiVersion.matches("v[0-9]{2}")
          || Integer.parseInt(apiVersion.substring(1)) < FIRST_VERSION) {
        throw new IllegalArgumentException("api_version is not v23 or later");
      }
      checked("base_url", () -> HttpApi.at(baseUrl));
      checked("token_url", () -> HttpApi.at(tokenUrl));
      proxyUrl.ifPresent(proxy -> checked("proxy_url", () -> HttpApi.unprotectedAt(proxy)));
    }

    private static void checked(String setting, Runnable use) {
      try {
        use.run();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(setting + " " + e.getMessage(), e);
      }
    }
  }

  public static void main(String[] args) {
    SingerCli.main(new TapGoogleAds(), args);
  }

  @Override
  public String name() {
    return "tap-google-ads";
  }

  @Override
  public String description() {
    return "Reads reports and what they are of from Google Ads.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<TapStream> streams(Config config) {
    Pace pace = config.pace();
    AdsApi api =
        new AdsApi(
            http(config), config.access().apiVersion(), pace.operations(), pace.patience(ticker));
    Fields fields = new Fields(api, config.access().apiVersion(), config.fields().choice(), clock);
    Session session =
        Session.of(
            api,
            new Accounts(api, config.accounts().choice()),
            new Horizon(config.range().range(), clock),
            config.range().lookback(api),
            new Session.Pace(pace.requestsPerSecond(), pace.maxConcurrency()),
            clock);
    StreamSettings shape = config.shape();
    return new Requested(shape.streams(), shape.customQueries())
        .entries().stream()
            .map(entry -> new StreamShape(entry, fields, shape.micros(), shape.isDropping()))
            .map(stream -> stream(session, stream))
            .toList();
  }

  private HttpApi http(Config config) {
    HttpApi api =
        HttpApi.at(config.access().baseUrl())
            .with(config.login().auth(config.access().tokenUrl()))
            .withHeader("User-Agent", "tributary-tap-google-ads (gzip)")
            .withIdleTimeout(config.pace().requestTimeoutSeconds())
            .withLimit(new RateLimit(config.pace().rates(), ticker));
    HttpApi routed = config.access().proxyUrl().map(api::withProxy).orElse(api);
    return config
        .login()
        .developerToken()
        .map(token -> routed.withHeader("developer-token", token.reveal()))
        .orElse(routed);
  }

  private static TapStream stream(Session session, StreamShape shape) {
    StreamEntry entry = shape.entry();
    JsonSchema schema = JsonSchema.lazily(() -> shape.schema().toJson());
    RecordSource source =
        switch (entry.kind()) {
          case ENTITY, QUERY -> new EntitySource(session, shape);
          case REPORT, DAILY -> new ReportSource(session, shape);
          case CHANGES -> new ChangeSource(session, shape);
        };
    TapStream stream =
        TapStream.of(entry.name(), schema, source).keyedBy(entry.keys().toArray(String[]::new));
    stream =
        switch (entry.kind()) {
          case ENTITY -> stream;
          case REPORT, DAILY, CHANGES, QUERY -> stream.replicated(new Replication.Positioned());
        };
    return entry.isSelected() ? stream : stream.onRequest();
  }
}
