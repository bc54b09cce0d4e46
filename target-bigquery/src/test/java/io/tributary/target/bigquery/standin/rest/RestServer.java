package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.fault.Fault;
import io.tributary.target.bigquery.standin.fault.Traffic;
import io.tributary.target.bigquery.standin.job.Jobs;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Arrivals;
import io.tributary.target.bigquery.standin.store.Buckets;
import io.tributary.target.bigquery.standin.store.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The REST interfaces of BigQuery and of Cloud Storage: requests in, answers out, and what may go
 * wrong on the way.
 */
public final class RestServer implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Traffic traffic;
  private final DatasetRoutes datasets;
  private final TableRoutes tables;
  private final JobRoutes jobs;
  private final Uploads uploads;
  private final BucketRoutes buckets;

  public RestServer(
      Traffic traffic, Catalog catalog, Jobs running, Buckets buckets, Arrivals arrivals) {
    this.traffic = traffic;
    this.datasets = new DatasetRoutes(catalog);
    this.tables = new TableRoutes(catalog, running);
    this.jobs = new JobRoutes(running);
    // Else each answer waits for the client to acknowledge the one before it.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    uploads = new Uploads(jobs, address(), arrivals);
    this.buckets = new BucketRoutes(buckets, address(), arrivals);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  /** Without a slash at the end. */
  public String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = Request.of(exchange);
      String call = request.call();
      traffic.arrived(call);
      Optional<Fault> fault =
          traffic.strike(
              call,
              EnumSet.of(
                  Fault.Kind.REFUSED,
                  Fault.Kind.CUT_BEFORE,
                  Fault.Kind.CUT_AFTER,
                  Fault.Kind.CUT_UPLOAD));
      Fault.Kind kind = fault.map(Fault::kind).orElse(Fault.Kind.SLOW);
      if (kind == Fault.Kind.CUT_BEFORE) {
        return; // hangs up
      }
      if (kind == Fault.Kind.CUT_UPLOAD) {
        if (BucketRoutes.isMeant(request)) {
          buckets.keepHalf(request);
        } else {
          uploads.keepHalf(request);
        }
        return;
      }
      Reply reply = answered(request, fault.filter(f -> f.kind() == Fault.Kind.REFUSED));
      if (kind != Fault.Kind.CUT_AFTER) {
        reply.send(exchange);
      }
    }
  }

  private Reply answered(Request request, Optional<Fault> refusal) {
    try {
      if (refusal.isPresent()) {
        throw refusal.get().error();
      }
      return route(request);
    } catch (ApiError e) {
      return new Reply(e.status(), e.body());
    } catch (RuntimeException e) {
      return new Reply(500, new ApiError(500, "internalError", "stand-in: " + e).body());
    }
  }

  private Reply route(Request request) {
    if (BucketRoutes.isMeant(request)) {
      return buckets.route(request);
    }
    String first = request.path().get(0);
    if (first.equals("upload")) {
      return uploads.route(request);
    }
    if (first.equals("jobs") || first.equals("queries")) {
      return jobs.route(request);
    }
    if (!first.equals("datasets")) {
      throw new ApiError(404, "notFound", "Not found: " + String.join("/", request.path()));
    }
    return request.path().size() < 3 ? datasets.route(request) : tables.route(request);
  }

  /** What is answered. */
  record Reply(int status, Optional<ObjectNode> body, String header, String value) {
    Reply(int status, ObjectNode body) {
      this(status, Optional.of(body), "", "");
    }

    static Reply ok(ObjectNode body) {
      return new Reply(200, body);
    }

    static Reply nothing() {
      return new Reply(204, Optional.empty(), "", "");
    }

    private void send(HttpExchange exchange) throws IOException {
      byte[] bytes = body.isPresent() ? Json.MAPPER.writeValueAsBytes(body.get()) : new byte[0];
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
      if (!header.isEmpty()) {
        exchange.getResponseHeaders().set(header, value);
      }
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
