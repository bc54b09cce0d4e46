package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.singer.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Snowflake's HTTP protocol, as far as its driver speaks it, and what may go wrong on the way.
 *
 * <p>Thread-safe.
 */
final class StandInServer implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("Token=\"([^\"]+)\"");
  private static final Pattern REQUEST = Pattern.compile("requestId=([^&]+)");

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LongFunction<StandInSession> opening;
  private final Map<String, StandInSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, byte[]> answered = new ConcurrentHashMap<>();
  private final Map<String, Fault> cut = new ConcurrentHashMap<>();
  private final List<Fault> faults;
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger uploads = new AtomicInteger();

  /** Everything that arrived, in its order. */
  final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

  /**
   * A request that arrived.
   *
   * @param sql the statement, or LOGIN or RENEW and what is said of it
   * @param data what a login said of itself, and the parameters that a statement had
   */
  record Arrival(String sql, JsonNode data) {}

  /**
   * @param opening makes the session of a number
   * @param faults looked at for each statement and login
   */
  StandInServer(LongFunction<StandInSession> opening, List<Fault> faults) {
    this.opening = opening;
    this.faults = faults;
    // Else each answer waits for the client to acknowledge the one before it.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  /** How many requests there were, of whatever kind. */
  int requests() {
    return requests.get();
  }

  /** How many uploads were begun in the cloud's store. */
  int uploads() {
    return uploads.get();
  }

  int port() {
    return http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      if (path.equals("/upload")) {
        uploads.incrementAndGet();
        return; // hangs up
      }
      requests.incrementAndGet();
      if (path.equals("/oauth/token-request")) {
        send(exchange, token(exchange, new String(body, StandardCharsets.UTF_8)));
        return;
      }
      JsonNode request =
          body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
      switch (path) {
        case "/session/v1/login-request" -> login(exchange, request);
        case "/session/authenticator-request" -> {
          arrivals.add(new Arrival("AUTHENTICATOR", request.path("data")));
          send(
              exchange,
              refused(new Refusal("390190", "08001", "There was an error related to SAML")));
        }
        case "/session/token-request" -> send(exchange, renewed(exchange));
        case "/queries/v1/query-request" -> query(exchange, request);
        case "/session" -> {
          StandInSession ended = sessions.remove(token(exchange));
          if (ended != null) {
            ended.close();
          }
          send(exchange, success());
        }
        default -> send(exchange, success());
      }
    }
  }

  /** The identity provider, for the one client that it knows. */
  private ObjectNode token(HttpExchange exchange, String form) {
    ObjectNode asked = Json.MAPPER.createObjectNode().put("form", form);
    asked.put("authorization", exchange.getRequestHeaders().getFirst("Authorization"));
    arrivals.add(new Arrival("TOKEN", asked));
    return Json.MAPPER
        .createObjectNode()
        .put("access_token", "handed-out")
        .put("token_type", "Bearer")
        .put("expires_in", 600);
  }

  private static ObjectNode success() {
    return Json.MAPPER.createObjectNode().put("success", true).putNull("data");
  }

  private void login(HttpExchange exchange, JsonNode request) throws IOException {
    JsonNode who = request.path("data");
    String name =
        "LOGIN "
            + who.path("AUTHENTICATOR").asText("PASSWORD")
            + " "
            + who.path("LOGIN_NAME").asText();
    arrivals.add(new Arrival(name, who));
    Optional<Fault> fault = fault(name);
    if (fault.isEmpty()) {
      send(exchange, opened());
    } else if (fault.get().kind() == Fault.Kind.STATUS_403) {
      exchange.sendResponseHeaders(403, -1);
    } else {
      send(exchange, refused(fault.get().refusal()));
    }
  }

  private ObjectNode opened() {
    String token = UUID.randomUUID().toString();
    long number = numbers.incrementAndGet();
    sessions.put(token, opening.apply(number));
    ObjectNode answer = Json.MAPPER.createObjectNode().put("success", true);
    ObjectNode data = answer.putObject("data");
    data.put("token", token).put("masterToken", token).put("sessionId", number);
    data.put("validityInSeconds", 3600).put("masterValidityInSeconds", 14_400);
    data.put("serverVersion", "9.0.0");
    data.putObject("sessionInfo").put("databaseName", StandIn.DATABASE).put("schemaName", "PUBLIC");
    ArrayNode parameters = data.putArray("parameters");
    parameters.addObject().put("name", "AUTOCOMMIT").put("value", true);
    parameters.addObject().put("name", "CLIENT_TELEMETRY_ENABLED").put("value", false);
    parameters.addObject().put("name", "TIMEZONE").put("value", "Etc/UTC");
    return answer;
  }

  private ObjectNode renewed(HttpExchange exchange) {
    String token = token(exchange);
    arrivals.add(new Arrival("RENEW", Json.MAPPER.createObjectNode()));
    Optional<Fault> fault = fault("RENEW");
    if (fault.isPresent()) {
      return refused(fault.get().refusal());
    }
    ObjectNode answer = Json.MAPPER.createObjectNode().put("success", true);
    answer
        .putObject("data")
        .put("sessionToken", token)
        .put("masterToken", token)
        .put("validityInSecondsST", 3600)
        .put("validityInSecondsMT", 14_400)
        .put("sessionId", 1L);
    return answer;
  }

  /**
   * The statement with its values in the place of its question marks, of which it has no others.
   */
  private static String bound(JsonNode body) {
    String sql = body.path("sqlText").asText();
    for (JsonNode binding : body.path("bindings")) {
      String value = DuckConnection.literal(binding.path("value").asText());
      sql = sql.replaceFirst("\\?", Matcher.quoteReplacement(value));
    }
    return sql;
  }

  private void query(HttpExchange exchange, JsonNode body) throws IOException {
    String sql = bound(body);
    Matcher matcher = REQUEST.matcher(exchange.getRequestURI().getQuery());
    String request = matcher.find() ? matcher.group(1) : "";
    byte[] before = answered.get(request);
    if (cut.containsKey(request)) {
      return;
    }
    if (before != null) { // the driver asks again: Snowflake does nothing twice
      send(exchange, before);
      return;
    }
    arrivals.add(new Arrival(sql, body.path("parameters")));
    Optional<Fault> fault = fault(sql);
    switch (fault.map(Fault::kind).orElse(Fault.Kind.SLOW)) {
      case REFUSED -> {
        send(exchange, refused(fault.orElseThrow().refusal()));
        return;
      }
      case STATUS_500 -> {
        exchange.sendResponseHeaders(500, -1);
        return;
      }
      case STATUS_403 -> {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      case EXPIRED -> {
        send(exchange, refused(new Refusal("390112", "08001", "Session token has expired")));
        return;
      }
      case CUT_BEFORE -> {
        cut.put(request, fault.orElseThrow());
        return;
      }
      case CUT_AFTER, CUT_UPLOAD, SLOW -> {}
    }
    if (fault.isPresent() && fault.get().kind() == Fault.Kind.SLOW) {
      pause();
    }
    ObjectNode executed = executed(token(exchange), sql);
    if (fault.isPresent() && fault.get().kind() == Fault.Kind.CUT_UPLOAD) {
      ((ObjectNode) executed.path("data").path("stageInfo"))
          .put("locationType", "GCS")
          .put("location", "bucket/stage/")
          .put("path", "stage/")
          .put("region", "US-CENTRAL1")
          .put("storageAccount", "")
          .put("isClientSideEncrypted", false)
          .putNull("endPoint")
          .put("presignedUrl", "http://127.0.0.1:" + port() + "/upload");
    }
    byte[] answer = Json.MAPPER.writeValueAsBytes(executed);
    answered.put(request, answer);
    if (fault.isPresent() && fault.get().kind() == Fault.Kind.CUT_AFTER) {
      cut.put(request, fault.get());
      return;
    }
    send(exchange, answer);
  }

  private ObjectNode executed(String token, String sql) {
    StandInSession session = sessions.get(token);
    if (session == null) {
      return refused(new Refusal("390111", "08003", "Session no longer exists"));
    }
    try {
      ObjectNode answer = Json.MAPPER.createObjectNode().put("success", true);
      answer.set("data", session.execute(sql).data());
      return answer;
    } catch (Refusal e) {
      return refused(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Fault> fault(String sql) {
    return faults.stream().filter(fault -> fault.strikes(sql)).findFirst();
  }

  private static ObjectNode refused(Refusal refusal) {
    ObjectNode answer =
        Json.MAPPER
            .createObjectNode()
            .put("success", false)
            .put("code", refusal.code())
            .put("message", refusal.getMessage());
    answer
        .putObject("data")
        .put("errorCode", refusal.code())
        .put("sqlState", refusal.state())
        .put("queryId", "01b-" + refusal.code());
    return answer;
  }

  private static String token(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Matcher token = TOKEN.matcher(header == null ? "" : header);
    return token.find() ? token.group(1) : "";
  }

  private static void send(HttpExchange exchange, ObjectNode answer) throws IOException {
    send(exchange, Json.MAPPER.writeValueAsBytes(answer));
  }

  private static void send(HttpExchange exchange, byte[] answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    sessions.values().forEach(StandInSession::close);
  }
}
