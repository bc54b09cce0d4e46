package io.tributary.tap.stripe;

import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.http.Auth;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.RetryPolicy;
import io.tributary.singer.http.Ticker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Stripe: payments, customers, billing and the ledger. */
public final class TapStripe implements Tap<TapStripe.Config> {
  /** What tap-stripe can be told. */
  public record Config(Access access, Range range, Shape shape, Pace pace) {}

  /** Where Stripe is, and who asks. */
  public record Access(
      @Setting(
              value = "A secret key, or better a restricted one that may only read.",
              aliases = "client_secret")
          Secret apiKey,
      @Setting("The connected account to read instead of the key's own.")
          Optional<String> accountId,
      @Setting(
              value = "The version of Stripe's API to ask for, in whose shape objects come.",
              byDefault = "\"2026-10-28.endive\"")
          String apiVersion,
      @Setting(
              value = "Where Stripe's API is; another address for a stand-in.",
              byDefault = "\"https://api.stripe.com\"")
          URI baseUrl,
      @Setting(
              value = "Whether base_url may be http on another machine, where others can read it.",
              byDefault = "false")
          boolean allowPlainHttp,
      @Setting("An HTTP proxy to go through.") Optional<URI> proxyUrl,
      @Setting(value = "What requests say who sends them.", byDefault = "\"tributary-tap-stripe\"")
          String userAgent) {
    public Access {
      if (apiKey.reveal().startsWith("pk_")) {
        throw new IllegalArgumentException(
            "api_key is a publishable key, which reads nothing: a secret one begins with sk_, a"
                + " restricted one with rk_");
      }
      checked("api_key", () -> Auth.bearer(apiKey));
      checked("base_url", () -> api(baseUrl, allowPlainHttp));
      proxyUrl.ifPresent(proxy -> checked("proxy_url", () -> HttpApi.unprotectedAt(proxy)));
    }

    private static void checked(String setting, Runnable use) {
      try {
        use.run();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(setting + " " + e.getMessage(), e);
      }
    }

    private static HttpApi api(URI address, boolean plain) {
      return plain ? HttpApi.unprotectedAt(address) : HttpApi.at(address);
    }

    private boolean isLive() {
      return apiKey.reveal().contains("_live_");
    }
  }

  /** What to read. */
  public record Range(
      @Setting("From when on to read what was created; everything if it is not given.")
          Optional<Instant> startDate,
      @Setting(
              value =
                  "Whether start_date counts for transactions only, or also for customers,"
                      + " products, prices and subscriptions, which matter however old they are.",
              byDefault = "\"transactions\"")
          StartDateAppliesTo startDateAppliesTo,
      @Setting(
              value =
                  "Whether to read again what changed after it was read, as Stripe's events tell;"
                      + " the key must be allowed to read events.",
              byDefault = "true")
          boolean followChanges,
      @Setting(
              value = "How many days are read in one go, at most.",
              byDefault = "30",
              aliases = "date_window_size")
          int windowDays,
      @Setting(
              value = "How many seconds before the end of the last run to begin.",
              byDefault = "3600",
              aliases = "lookback_window")
          Duration lookbackSeconds,
      @Setting(
              value = "How many seconds it may take until something that happened can be read.",
              byDefault = "120")
          Duration eventLagSeconds) {
    public Range {
      if (windowDays < 1 || windowDays > 3650) {
        throw new IllegalArgumentException("window_days is not between 1 and 3650");
      }
      if (lookbackSeconds.isNegative()) {
        throw new IllegalArgumentException("lookback_seconds is less than 0");
      }
      if (eventLagSeconds.isNegative()) {
        throw new IllegalArgumentException("event_lag_seconds is less than 0");
      }
    }
  }

  /** What records look like. */
  public record Shape(
      @Setting(
              value =
                  "Whether records have the columns that earlier versions of the API had, such as"
                      + " an invoice's subscription, filled from where they are now.",
              byDefault = "true")
          boolean compatColumns,
      @Setting(
              value =
                  "What becomes of a list in an object, which is a stream of its own: it is left"
                      + " out, or the ids of its first few are kept.",
              byDefault = "\"none\"")
          Columns.Lists inlineLists,
      @Setting(
              value =
                  "Whether to add to each amount, which is in the currency's smallest unit, one in"
                      + " the currency itself: amount_decimal, and so on.",
              byDefault = "false")
          boolean emitDecimalAmounts,
      @Setting(
              value = "Whether metadata comes as JSON text instead of as an object.",
              byDefault = "false")
          boolean metadataAsJsonString,
      @Setting(
              value = "The tax calculations whose line items to read: Stripe does not list them.",
              byDefault = "[]")
          List<String> taxCalculations,
      @Setting(
              value = "The tax transactions whose line items to read: Stripe does not list them.",
              byDefault = "[]")
          List<String> taxTransactions) {
    private Columns columns() {
      return new Columns(compatColumns, inlineLists, emitDecimalAmounts, metadataAsJsonString);
    }

    private Map<String, List<String>> named() {
      return Map.of("tax_calculations", taxCalculations, "tax_transactions", taxTransactions);
    }
  }

  /** Which streams {@code start_date} counts for. */
  public enum StartDateAppliesTo {
    TRANSACTIONS,
    ALL
  }

  /** How hard to ask. */
  public record Pace(
      @Setting(value = "Objects per page, 100 at most.", byDefault = "100") int pageSize,
      @Setting(value = "How many requests run at once.", byDefault = "8") int maxConcurrency,
      @Setting(
              "Requests a second in all. Stripe allows 100 to live keys and 25 to test keys; the"
                  + " default is a tenth less.")
          Optional<Double> requestsPerSecond,
      @Setting(value = "Requests a second to one endpoint. Stripe allows 25.", byDefault = "22.5")
          double requestsPerSecondPerEndpoint,
      @Setting(value = "How long to wait for an answer.", byDefault = "120")
          Duration requestTimeoutSeconds,
      @Setting(value = "How often a request is tried before its stream fails.", byDefault = "8")
          int maxAttempts) {
    public Pace {
      if (pageSize < 1 || pageSize > 100) {
        throw new IllegalArgumentException("page_size is not between 1 and 100");
      }
      if (maxConcurrency < 1 || maxConcurrency > 200) {
        throw new IllegalArgumentException("max_concurrency is not between 1 and 200");
      }
      if (requestsPerSecond.isPresent() && !(requestsPerSecond.get() > 0)) {
        throw new IllegalArgumentException("requests_per_second is not more than 0");
      }
      if (!(requestsPerSecondPerEndpoint > 0)) {
        throw new IllegalArgumentException("requests_per_second_per_endpoint is not more than 0");
      }
      if (requestTimeoutSeconds.toMillis() < 1) {
        throw new IllegalArgumentException("request_timeout_seconds is not more than 0");
      }
      if (maxAttempts < 1 || maxAttempts > 100) {
        throw new IllegalArgumentException("max_attempts is not between 1 and 100");
      }
    }

    private RateLimit limit(boolean live) {
      double inAll = requestsPerSecond.orElse(live ? 90.0 : 22.5);
      return new RateLimit(
          new RateLimit.Rates(inAll, requestsPerSecondPerEndpoint, maxConcurrency), Ticker.SYSTEM);
    }
  }

  public static void main(String[] args) {
    SingerCli.main(new TapStripe(), args);
  }

  @Override
  public String name() {
    return "tap-stripe";
  }

  @Override
  public String description() {
    return "Reads payments, customers, billing and the ledger from Stripe.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<TapStream> streams(Config config) {
    StripeApi api = new StripeApi(http(config.access(), config.pace()), config.pace().pageSize());
    return new Resources(api, scope(config), config.shape().columns(), config.shape().named())
        .streams();
  }

  private static HttpApi http(Access access, Pace pace) {
    RetryPolicy retries =
        new RetryPolicy(
            pace.maxAttempts(), RetryPolicy.DEFAULT.first(), RetryPolicy.DEFAULT.most());
    HttpApi api =
        Access.api(access.baseUrl(), access.allowPlainHttp())
            .with(Auth.bearer(access.apiKey()))
            .withHeader("Stripe-Version", access.apiVersion())
            .withHeader("User-Agent", access.userAgent())
            .withTimeout(pace.requestTimeoutSeconds())
            .withRetries(retries, StripeRefusals.RULES)
            .withLimit(pace.limit(access.isLive()));
    HttpApi routed = access.proxyUrl().map(api::withProxy).orElse(api);
    return access.accountId().map(id -> routed.withHeader("Stripe-Account", id)).orElse(routed);
  }

  private static Scope scope(Config config) {
    Range range = config.range();
    return new Scope(
        config.access().accountId(),
        config.access().apiVersion(),
        new Scope.Start(range.startDate(), range.startDateAppliesTo() == StartDateAppliesTo.ALL),
        range.followChanges(),
        new Scope.Timing(
            Duration.ofDays(range.windowDays()), range.lookbackSeconds(), range.eventLagSeconds()),
        config.pace().maxConcurrency());
  }
}
