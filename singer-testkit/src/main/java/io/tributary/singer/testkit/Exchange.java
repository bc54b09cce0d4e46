package io.tributary.singer.testkit;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request and its answer, as a file keeps them: the request line and the headers that must be
 * there, an empty line, the status and the headers of the answer, an empty line, and the body.
 */
record Exchange(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> required,
    int status,
    Map<String, String> headers,
    String body) {

  static Exchange parse(String text) {
    String[] parts = text.replace("\r\n", "\n").split("\n\n", 3);
    if (parts.length < 2) {
      throw new IllegalArgumentException("a request, an empty line, and an answer: " + text);
    }
    List<String> request = parts[0].lines().toList();
    List<String> answer = parts[1].lines().toList();
    String[] line = request.get(0).split(" ", 3);
    URI url = URI.create(line[1]);
    String[] status = answer.get(0).replaceFirst("^HTTP/[0-9.]+ ", "").split(" ", 2);
    return new Exchange(
        line[0],
        url.getPath(),
        query(url.getRawQuery() == null ? "" : url.getRawQuery()),
        headers(request),
        Integer.parseInt(status[0]),
        headers(answer),
        parts.length < 3 ? "" : parts[2]);
  }

  private static Map<String, String> headers(List<String> lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] header = line.split(":", 2);
      headers.put(header[0].strip(), header.length < 2 ? "" : header[1].strip());
    }
    return headers;
  }

  /** The parameters of a query or of a form, each with its values sorted. */
  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> parameters = new TreeMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parameter = pair.split("=", 2);
        parameters
            .computeIfAbsent(decoded(parameter[0]), name -> new ArrayList<>())
            .add(parameter.length < 2 ? "" : decoded(parameter[1]));
      }
    }
    parameters.values().forEach(values -> values.sort(null));
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Whether this is the answer to {@code request}: every parameter counts, in any order. */
  boolean answers(Request request) {
    URI url = URI.create(request.getUrl());
    return request.getMethod().value().equals(method)
        && url.getPath().equals(path)
        && query(url.getRawQuery() == null ? "" : url.getRawQuery()).equals(query)
        && required.entrySet().stream()
            .allMatch(
                header ->
                    request.containsHeader(header.getKey())
                        && request.header(header.getKey()).containsValue(header.getValue()));
  }

  /** What two requests have in common that get their answers one after the other. */
  Object asked() {
    return List.of(method, path, query, required);
  }
}
