package io.tributary.sandbox.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.tributary.sandbox.Fault;
import io.tributary.sandbox.SandboxOptions;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.stripe.Query;
import io.tributary.sandbox.world.Totals;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The HTTP server on this machine's loopback address: Stripe's paths, and {@code /sandbox/now},
 * {@code /sandbox/totals} and {@code /sandbox/ids} for those who run it.
 */
public final class Server implements AutoCloseable {
  private static final int THREADS = 24;

  /** For how many requests a second there are threads that do nothing but be late. */
  private static final int LATE_PER_SECOND = 200;

  private static final int MOST_THREADS = 1000;

  private final SandboxOptions options;
  private volatile Stage stage;
  private final Desk desk;
  private final WireMockServer http;

  /** Starts answering; returns once it does. */
  public Server(SandboxOptions options, Stage first) {
    this.options = options;
    stage = first;
    desk = new Desk(options, this::stage, System::nanoTime);
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .port(options.port())
            .containerThreads(threads(options.weather().latency()))
            .disableRequestJournal()
            .gzipDisabled(true)
            .http2PlainDisabled(true)
            .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
            .extensions(new Counter());
    http = new WireMockServer(configuration);
    http.stubFor(any(anyUrl()).willReturn(aResponse()));
    http.start();
  }

  /** An answer that is late keeps a thread for as long. */
  private static int threads(Duration latency) {
    return (int) Math.min(MOST_THREADS, THREADS + latency.toMillis() * LATE_PER_SECOND / 1000);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.port());
  }

  public Stage stage() {
    return stage;
  }

  /** Moves the world on; time does not go back. */
  public synchronized void advanceTo(Instant now) {
    Stage current = stage;
    if (now.toEpochMilli() < current.world().now()) {
      throw new IllegalArgumentException(
          "the sandbox is at "
              + Instant.ofEpochMilli(current.world().now())
              + " and cannot go back");
    }
    stage =
        Stage.at(
            current.world().plan(),
            now.toEpochMilli(),
            options.manners().oldVersion(),
            options.weather().eventLag().toMillis());
  }

  @Override
  public void close() {
    http.stop();
  }

  /** Hands every request of the HTTP server to the desk. */
  private final class Counter implements ResponseDefinitionTransformerV2 {
    @Override
    public String getName() {
      return "sandbox";
    }

    @Override
    public ResponseDefinition transform(ServeEvent served) {
      Request request = served.getRequest();
      String url = request.getUrl();
      int mark = url.indexOf('?');
      String path = mark < 0 ? url : url.substring(0, mark);
      if (path.startsWith("/sandbox/")) {
        return control(request, path, mark < 0 ? "" : url.substring(mark + 1));
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (HttpHeader header : request.getHeaders().all()) {
        headers.put(header.key(), header.firstValue());
      }
      headers.putIfAbsent("Host", request.getHost() + ":" + request.getPort());
      String query = mark < 0 ? "" : url.substring(mark + 1);
      return sent(
          desk.answer(
              new Desk.Asked(
                  request.getMethod().value(), path, query, headers, request.getBodyAsString())));
    }
  }

  private ResponseDefinition sent(Answer answer) {
    ResponseDefinitionBuilder response = aResponse().withStatus(answer.status());
    answer.headers().forEach(response::withHeader);
    if (!options.weather().latency().isZero()) {
      response.withFixedDelay((int) options.weather().latency().toMillis());
    }
    byte[] body = answer.body();
    if (answer.fault().filter(Fault.CONNECTION_RESET::equals).isPresent()) {
      return response
          .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
          .build();
    }
    if (answer.fault().filter(Fault.TRUNCATED_BODY::equals).isPresent()) {
      response.withHeader("Content-Length", Integer.toString(body.length));
      return response.withBody(Arrays.copyOf(body, body.length / 2)).build();
    }
    return response.withBody(body).build();
  }

  private ResponseDefinition control(Request request, String path, String query) {
    if (path.equals("/sandbox/ids")) {
      return json(200, stage.ids(Query.of(query).value("path").orElse("")));
    }
    if (path.equals("/sandbox/totals")) {
      return json(200, TotalsJson.of(Totals.of(stage.world())));
    }
    if (!path.equals("/sandbox/now")) {
      return json(
          404,
          Json.object()
              .put("error", "there is /sandbox/now, /sandbox/totals and /sandbox/ids?path=..."));
    }
    try {
      if (request.getMethod().value().equals("POST")) {
        advanceTo(Instant.parse(Json.parse(request.getBody()).path("now").asText()));
      }
    } catch (IOException | DateTimeParseException e) {
      return json(400, Json.object().put("error", "send {\"now\": \"2026-11-01T00:00:00Z\"}"));
    } catch (IllegalArgumentException e) {
      return json(409, Json.object().put("error", e.getMessage()));
    }
    Instant now = Instant.ofEpochMilli(stage.world().now());
    return json(200, Json.object().put("now", now.toString()));
  }

  private static ResponseDefinition json(int status, ObjectNode body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(Json.bytes(body))
        .build();
  }
}
