package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.JdbcRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * Snowflake on this machine, as far as this target needs one: its HTTP protocol for the real
 * driver, its stage in a folder, and DuckDB for its SQL. What Snowflake cannot do, such as a change
 * of scale, it refuses as well.
 *
 * <p>Thread-safe.
 */
final class StandIn implements AutoCloseable {
  static final String DATABASE = "RAW";
  private static final Pattern TOKEN = Pattern.compile("Token=\"([^\"]+)\"");
  private static final Pattern REQUEST = Pattern.compile("requestId=([^&]+)");

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Connection root;
  private final Warehouse warehouse;
  private final Map<String, StandInSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, byte[]> answered = new ConcurrentHashMap<>();
  private final Map<String, Fault> cut = new ConcurrentHashMap<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Every statement that arrived, and every login. */
  final List<String> statements = new CopyOnWriteArrayList<>();

  /**
   * What sessions share.
   *
   * @param stages the folder of the stages
   * @param history every statement that was executed
   * @param grants who was granted something on a table, by its path
   */
  record Warehouse(Path stages, List<Executed> history, Map<String, List<String>> grants) {}

  /** A statement that was executed. */
  record Executed(long session, String sql, Answer answer) {}

  StandIn(Path stages) {
    // Else each answer waits for the client to acknowledge the one before it.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      // Asked by name: the manager of drivers would load Snowflake's too, in the language of tests.
      root = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
      run("ATTACH ':memory:' AS \"" + DATABASE + "\"");
      run("CREATE SCHEMA IF NOT EXISTS \"" + DATABASE + "\".\"PUBLIC\"");
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    warehouse = new Warehouse(stages, new CopyOnWriteArrayList<>(), new ConcurrentHashMap<>());
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  /** The settings by which the target finds this. */
  ObjectNode settings() {
    ObjectNode settings = Json.MAPPER.createObjectNode();
    settings.put("account", "standin").put("user", "LOADER").put("password", "never-shown");
    settings.put("host", "127.0.0.1").put("port", http.getAddress().getPort());
    settings.put("protocol", "http").put("database", DATABASE);
    return settings;
  }

  void let(Fault fault) {
    faults.add(fault);
  }

  List<String> grants(String table) {
    return warehouse.grants().computeIfAbsent(table, absent -> new CopyOnWriteArrayList<>());
  }

  /** The files that are on the stages. */
  List<String> staged() {
    return StandInSession.files(warehouse.stages());
  }

  /** Runs a statement of the test's own, in DuckDB's words. */
  void run(String sql) {
    try (Connection connection = copy();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a table; none if it is not there. */
  List<ObjectNode> rows(String schema, String table) {
    String there =
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = '%s' AND schema_name = '%s' AND table_name = '%s'"
            .formatted(DATABASE, schema, table.replace("'", "''"));
    if (lines(there).equals(List.of("0"))) {
      return List.of();
    }
    String path = "\"%s\".\"%s\".".formatted(DATABASE, schema);
    try (Connection connection = copy();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM " + path + SnowflakeDialect.kept(table))) {
      return JdbcRows.read(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a query of the test's own answers: a line a row, its values apart by a bar. */
  List<String> lines(String query) {
    try (Connection connection = copy();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", values));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection copy() throws SQLException {
    Connection connection = root.unwrap(DuckDBConnection.class).duplicate();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    return connection;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      JsonNode request =
          body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
      switch (path) {
        case "/session/v1/login-request" -> send(exchange, login(request));
        case "/session/token-request" -> send(exchange, renewed(exchange));
        case "/queries/v1/query-request" -> query(exchange, request.path("sqlText").asText());
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

  private static ObjectNode success() {
    return Json.MAPPER.createObjectNode().put("success", true).putNull("data");
  }

  private ObjectNode login(JsonNode request) {
    JsonNode who = request.path("data");
    String name =
        "LOGIN "
            + who.path("AUTHENTICATOR").asText("PASSWORD")
            + " "
            + who.path("LOGIN_NAME").asText();
    statements.add(name);
    Optional<Fault> fault = fault(name);
    if (fault.isPresent()) {
      return refused(fault.get().refusal());
    }
    try {
      String token = UUID.randomUUID().toString();
      long number = numbers.incrementAndGet();
      sessions.put(token, new StandInSession(number, copy(), warehouse));
      ObjectNode answer = Json.MAPPER.createObjectNode().put("success", true);
      ObjectNode data = answer.putObject("data");
      data.put("token", token).put("masterToken", token).put("sessionId", number);
      data.put("validityInSeconds", 3600).put("masterValidityInSeconds", 14_400);
      data.put("serverVersion", "9.0.0");
      data.putObject("sessionInfo").put("databaseName", DATABASE).put("schemaName", "PUBLIC");
      ArrayNode parameters = data.putArray("parameters");
      parameters.addObject().put("name", "AUTOCOMMIT").put("value", true);
      parameters.addObject().put("name", "CLIENT_TELEMETRY_ENABLED").put("value", false);
      parameters.addObject().put("name", "TIMEZONE").put("value", "Etc/UTC");
      return answer;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode renewed(HttpExchange exchange) {
    String token = token(exchange);
    statements.add("RENEW");
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

  private void query(HttpExchange exchange, String sql) throws IOException {
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
    statements.add(sql);
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
      case EXPIRED -> {
        send(exchange, refused(new Refusal("390112", "08001", "Session token has expired")));
        return;
      }
      case CUT_BEFORE -> {
        cut.put(request, fault.orElseThrow());
        return;
      }
      case CUT_AFTER, SLOW -> {}
    }
    if (fault.isPresent() && fault.get().kind() == Fault.Kind.SLOW) {
      pause();
    }
    byte[] answer = Json.MAPPER.writeValueAsBytes(executed(token(exchange), sql));
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

  /** The statements that arrived, each by its first words. */
  String traffic() {
    return statements.stream()
        .map(
            sql ->
                sql.startsWith("PUT ")
                    ? "PUT"
                    : Arrays.stream(sql.replaceFirst(" /\\*[^*]*\\*/", "").split("\\s+", 3))
                        .limit(2)
                        .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    sessions.values().forEach(StandInSession::close);
    try {
      root.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
