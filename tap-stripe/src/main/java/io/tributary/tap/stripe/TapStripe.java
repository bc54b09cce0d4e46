package io.tributary.tap.stripe;

import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.http.Auth;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.Ticker;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.StripeRefusals;
import io.tributary.tap.stripe.report.ReportSettings;
import io.tributary.tap.stripe.report.Reports;
import io.tributary.tap.stripe.stream.Scope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Stripe: payments, customers, billing and the ledger. */
public final class TapStripe implements Tap<TapStripe.Config> {
  /** What tap-stripe can be told. */
  public record Config(
      Access access,
      AccountSettings accounts,
      Range range,
      FollowSettings changes,
      ShapeSettings shape,
      ReportSettings reports,
      Pace pace) {}

  /** Where Stripe is, and who asks. */
  public record Access(
      @Setting(
              value = "A secret key, or better a restricted one that may only read.",
              aliases = "client_secret")
          Secret apiKey,
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
      @Setting("Before when to read what was created; everything if it is not given.")
          Optional<Instant> endDate,
      @Setting(
              value =
                  "Whether start_date counts for transactions only, or also for customers,"
                      + " products, prices and subscriptions, which matter however old they are.",
              byDefault = "\"transactions\"")
          StartDateAppliesTo startDateAppliesTo,
      @Setting(
              value = "How many days are read in one go, at most.",
              byDefault = "30",
              aliases = "date_window_size")
          int windowDays,
      @Setting(
              value = "How many seconds before the end of the last run to begin.",
              byDefault = "3600",
              aliases = "lookback_window")
          Duration lookbackSeconds) {
    public Range {
      if (startDate.isPresent() && endDate.isPresent() && !endDate.get().isAfter(startDate.get())) {
        throw new IllegalArgumentException("end_date is not after start_date");
      }
      if (windowDays < 1 || windowDays > 3650) {
        throw new IllegalArgumentException("window_days is not between 1 and 3650");
      }
      if (lookbackSeconds.isNegative()) {
        throw new IllegalArgumentException("lookback_seconds is less than 0");
      }
    }
  }

  /** Which streams {@code start_date} counts for. */
  public enum StartDateAppliesTo {
    TRANSACTIONS,
    ALL
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
    RateLimit limit = new RateLimit(config.pace().rates(config.access().isLive()), Ticker.SYSTEM);
    StripeApi api =
        new StripeApi(
            http(config, config.access().baseUrl(), limit),
            http(config, URI.create(StripeApi.FILES), limit),
            config.pace().pageSize());
    Scope scope = scope(config);
    Accounts accounts = new Accounts(api, scope, config.accounts().choice());
    List<TapStream> streams =
        new ArrayList<>(
            new Resources(accounts, scope, config.shape().columns(), config.shape().named())
                .streams());
    streams.addAll(new Reports(api, accounts, scope).streams(config.reports().reports()));
    return streams;
  }

  private static HttpApi http(Config config, URI address, RateLimit limit) {
    Access access = config.access();
    Pace pace = config.pace();
    HttpApi api =
        Access.api(address, access.allowPlainHttp())
            .with(Auth.bearer(access.apiKey()))
            .withHeader("Stripe-Version", access.apiVersion())
            .withHeader("User-Agent", access.userAgent())
            .withTimeout(pace.requestTimeoutSeconds())
            .withRetries(pace.retries(), StripeRefusals.RULES)
            .withLimit(limit);
    HttpApi routed = access.proxyUrl().map(api::withProxy).orElse(api);
    return config
        .accounts()
        .accountId()
        .map(id -> routed.withHeader("Stripe-Account", id))
        .orElse(routed);
  }

  private static Scope scope(Config config) {
    Range range = config.range();
    FollowSettings changes = config.changes();
    return new Scope(
        config.access().apiVersion(),
        new Scope.Dates(
            range.startDate(),
            range.startDateAppliesTo() == StartDateAppliesTo.ALL,
            range.endDate()),
        changes.following(),
        new Scope.Timing(
            Duration.ofDays(range.windowDays()),
            range.lookbackSeconds(),
            Duration.ofDays(changes.eventWindowDays()),
            changes.eventLookbackSeconds(),
            changes.eventLagSeconds()),
        config.pace().rates(config.access().isLive()));
  }
}
