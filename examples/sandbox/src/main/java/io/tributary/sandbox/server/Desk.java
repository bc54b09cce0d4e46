package io.tributary.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.clone.Listings;
import io.tributary.sandbox.google.GoogleApi;
import io.tributary.sandbox.http.Answer;
import io.tributary.sandbox.http.Asked;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.Fault;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.sandbox.stripe.Query;
import io.tributary.sandbox.stripe.Refusal;
import io.tributary.sandbox.stripe.Reports;
import io.tributary.sandbox.stripe.StripeApi;
import io.tributary.sandbox.stripe.Versions;
import io.tributary.sandbox.stripe.View;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Receives each request: checks the key, counts it, lets it fail if its turn has come, and has it
 * answered. Safe to use from several threads.
 */
final class Desk {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final SandboxOptions options;
  private final Supplier<Stage> stage;
  private final Keys keys;
  private final Limiter limiter;
  private final LongSupplier nanoTime;
  private final Slots slots;
  private final Faults faults;
  private final StripeApi api = new StripeApi(new Listings());
  private final Reports reports = new Reports();
  private final GoogleApi google;
  private final AtomicLong received = new AtomicLong();

  Desk(SandboxOptions options, Supplier<Stage> stage, LongSupplier nanoTime) {
    this.options = options;
    this.stage = stage;
    keys = new Keys(options.keys(), options.manners().restricted());
    limiter = new Limiter(nanoTime);
    google = new GoogleApi(options.ads());
    this.nanoTime = nanoTime;
    slots = new Slots(options.trouble().maxConcurrency(), options.weather().latency().toNanos());
    faults =
        new Faults(
            options.realm().seed(), options.weather().faultRate(), options.trouble().every());
  }

  GoogleApi google() {
    return google;
  }

  Answer answer(Asked asked) {
    long number = received.getAndIncrement();
    Stage now = stage.get();
    return GoogleApi.owns(asked.path())
        ? ofGoogle(asked, now, number)
        : ofStripe(asked, now, number);
  }

  private Answer ofGoogle(Asked asked, Stage now, long number) {
    Optional<Fault> fault = faults.of(number + 1);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Date", date(now.world().now()));
    if (!slots.take(nanoTime.getAsLong())) {
      return google.broken(429, "RESOURCE_EXHAUSTED", headers);
    }
    if (fault.isPresent() && fault.get() != Fault.TRUNCATED_BODY) {
      Answer broken =
          switch (fault.get()) {
            case UNAVAILABLE -> google.broken(503, "UNAVAILABLE", headers);
            case LOCK_TIMEOUT -> google.broken(409, "ABORTED", headers);
            default -> google.broken(500, "INTERNAL", headers);
          };
      return new Answer(broken.status(), broken.body(), broken.headers(), fault);
    }
    Answer answer = google.answer(asked, now.ads(), number);
    headers.putAll(answer.headers());
    return new Answer(answer.status(), answer.body(), headers, fault);
  }

  private Answer ofStripe(Asked asked, Stage now, long number) {
    Map<String, String> headers = new LinkedHashMap<>();
    String version = asked.header("Stripe-Version").orElse(Versions.NEWEST);
    headers.put("Content-Type", "application/json");
    headers.put("Date", date(now.world().now()));
    headers.put("Request-Id", now.names().token("req_", number));
    headers.put("Stripe-Version", version);
    try {
      String key = keys.authenticate(asked.header("Authorization").orElse(null));
      String account = asked.header("Stripe-Account").orElse(now.platform());
      View view = now.view(account).orElseThrow(() -> noAccess(account));
      StripeApi.Route route = route(asked);
      Optional<Answer> refused = limited(route, headers);
      if (refused.isPresent()) {
        return refused.get();
      }
      Optional<Fault> fault = faults.of(number + 1);
      if (fault.isPresent() && fault.get() != Fault.TRUNCATED_BODY) {
        return failed(fault.get(), headers);
      }
      keys.authorize(key, route.permission(), account);
      Optional<byte[]> file = reports.contents(view, asked.path());
      if (file.isPresent()) {
        headers.put("Content-Type", "text/csv");
        return Answer.of(200, file.get(), headers, fault);
      }
      ObjectNode body = route.call().answer(view, Query.of(asked.query()), version);
      return Answer.of(200, Json.bytes(body), headers, fault);
    } catch (Refusal e) {
      return Answer.of(e.status(), Json.bytes(e.body()), headers, Optional.empty());
    }
  }

  private StripeApi.Route route(Asked asked) {
    Reports.Asked report =
        new Reports.Asked(
            asked.method(),
            asked.path(),
            asked.body(),
            asked.header("Host").orElse("127.0.0.1"),
            asked.header("Idempotency-Key"));
    return reports
        .route(report)
        .orElseGet(
            () -> {
              if (!asked.method().equals("GET")) {
                throw Refusal.unknownUrl(asked.method(), asked.path());
              }
              return api.route(asked.path());
            });
  }

  private Optional<Answer> limited(StripeApi.Route route, Map<String, String> headers) {
    return reasonToWait(route)
        .map(
            reason -> {
              headers.put("Stripe-Rate-Limited-Reason", reason);
              headers.put("Stripe-Should-Retry", "true");
              Refusal refusal =
                  Refusal.of(
                      429,
                      "rate_limit",
                      "Request rate limit exceeded. You can learn more about rate limits here"
                          + " https://stripe.com/docs/rate-limits.");
              return Answer.of(429, Json.bytes(refusal.body()), headers, Optional.empty());
            });
  }

  private Optional<String> reasonToWait(StripeApi.Route route) {
    if (!slots.take(nanoTime.getAsLong())) {
      return Optional.of("global-concurrency");
    }
    return options.manners().hasLimits() ? limiter.refuse(route.endpoint()) : Optional.empty();
  }

  private static Answer failed(Fault fault, Map<String, String> headers) {
    Refusal refusal =
        switch (fault) {
          case INTERNAL_ERROR, CONNECTION_RESET, TRUNCATED_BODY ->
              Refusal.of(500, null, "An unknown error occurred");
          case UNAVAILABLE ->
              Refusal.of(503, null, "Stripe is temporarily unavailable. Please try again.");
          case LOCK_TIMEOUT ->
              Refusal.of(
                  409,
                  "lock_timeout",
                  "This object cannot be accessed right now because another API request or Stripe"
                      + " process is currently accessing it.");
        };
    headers.put("Stripe-Should-Retry", "true");
    return Answer.of(refusal.status(), Json.bytes(refusal.body()), headers, Optional.of(fault));
  }

  private static Refusal noAccess(String account) {
    return Refusal.of(
        403,
        "account_invalid",
        "The provided key does not have access to account '"
            + account
            + "' (or that account does not exist). Application access may have been revoked.");
  }

  private String date(long now) {
    Duration skew = options.weather().clockSkew();
    return HTTP_DATE.format(Instant.ofEpochMilli(now).plus(skew));
  }
}
