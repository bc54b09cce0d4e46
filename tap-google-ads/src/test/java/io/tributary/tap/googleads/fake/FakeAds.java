package io.tributary.tap.googleads.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.singer.json.Json;
import io.tributary.tap.googleads.gaql.GaqlParser;
import io.tributary.tap.googleads.gaql.Query;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A stand-in for Google Ads: accounts with rows, behind its own REST interface. Thread-safe. */
public final class FakeAds implements AutoCloseable {
  private static final int CHUNK = 7;

  static {
    // Else each answer waits for the client's acknowledgement of its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Long, FakeAccount> accounts = new TreeMap<>();
  private final List<Long> accessible = new ArrayList<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Map.Entry<Predicate<Asked>, Fault>> faults = new ArrayDeque<>();
  private final Map<String, Integer> tokens = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile String validToken = "token-1";
  private final AtomicInteger tokensGiven = new AtomicInteger();

  /** A request. */
  public record Asked(
      String path,
      String query,
      String login,
      String authorization,
      String developerToken,
      String body) {
    public long customer() {
      return Long.parseLong(path.replaceFirst(".*customers/([0-9]+)/.*", "$1"));
    }
  }

  public FakeAds() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The account of an id, made if it is not there; accounts are reachable from their manager. */
  public synchronized FakeAccount account(long id) {
    return accounts.computeIfAbsent(id, FakeAccount::new);
  }

  /** Lets the credentials reach an account without a manager. */
  public synchronized FakeAds reaching(long... ids) {
    for (long id : ids) {
      accessible.add(id);
      FakeAccount ignored = account(id);
    }
    return this;
  }

  /** Spoils the next answer to a request like this. */
  public synchronized FakeAds failing(Predicate<Asked> which, Fault fault) {
    faults.add(Map.entry(which, fault));
    return this;
  }

  /** Spoils the next answer to a query of a resource. */
  public FakeAds failing(String from, Fault fault) {
    return failing(
        one -> one.query().contains(" FROM " + from + " ") || one.query().endsWith(" FROM " + from),
        fault);
  }

  /** Takes no token any more that it has given. */
  public void endTokens() {
    validToken = "token-" + (tokensGiven.get() + 1);
  }

  /** How many requests were answered at the same time, at the most. */
  public int mostAtOnce() {
    return most.get();
  }

  public int tokensGiven() {
    return tokensGiven.get();
  }

  public List<Asked> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** The requests for rows of a resource. */
  public List<Asked> asked(String from) {
    return asked().stream()
        .filter(one -> (one.query() + " ").contains(" FROM " + from + " "))
        .toList();
  }

  public void forget() {
    asked.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try (exchange) {
      answerOrRefuse(exchange);
    } finally {
      running.decrementAndGet();
    }
  }

  private void answerOrRefuse(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().toString();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals("/token")) {
        token(exchange, body);
        return;
      }
      Asked one = asked(exchange, path, body);
      asked.add(one);
      Optional<Fault> fault = fault(one);
      if (!one.authorization().equals("Bearer " + validToken)) {
        send(exchange, 401, Fault.error(401, "authenticationError", "OAUTH_TOKEN_EXPIRED").body());
      } else if (fault.isPresent() && fault.get().rows() < 0) {
        send(exchange, fault.get().status(), fault.get().body());
      } else {
        String good = good(one, fault);
        if (fault.isPresent() && fault.get().body().isEmpty()) {
          cut(exchange, good);
        } else {
          send(exchange, 200, good);
        }
      }
    } catch (Refused e) {
      send(exchange, e.fault.status(), e.fault.body());
    }
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Fault fault;

    private Refused(Fault fault) {
      super(fault.body());
      this.fault = fault;
    }
  }

  static RuntimeException refused(int status, String kind, String code, String words) {
    return new Refused(Fault.error(status, kind, code, words, ""));
  }

  private static Asked asked(HttpExchange exchange, String path, String body) throws IOException {
    String query = body.isEmpty() ? "" : Json.MAPPER.readTree(body).path("query").asText();
    return new Asked(
        path,
        query,
        header(exchange, "login-customer-id"),
        header(exchange, "Authorization"),
        header(exchange, "developer-token"),
        body);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private synchronized Optional<Fault> fault(Asked one) {
    for (Map.Entry<Predicate<Asked>, Fault> fault : faults) {
      if (fault.getKey().test(one)) {
        faults.remove(fault);
        return Optional.of(fault.getValue());
      }
    }
    return Optional.empty();
  }

  private String good(Asked one, Optional<Fault> fault) {
    if (one.path().endsWith(":listAccessibleCustomers")) {
      ObjectNode body = Json.MAPPER.createObjectNode();
      ArrayNode names = body.putArray("resourceNames");
      synchronized (this) {
        accessible.forEach(id -> names.add("customers/" + id));
      }
      return body.toString();
    }
    if (one.path().endsWith("googleAdsFields:search")) {
      return FakeFields.answer();
    }
    FakeAccount account;
    synchronized (this) {
      account = accounts.get(one.customer());
    }
    if (account == null) {
      throw refused(404, "authorizationError", "CUSTOMER_NOT_FOUND", "no such customer");
    }
    account.check(one);
    Query query = GaqlParser.parse(one.query());
    if (one.path().endsWith("googleAds:search")) {
      return "{}";
    }
    List<ObjectNode> rows;
    synchronized (this) {
      rows =
          query.from().equals("customer_client")
              ? FakeQuery.run(query, account.tree(accounts))
              : FakeQuery.run(query, account.rows(query.from()));
    }
    return chunks(rows, fault);
  }

  private static String chunks(List<ObjectNode> rows, Optional<Fault> fault) {
    ArrayNode chunks = Json.MAPPER.createArrayNode();
    int most =
        fault
            .map(f -> f.body().isEmpty() ? rows.size() : Math.min(f.rows(), rows.size()))
            .orElse(rows.size());
    for (int i = 0; i < most; i += CHUNK) {
      ObjectNode chunk = chunks.addObject();
      ArrayNode results = chunk.putArray("results");
      rows.subList(i, Math.min(i + CHUNK, most)).forEach(results::add);
      chunk.put("fieldMask", "campaign.id").put("requestId", "stream-request-id");
    }
    if (fault.isPresent() && !fault.get().body().isEmpty()) {
      JsonNode error = tree(fault.get().body());
      chunks.add(error.isArray() ? error.path(0) : error);
    }
    return chunks.toString();
  }

  private static JsonNode tree(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void token(HttpExchange exchange, String form) throws IOException {
    tokens.merge(form, 1, Integer::sum);
    if (form.contains("refresh_token=gone")) {
      send(
          exchange,
          400,
          "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been revoked.\"}");
      return;
    }
    validToken = "token-" + tokensGiven.incrementAndGet();
    send(exchange, 200, "{\"access_token\":\"" + validToken + "\",\"expires_in\":3599}");
  }

  /** The forms that the token endpoint was sent. */
  public List<String> tokenForms() {
    return List.copyOf(tokens.keySet());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("request-id", "header-request-id");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Promises more bytes than come. */
  private static void cut(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length + 1L);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
