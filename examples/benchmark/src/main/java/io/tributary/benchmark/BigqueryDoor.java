package io.tributary.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What stands between a target and BigQuery and nothing more: it takes files, and says of every job
 * that it is done. There is one dataset and no table.
 *
 * <p>Thread-safe.
 */
final class BigqueryDoor implements Door {
  private static final Pattern SEQUENCES = Pattern.compile("-(\\d+)-(\\d+)-\\d+$");
  private static final Pattern RECEIVED = Pattern.compile("bytes (?:\\d+-(\\d+)|\\*)/(.*)");
  private static final String UPLOAD = "/upload/";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, ObjectNode> jobs = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final Rows rows;

  /** How it knows how many rows a file has. */
  enum Rows {
    /** It unpacks the file. */
    COUNTED,

    /**
     * By the name of the job, where there is one stream: unpacking a file would cost about as much
     * as making it.
     */
    NAMED
  }

  BigqueryDoor(Rows rows) throws IOException {
    this.rows = rows;
    System.setProperty("sun.net.httpserver.nodelay", "true");
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  @Override
  public ObjectNode settings() {
    return json.createObjectNode()
        .put("project", "door")
        .put("dataset", "raw")
        .put("credentials", "none")
        .put("api_endpoint", address());
  }

  private String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public List<Count> asked() {
    return List.of(
        new Count("requests", "", requests.getAndSet(0)),
        new Count("jobs", ", to be at most 2", begun.getAndSet(0)));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      if (path.startsWith(UPLOAD)) {
        upload(exchange, method);
      } else if (path.contains("/jobs/")) {
        answer(exchange, 200, job(path.substring(path.lastIndexOf('/') + 1)));
      } else if (path.contains("/queries/")) {
        answer(exchange, 200, nothing());
      } else if (path.endsWith("/jobs")) {
        answer(exchange, 200, done(body(exchange)));
      } else if (method.equals("GET") && path.contains("/tables/")) {
        answer(exchange, 404, refused());
      } else if (method.equals("DELETE")) {
        exchange.sendResponseHeaders(204, -1);
      } else if (path.contains("/tables")) {
        answer(exchange, 200, body(exchange).put("type", "TABLE"));
      } else {
        answer(exchange, 200, dataset());
      }
    }
  }

  /** Begins an upload, or takes a part of it. */
  private void upload(HttpExchange exchange, String method) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    if (method.equals("POST") && !query.contains("upload_id")) {
      ObjectNode job = done(body(exchange));
      String id = job.path("jobReference").path("jobId").asText();
      exchange
          .getResponseHeaders()
          .set("Location", address() + UPLOAD + "?uploadType=resumable&upload_id=" + id);
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String id = query.replaceAll(".*upload_id=", "");
    exchange
        .getRequestBody()
        .transferTo(
            rows == Rows.COUNTED
                ? uploads.computeIfAbsent(id, name -> new ByteArrayOutputStream())
                : OutputStream.nullOutputStream());
    Matcher range = RECEIVED.matcher(exchange.getRequestHeaders().getFirst("Content-Range"));
    if (range.matches() && range.group(2).equals("*")) {
      exchange.getResponseHeaders().set("Range", "bytes=0-" + range.group(1));
      exchange.sendResponseHeaders(308, -1);
      return;
    }
    ObjectNode job = job(id);
    ((ObjectNode) job.path("statistics")).putObject("load").put("outputRows", "" + rows(id));
    answer(exchange, 200, job);
  }

  private ObjectNode body(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream plain =
        isPacked
            ? new GZIPInputStream(new ByteArrayInputStream(body))
            : new ByteArrayInputStream(body)) {
      return (ObjectNode) json.readTree(plain);
    }
  }

  /** A job, as it is told of when it is done. */
  private ObjectNode done(ObjectNode job) {
    String id = job.path("jobReference").path("jobId").asText();
    JsonNode query = job.path("configuration").path("query");
    ObjectNode statistics = job.putObject("statistics");
    if (!query.isMissingNode()) {
      statistics
          .putObject("query")
          .put("statementType", "MERGE")
          .put("numDmlAffectedRows", "" + Integer.MAX_VALUE);
    }
    job.putObject("status").put("state", "DONE");
    jobs.put(id, job);
    begun.incrementAndGet();
    return job;
  }

  private ObjectNode job(String id) {
    return Objects.requireNonNull(jobs.get(id), () -> "nobody began the job " + id);
  }

  private long rows(String job) throws IOException {
    ByteArrayOutputStream file = uploads.remove(job);
    if (file == null) {
      Matcher sequences = SEQUENCES.matcher(job);
      return sequences.find()
          ? Long.parseLong(sequences.group(2)) - Long.parseLong(sequences.group(1)) + 1
          : 0;
    }
    long lines = 0;
    byte[] part = new byte[1 << 16];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file.toByteArray()))) {
      for (int count = in.read(part); count >= 0; count = in.read(part)) {
        for (int i = 0; i < count; i++) {
          lines += part[i] == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }

  private ObjectNode nothing() {
    return json.createObjectNode().put("jobComplete", true).put("totalRows", "0");
  }

  private ObjectNode dataset() {
    ObjectNode dataset = json.createObjectNode().put("location", "US");
    dataset.putObject("datasetReference").put("projectId", "door").put("datasetId", "raw");
    return dataset;
  }

  private ObjectNode refused() {
    ObjectNode answer = json.createObjectNode();
    answer.putObject("error").put("code", 404).put("message", "Not found: Table");
    return answer;
  }

  private void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
