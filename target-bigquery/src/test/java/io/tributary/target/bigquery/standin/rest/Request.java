package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.TableId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A request.
 *
 * @param project of the path; empty if it has none
 * @param path the parts behind the project
 * @param headers by their names in lower case
 */
record Request(
    String method,
    String project,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    ByteBuffer body) {
  private static final String PROJECTS = "/projects/";

  static Request of(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
    String raw = exchange.getRequestURI().getRawPath();
    boolean isUpload = raw.startsWith("/upload/");
    boolean isPart = headers.containsKey("content-range");
    if (!isPart && "gzip".equals(headers.get("content-encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    Map<String, String> query = new HashMap<>();
    String asked = exchange.getRequestURI().getRawQuery();
    for (String pair : asked == null ? new String[0] : asked.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          decoded(pair.substring(0, Math.max(equals, 0))), decoded(pair.substring(equals + 1)));
    }
    int start = raw.indexOf(PROJECTS);
    List<String> parts =
        start < 0
            ? List.of(raw.substring(1).split("/", -1))
            : List.of(raw.substring(start + PROJECTS.length()).split("/", -1));
    List<String> path = parts.stream().skip(start < 0 ? 0 : 1).map(Request::decoded).toList();
    if (isUpload && start >= 0) {
      path = List.of("upload", path.get(path.size() - 1));
    }
    String method = headers.getOrDefault("x-http-method-override", exchange.getRequestMethod());
    return new Request(
        method,
        start < 0 ? "" : decoded(parts.get(0)),
        path,
        query,
        headers,
        ByteBuffer.wrap(body));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return bytes;
  }

  ObjectNode json() {
    try {
      if (bytes().length == 0) {
        return Json.MAPPER.createObjectNode();
      }
      return (ObjectNode) Json.MAPPER.readTree(bytes());
    } catch (IOException | ClassCastException e) {
      throw new ApiError(400, "parseError", "Parse Error");
    }
  }

  Optional<String> asked(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The dataset or table that the path names. */
  TableId table() {
    return new TableId(project, path.get(1), path.size() > 3 ? path.get(3) : "");
  }

  /** As the list of calls has it: the kind of a job is told, of an upload the part. */
  String call() {
    String what = method + " " + String.join("/", path);
    if (headers.containsKey("content-range")) {
      return what + " " + headers.get("content-range");
    }
    if (method.equals("POST") && path.get(path.size() - 1).equals("jobs")) {
      String kind =
          json().path("configuration").properties().stream()
              .map(Map.Entry::getKey)
              .filter(key -> List.of("load", "query", "copy", "extract").contains(key))
              .findFirst()
              .orElse("");
      return what + " " + kind;
    }
    return what;
  }
}
