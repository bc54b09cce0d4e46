package io.tributary.singer.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.log.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JSON API at one address, with one way to sign in, one retry policy and one rate limit.
 *
 * <p>A value: each {@code with…} makes another one that shares its connections. Thread-safe.
 */
public final class HttpApi {
  private static final Logger log = LoggerFactory.getLogger(HttpApi.class);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final long LARGEST_ANSWER = 64L << 20;
  private static final int IDLE_CONNECTIONS = 32;
  private static final int UNAUTHORIZED = 401;

  private final Exchange.Calls calls;
  private final Retries retries;
  private final RateLimit limit;
  private final RateLimit.Turn turn;

  private record Retries(RetryPolicy policy, FailureRules rules, Ticker ticker, Random random) {}

  private HttpApi(Exchange.Calls calls, Retries retries, RateLimit limit, RateLimit.Turn turn) {
    this.calls = calls;
    this.retries = retries;
    this.limit = limit;
    this.turn = turn;
  }

  /**
   * The API at an address. It must be https, or on this machine.
   *
   * @throws IllegalArgumentException if it is not: credentials would travel readable
   */
  public static HttpApi at(URI address) {
    HttpUrl url = url(address);
    if (!url.isHttps() && !isLoopback(url.host())) {
      throw new IllegalArgumentException("is not https, so that everyone on the way could read it");
    }
    return over(url);
  }

  /** The API at an address, also where everyone on the way can read what is sent. */
  public static HttpApi unprotectedAt(URI address) {
    return over(url(address));
  }

  private static HttpApi over(HttpUrl url) {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .dispatcher(dispatcher())
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
            .build();
    return new HttpApi(
            new Exchange.Calls(
                client, url, Auth.none(), Map.of(), LARGEST_ANSWER, Json.MAPPER::readTree),
            new Retries(RetryPolicy.DEFAULT, FailureRules.STANDARD, Ticker.SYSTEM, new Random()),
            RateLimit.none(),
            RateLimit.Turn.IN_ORDER)
        .withTimeout(TIMEOUT);
  }

  /** Lets as many requests through as the rate limit does, on threads that hold up no exit. */
  private static Dispatcher dispatcher() {
    Dispatcher dispatcher =
        new Dispatcher(
            Executors.newCachedThreadPool(
                task -> {
                  Thread thread = new Thread(task, "http");
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return dispatcher;
  }

  private static HttpUrl url(URI address) {
    HttpUrl url = HttpUrl.get(address);
    if (url == null || url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException("is not an http or https address without a query");
    }
    return url;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** The same, signing in as {@code auth} says. */
  public HttpApi with(Auth auth) {
    return with(old -> old.as(auth));
  }

  /** The same, with one more header in every request. */
  public HttpApi withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(calls.headers());
    more.put(name, value);
    return with(old -> old.saying(more));
  }

  /** The same, waiting no longer than this for one whole answer. */
  public HttpApi withTimeout(Duration timeout) {
    Duration connect = timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
    return withClient(
        client ->
            client
                .connectTimeout(connect)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout));
  }

  /**
   * The same, waiting no longer than this for the next bytes of an answer, however long the whole
   * of it takes.
   */
  public HttpApi withIdleTimeout(Duration timeout) {
    return withTimeout(timeout).withClient(client -> client.callTimeout(Duration.ZERO));
  }

  /** The same, through an HTTP proxy. Otherwise the virtual machine's own settings count. */
  public HttpApi withProxy(URI proxy) {
    HttpUrl url = url(proxy);
    InetSocketAddress address = InetSocketAddress.createUnresolved(url.host(), url.port());
    return withClient(client -> client.proxy(new Proxy(Proxy.Type.HTTP, address)));
  }

  /** The same, taking answers of so many bytes at the most. */
  public HttpApi withLargestAnswer(long bytes) {
    return with(old -> old.upTo(bytes));
  }

  /** What becomes of the bytes of a good answer. */
  @FunctionalInterface
  public interface BodyReader {
    /**
     * Reads them, and says what the answer's body is. Called on a thread of its own, once for each
     * attempt; what breaks here is tried again as a broken answer is.
     */
    JsonNode read(InputStream in) throws IOException;
  }

  /** The same, whose good answers are not JSON but what {@code reader} reads. */
  public HttpApi reading(BodyReader reader) {
    return with(old -> old.reading(reader));
  }

  /** The same, with another idea of how often to try and of what is worth it. */
  public HttpApi withRetries(RetryPolicy policy, FailureRules rules) {
    return new HttpApi(
        calls, new Retries(policy, rules, retries.ticker(), retries.random()), limit, turn);
  }

  /** The same, which waits as {@code ticker} does before it tries again. */
  public HttpApi withTicker(Ticker ticker) {
    Retries waiting = new Retries(retries.policy(), retries.rules(), ticker, retries.random());
    return new HttpApi(calls, waiting, limit, turn);
  }

  /** The same, under a limit that may be shared with others. */
  public HttpApi withLimit(RateLimit shared) {
    return new HttpApi(calls, retries, shared, turn);
  }

  /** The same, whose requests go before those that wait for the limit. */
  public HttpApi goingFirst() {
    return new HttpApi(calls, retries, limit, RateLimit.Turn.FIRST);
  }

  private HttpApi with(UnaryOperator<Exchange.Calls> change) {
    return new HttpApi(change.apply(calls), retries, limit, turn);
  }

  private HttpApi withClient(UnaryOperator<OkHttpClient.Builder> change) {
    OkHttpClient client = change.apply(calls.client().newBuilder()).build();
    return with(old -> old.over(client));
  }

  /**
   * Sends a request until it is answered, or until there is no point any more.
   *
   * @throws HttpException if there is none; its message is one sentence for the user
   */
  public Answer send(Request request) throws IOException, InterruptedException {
    boolean isRenewed = false;
    for (int attempt = 1; ; attempt++) {
      Auth auth = calls.auth().current();
      Outcome outcome = sendOnce(new Exchange(calls.as(auth)), request, attempt);
      if (outcome instanceof Answer answer) {
        return answer;
      }
      Failure failure = (Failure) outcome;
      if (failure.status() == UNAUTHORIZED && !isRenewed && calls.auth().canRenew(auth)) {
        isRenewed = true;
        log.info("request=\"{}\" status={}: signing in anew", request, failure.status());
        continue;
      }
      Optional<Duration> pause =
          retries.rules().retryable().test(failure)
              ? retries
                  .policy()
                  .pauseAfter(attempt, failure.answer().headers().retryAfter(), retries.random())
              : Optional.empty();
      if (pause.isEmpty()) {
        throw new HttpException(failure, auth.hiddenIn(sentence(failure, attempt)));
      }
      log.info(
          "trying again request=\"{}\" status={} attempt={} pause_ms={}",
          request,
          failure.status(),
          attempt,
          pause.get().toMillis());
      retries.ticker().sleep(pause.get());
    }
  }

  /**
   * The request for the page that another page names by its address, which counts as the same
   * endpoint.
   *
   * @param address whole, or from the host on
   * @throws HttpException if it is not of this API: what signs in must not go anywhere else
   */
  public Request linked(Answer page, String address) throws HttpException {
    HttpUrl base = calls.base();
    HttpUrl url = base.resolve(address);
    String root = base.encodedPath().replaceFirst("/$", "");
    if (url == null
        || !url.scheme().equals(base.scheme())
        || !url.host().equals(base.host())
        || url.port() != base.port()
        || !url.encodedPath().startsWith(root + "/")) {
      Failure astray = Failure.of(Failure.Kind.MISDIRECTED, page, "");
      throw new HttpException(
          astray, page.request() + " names a next page that is not of this API");
    }
    Request request =
        Request.get(url.encodedPath().substring(root.length()))
            .countedAs(page.request().endpoint());
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      request = request.adding(url.queryParameterName(i), value == null ? "" : value);
    }
    return request;
  }

  private Outcome sendOnce(Exchange exchange, Request request, int attempt)
      throws InterruptedException {
    try (RateLimit.Permit permit = limit.acquire(request.endpoint(), turn)) {
      long begin = retries.ticker().nanos();
      Outcome outcome = exchange.send(request);
      Duration took = Duration.ofNanos(retries.ticker().nanos() - begin);
      Metrics.httpRequest(request.endpoint(), status(outcome), took);
      if (outcome instanceof Failure failure) {
        retries.rules().strain().apply(failure).ifPresent(permit::strained);
      }
      log.debug(
          "request=\"{}\" outcome=\"{}\" attempt={} millis={}",
          request,
          outcome instanceof Failure failure ? failure.kind() : "answered",
          attempt,
          took.toMillis());
      return outcome;
    }
  }

  private static int status(Outcome outcome) {
    return outcome instanceof Failure failure ? failure.status() : ((Answer) outcome).status();
  }

  private String sentence(Failure failure, int attempts) {
    Answer answer = failure.answer();
    FailureRules rules = retries.rules();
    String outcome = answer.status() == 0 ? answer.request() + " got no answer" : answer.toString();
    String count = attempts == 1 ? " after 1 attempt" : " after " + attempts + " attempts";
    String words = rules.message().apply(answer.body()).strip();
    String said = words.isEmpty() ? failure.detail() : words;
    String id =
        answer.headers().value(rules.requestId()).map(v -> " (request " + v + ")").orElse("");
    return calls.auth().hiddenIn(outcome + count + (said.isEmpty() ? "" : ": " + said) + id);
  }
}
