package io.tributary.sandbox.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.InputStreamSource;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.tributary.sandbox.ads.Returns;
import io.tributary.sandbox.google.Operations;
import io.tributary.sandbox.http.Answer;
import io.tributary.sandbox.http.Answer.Body;
import io.tributary.sandbox.http.Asked;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.Fault;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.sandbox.stripe.Query;
import io.tributary.sandbox.world.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The HTTP server on this machine's loopback address: Stripe's paths and Google's, and those below
 * {@code /sandbox/} for those who run it.
 */
public final class Server implements AutoCloseable {
  private static final int THREADS = 24;

  /** For how many requests a second there are threads that do nothing but be late. */
  private static final int LATE_PER_SECOND = 200;

  private static final int MOST_THREADS = 1000;
  private static final int LONGEST_TRUNCATED = 1 << 20;

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
            .useChunkedTransferEncoding(ChunkedEncodingPolicy.BODY_FILE)
            .maxLoggedResponseSize(0)
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
    stage = Stage.at(options, now.toEpochMilli());
  }

  @Override
  public void close() {
    http.stop();
  }

  /** What has been counted against Google's quota. */
  public Operations operations() {
    return desk.google().operations();
  }

  /** The key of Google's service account. */
  public ObjectNode serviceAccountKey() {
    return desk.google().serviceAccountKey(uri().toString());
  }

  /** Hands every request of the HTTP server to the desk. */
  private final class Counter implements ResponseTransformerV2 {
    @Override
    public String getName() {
      return "sandbox";
    }

    @Override
    public Response transform(Response unused, ServeEvent served) {
      Request request = served.getRequest();
      String url = request.getUrl();
      int mark = url.indexOf('?');
      String path = mark < 0 ? url : url.substring(0, mark);
      String query = mark < 0 ? "" : url.substring(mark + 1);
      if (path.startsWith("/sandbox/")) {
        return control(request, path, query);
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (HttpHeader header : request.getHeaders().all()) {
        headers.put(header.key(), header.firstValue());
      }
      headers.putIfAbsent("Host", request.getHost() + ":" + request.getPort());
      String method = request.getMethod().value();
      return sent(desk.answer(new Asked(method, path, query, headers, request.getBodyAsString())));
    }
  }

  private Response sent(Answer answer) {
    List<HttpHeader> headers = new ArrayList<>();
    answer.headers().forEach((name, value) -> headers.add(new HttpHeader(name, value)));
    Response.Builder response = Response.response().status(answer.status());
    if (!options.weather().latency().isZero()) {
      response.incrementInitialDelay(options.weather().latency().toMillis());
    }
    if (answer.fault().filter(Fault.CONNECTION_RESET::equals).isPresent()) {
      response.fault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
    }
    if (answer.fault().filter(Fault.TRUNCATED_BODY::equals).isPresent()) {
      byte[] beginning = beginning(answer.body());
      headers.add(new HttpHeader("Content-Length", Integer.toString(beginning.length)));
      response.body(Arrays.copyOf(beginning, beginning.length / 2));
    } else if (answer.body().isHeld()) {
      response.body(beginning(answer.body()));
    } else {
      response.body((InputStreamSource) answer.body().stream()::get);
    }
    return response.headers(new HttpHeaders(headers)).build();
  }

  /** A body, or the first part of one that is long. */
  private static byte[] beginning(Body body) {
    try (InputStream in = body.stream().get()) {
      return body.isHeld() ? in.readAllBytes() : in.readNBytes(LONGEST_TRUNCATED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response control(Request request, String path, String query) {
    if (path.equals("/sandbox/ids")) {
      return json(200, stage.ids(Query.of(query).value("path").orElse("")));
    }
    if (path.equals("/sandbox/totals")) {
      return json(200, TotalsJson.of(Totals.of(stage.world())));
    }
    if (path.equals("/sandbox/returns")) {
      return json(200, ReturnsJson.of(Returns.of(stage.ads(), stage.world())));
    }
    if (path.equals("/sandbox/operations")) {
      return json(200, operations().json());
    }
    if (path.equals("/sandbox/service_account")) {
      return json(200, serviceAccountKey());
    }
    if (!path.equals("/sandbox/now")) {
      return json(
          404,
          Json.object()
              .put(
                  "error",
                  "there is /sandbox/now, /sandbox/totals, /sandbox/returns,"
                      + " /sandbox/operations, /sandbox/service_account and /sandbox/ids?path=..."));
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

  private static Response json(int status, ObjectNode body) {
    return Response.response()
        .status(status)
        .headers(new HttpHeaders(new HttpHeader("Content-Type", "application/json")))
        .body(Json.bytes(body))
        .build();
  }
}
