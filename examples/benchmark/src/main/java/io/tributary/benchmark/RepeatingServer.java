package io.tributary.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Stands before the sandbox and hands on what it is asked, but for one report: of that it gives the
 * first chunk again and again, ready made, so that what is measured is who reads and not who makes
 * the rows.
 */
final class RepeatingServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI behind;
  private final String report;
  private final long rows;
  private final OkHttpClient client = new OkHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private byte[] repeated = {};
  private long given;

  /**
   * @param report what only that report's query has in it
   * @param rows how many rows to give at the least
   */
  RepeatingServer(URI behind, String report, long rows) throws IOException {
    this.behind = behind;
    this.report = report;
    this.rows = rows;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean isReport =
          exchange.getRequestURI().getPath().endsWith(":searchStream")
              && JSON.readTree(body).path("query").asText().contains(report);
      if (isReport) {
        repeat(exchange, body);
        return;
      }
      try (Response response = client.newCall(handedOn(exchange, body)).execute()) {
        byte[] answer = response.body().bytes();
        send(exchange, response.code(), answer);
      }
    }
  }

  private Request handedOn(HttpExchange exchange, byte[] body) {
    Request.Builder request =
        new Request.Builder().url(behind.resolve(exchange.getRequestURI()).toString());
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      String name = header.getKey();
      boolean isOurs =
          name.equalsIgnoreCase("Host")
              || name.equalsIgnoreCase("Content-length")
              || name.equalsIgnoreCase("Accept-encoding");
      if (!isOurs) {
        header.getValue().forEach(value -> request.addHeader(name, value));
      }
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    RequestBody entity =
        exchange.getRequestMethod().equals("GET")
            ? null
            : RequestBody.create(body, type == null ? null : MediaType.get(type));
    return request.method(exchange.getRequestMethod(), entity).build();
  }

  private static void send(HttpExchange exchange, int status, byte[] answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
  }

  private void repeat(HttpExchange exchange, byte[] body) throws IOException {
    learn(exchange, body);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (long done = 0; done < rows; done += given) {
        out.write(done == 0 ? '[' : ',');
        out.write(repeated);
      }
      out.write(']');
    }
  }

  private synchronized void learn(HttpExchange exchange, byte[] body) throws IOException {
    if (given > 0) {
      return;
    }
    try (Response response = client.newCall(handedOn(exchange, body)).execute()) {
      JsonNode chunk = JSON.readTree(response.body().byteStream()).path(0);
      given = chunk.path("results").size();
      if (given == 0) {
        throw new IOException("the report has no rows: " + chunk);
      }
      repeated = JSON.writeValueAsBytes(chunk);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
