package io.tributary.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStream;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What stands between a target and Snowflake and nothing more: it signs everybody in, takes files,
 * counts their rows, and says yes. What it does itself costs as little as that can.
 *
 * <p>Thread-safe.
 */
final class SnowflakeDoor implements Door {
  private static final Pattern PUT = Pattern.compile("PUT '(file://.*?)' '@~/(.*?)'.*");
  private static final Pattern COPY = Pattern.compile("(?s)COPY INTO .*? FROM '@~/(.*?)'.*");
  private static final int SELECT = 0x1000;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer http;
  private final Path stage;
  private final AtomicInteger statements = new AtomicInteger();

  SnowflakeDoor(Path stage) throws IOException {
    this.stage = stage;
    System.setProperty("sun.net.httpserver.nodelay", "true");
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/", this::handle);
    http.start();
  }

  @Override
  public ObjectNode settings() {
    return json.createObjectNode()
        .put("account", "door")
        .put("user", "anybody")
        .put("password", "anything")
        .put("database", "RAW")
        .put("host", "127.0.0.1")
        .put("port", http.getAddress().getPort())
        .put("protocol", "http");
  }

  @Override
  public List<Count> asked() {
    return List.of(new Count("statements", ", to be at most 4", statements.getAndSet(0)));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      ObjectNode answer =
          switch (exchange.getRequestURI().getPath()) {
            case "/session/v1/login-request" -> login();
            case "/queries/v1/query-request" ->
                answer(json.readTree(body).path("sqlText").asText());
            default -> json.createObjectNode().put("success", true).putNull("data");
          };
      byte[] bytes = json.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private ObjectNode login() {
    ObjectNode answer = json.createObjectNode().put("success", true);
    ObjectNode data = answer.putObject("data");
    data.put("token", "t").put("masterToken", "t").put("sessionId", 1);
    data.put("validityInSeconds", 36_000).put("masterValidityInSeconds", 36_000);
    data.putObject("sessionInfo").put("databaseName", "RAW").put("schemaName", "PUBLIC");
    ArrayNode parameters = data.putArray("parameters");
    parameters.addObject().put("name", "AUTOCOMMIT").put("value", true);
    parameters.addObject().put("name", "CLIENT_TELEMETRY_ENABLED").put("value", false);
    return answer;
  }

  private ObjectNode answer(String sql) throws IOException {
    statements.incrementAndGet();
    Matcher put = PUT.matcher(sql);
    if (put.matches()) {
      return upload(put.group(1), Files.createDirectories(stage.resolve(put.group(2))));
    }
    Matcher copy = COPY.matcher(sql);
    if (copy.matches()) {
      return row(
          List.of("rows_loaded"), "fixed", List.of("" + copied(stage.resolve(copy.group(1)))));
    }
    if (sql.startsWith("DESCRIBE")) {
      return refused();
    }
    return sql.startsWith("MERGE") || sql.startsWith("INSERT")
        ? row(List.of("number of rows inserted"), "fixed", List.of("" + Integer.MAX_VALUE))
        : row(List.of("status"), "text", List.of("Statement executed successfully."));
  }

  /** Counts the rows of a folder's files, and removes them. */
  private static long copied(Path folder) throws IOException {
    long rows = 0;
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try (InputStream in = new ZstdInputStream(Files.newInputStream(file)).setContinuous(true)) {
          byte[] buffer = new byte[1 << 16];
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
              rows += buffer[i] == '\n' ? 1 : 0;
            }
          }
        }
        Files.delete(file);
      }
    }
    return rows;
  }

  private ObjectNode row(List<String> columns, String type, List<String> values) {
    ObjectNode answer = json.createObjectNode().put("success", true);
    ObjectNode data = answer.putObject("data");
    data.put("version", 1).put("queryId", "q" + statements.get()).put("queryResultFormat", "json");
    data.put("statementTypeId", SELECT).put("total", 1).put("returned", 1);
    ArrayNode types = data.putArray("rowtype");
    for (String column : columns) {
      types
          .addObject()
          .put("name", column)
          .put("type", type)
          .put("nullable", true)
          .put("precision", 38)
          .put("scale", 0)
          .put("length", 100)
          .put("byteLength", 400);
    }
    values.forEach(data.putArray("rowset").addArray()::add);
    return answer;
  }

  private ObjectNode upload(String files, Path folder) {
    ObjectNode answer = json.createObjectNode().put("success", true);
    ObjectNode data = answer.putObject("data");
    data.put("queryId", "q" + statements.get()).put("queryResultFormat", "json").put("version", 1);
    data.putObject("stageInfo")
        .put("locationType", "LOCAL_FS")
        .put("location", folder + "/")
        .putObject("creds");
    data.putArray("src_locations").add(files.substring("file://".length()));
    data.put("parallel", 4).put("autoCompress", false).put("sourceCompression", "zstd");
    data.put("overwrite", true).put("command", "UPLOAD");
    return answer;
  }

  /** There is no table yet. */
  private ObjectNode refused() {
    ObjectNode answer =
        json.createObjectNode()
            .put("success", false)
            .put("code", "002003")
            .put("message", "Table does not exist or not authorized.");
    answer
        .putObject("data")
        .put("errorCode", "002003")
        .put("sqlState", "42S02")
        .put("queryId", "q");
    return answer;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
