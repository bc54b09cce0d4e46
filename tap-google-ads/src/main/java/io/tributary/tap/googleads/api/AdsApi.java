package io.tributary.tap.googleads.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.Failure;
import io.tributary.singer.http.FailureRules;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import io.tributary.singer.http.Strain;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Google Ads' API in one version. Thread-safe: several accounts may be asked at once.
 *
 * <p>A request that comes at a bad moment is repeated here: all of them are reads.
 */
public final class AdsApi {
  private static final Logger LOG = LoggerFactory.getLogger(AdsApi.class);
  private static final String LOGIN = "login-customer-id";
  private static final String STREAM = "googleAds:searchStream";

  private final HttpApi http;
  private final String version;
  private final Operations operations;
  private final Patience patience;

  /** Threads that help to read large answers: one processor is for the thread of the answer. */
  private final Semaphore helpers = new Semaphore(Runtime.getRuntime().availableProcessors() - 1);

  public AdsApi(HttpApi http, String version, Operations operations, Patience patience) {
    this.http =
        http.withRetries(patience.retries(), RULES)
            .withTicker(patience.ticker())
            .withLargestAnswer(Long.MAX_VALUE);
    this.version = version;
    this.operations = operations;
    this.patience = patience;
  }

  /** Only what passes by itself is repeated here; what else may help is for whoever asks. */
  private static final FailureRules RULES =
      new FailureRules(
          failure -> failure.kind() == Failure.Kind.REFUSED && isPassing(failure),
          failure -> isPassing(failure) ? Optional.of(Strain.GLOBAL_RATE) : Optional.empty(),
          AdsApi::words,
          "request-id");

  private static boolean isPassing(Failure failure) {
    return AdsError.of(failure).reaction() == Reaction.WAIT;
  }

  private static String words(JsonNode body) {
    JsonNode error = AdsError.error(body);
    JsonNode first = error.path("details").findPath("errors").path(0);
    String code =
        first.path("errorCode").properties().stream()
            .findFirst()
            .map(entry -> entry.getKey() + "." + entry.getValue().asText() + ", ")
            .orElse("");
    return code + first.path("message").asText(error.path("message").asText());
  }

  public Operations operations() {
    return operations;
  }

  public Patience patience() {
    return patience;
  }

  /** The accounts that the credentials reach without a manager, by their ids. */
  public List<Long> accessible() throws IOException, InterruptedException {
    Request request = Request.get(path("customers:listAccessibleCustomers"));
    return again(
        () -> {
          List<Long> ids = new ArrayList<>();
          for (JsonNode name : send(http, request).body().path("resourceNames")) {
            ids.add(Long.parseLong(name.asText().replaceFirst("^customers/", "")));
          }
          return ids;
        });
  }

  /**
   * Asks an account, and hands on the rows as they arrive, on other threads. It is asked once: if
   * it breaks off, some of the rows have been handed on. When this returns or throws, all that will
   * be handed on has been, unless it was interrupted.
   *
   * @throws AdsException if it does not answer, or not to the end
   * @throws io.tributary.singer.error.SingerException.Quota if there is none left
   */
  public void rows(Caller caller, String query, Reading reading)
      throws IOException, InterruptedException {
    ObjectNode body = Json.MAPPER.createObjectNode().put("query", query);
    Request request =
        login(Request.post(body, path("customers/" + caller.customer() + "/" + STREAM)), caller)
            .countedAs("POST " + STREAM);
    Answer ignored = send(reading(reading), request);
  }

  private HttpApi reading(Reading reading) {
    return http.reading(in -> RowsBody.read(in, reading, helpers));
  }

  /**
   * The same, asked again from the beginning when it breaks off.
   *
   * @param readings makes one for each time
   */
  public void rowsAgain(Caller caller, String query, Supplier<Reading> readings)
      throws IOException, InterruptedException {
    Object ignored =
        again(
            () -> {
              rows(caller, query, readings.get());
              return MissingNode.getInstance();
            });
  }

  /** Has Google check a query without running it. */
  public void validate(Caller caller, String query) throws IOException, InterruptedException {
    ObjectNode body = Json.MAPPER.createObjectNode().put("query", query).put("validateOnly", true);
    String path = path("customers/" + caller.customer() + "/googleAds:search");
    Request request = login(Request.post(body, path), caller).countedAs("POST googleAds:search");
    Object ignored = again(() -> send(http, request));
  }

  /** Hands on what Google tells of its fields, page by page. */
  public void fields(String query, RowSink sink) throws IOException, InterruptedException {
    ObjectNode body = Json.MAPPER.createObjectNode().put("query", query);
    String token = "";
    do {
      Request request = Request.post(body.deepCopy(), path("googleAdsFields:search"));
      Answer page = again(() -> send(reading(Reading.of(sink)), request));
      String next = page.body().path("nextPageToken").asText();
      if (next.equals(token)) {
        return;
      }
      token = next;
      body.put("pageToken", token);
    } while (!token.isEmpty());
  }

  private String path(String rest) {
    return "/" + version + "/" + rest;
  }

  private static Request login(Request request, Caller caller) {
    return caller.login().isPresent()
        ? request.withHeader(LOGIN, Long.toString(caller.login().getAsLong()))
        : request;
  }

  /** Something that may be done again. */
  private interface Attempt<T> {
    T make() throws IOException, InterruptedException;
  }

  private <T> T again(Attempt<T> attempt) throws IOException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return attempt.make();
      } catch (AdsException e) {
        boolean mayPass = e.reaction() == Reaction.RETRY || e.reaction() == Reaction.SHRINK;
        if (!mayPass || !patience.pauseAfter(failures)) {
          throw e;
        }
        LOG.info("trying again after: {}", e.getMessage());
      }
    }
  }

  /** Sends a request, and waits for a quota that returns soon enough. */
  private Answer send(HttpApi api, Request request) throws IOException, InterruptedException {
    Duration waited = Duration.ZERO;
    while (true) {
      operations.begin();
      try {
        return api.send(request);
      } catch (HttpException e) {
        AdsException refusal = new AdsException(e);
        if (refusal.reaction() != Reaction.QUOTA) {
          throw refusal;
        }
        Optional<Duration> pause = refusal.pause();
        if (pause.isEmpty() || waited.plus(pause.get()).compareTo(patience.quotaWait()) > 0) {
          throw operations.exhaust(
              "the quota of Google Ads is used up"
                  + pause.map(p -> ", and returns in " + p.toSeconds() + " seconds").orElse("")
                  + ": run again later with the state of this run; "
                  + refusal.getMessage());
        }
        LOG.warn("the quota is used up; waiting {} seconds for it", pause.get().toSeconds());
        patience.ticker().sleep(pause.get());
        waited = waited.plus(pause.get());
      }
    }
  }
}
