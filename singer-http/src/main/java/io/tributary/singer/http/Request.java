package io.tributary.singer.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of an API.
 *
 * @param method GET or POST
 * @param path from the API's address on, its segments already encoded
 * @param parameters the query, or the form that is sent, in order; a name may come several times
 * @param headers what this request sends besides the headers of all
 * @param endpoint what the API counts together when it limits rates
 * @param body what a POST sends
 */
public record Request(
    String method,
    String path,
    List<Pair> parameters,
    List<Pair> headers,
    String endpoint,
    Optional<JsonNode> body) {

  /** A name with its value. */
  public record Pair(String name, String value) {}

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  public Request {
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw new IllegalArgumentException("a path begins with one slash, unlike " + path);
    }
    parameters = List.copyOf(parameters);
    headers = List.copyOf(headers);
  }

  /**
   * Reads something.
   *
   * @param path where the API keeps it, such as {@code /v1/invoices}
   * @param segments what follows it: ids and names, each encoded here
   */
  public static Request get(String path, String... segments) {
    return of("GET", path, segments, Optional.empty());
  }

  /** Sends something. Only retried as {@link #isRepeatable} allows. */
  public static Request post(JsonNode body, String path, String... segments) {
    return of("POST", path, segments, Optional.of(body));
  }

  /** Sends a form: its parameters. Only retried as {@link #isRepeatable} allows. */
  public static Request form(String path) {
    return of("POST", path, new String[0], Optional.empty());
  }

  /** Whether its parameters are what it sends, and not part of its address. */
  boolean isForm() {
    return method.equals("POST") && body.isEmpty();
  }

  private static Request of(
      String method, String path, String[] segments, Optional<JsonNode> body) {
    StringBuilder whole = new StringBuilder(path);
    for (String segment : segments) {
      whole.append('/').append(encoded(segment));
    }
    return new Request(method, whole.toString(), List.of(), List.of(), method + ' ' + path, body);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replaceAll("^\\.{1,2}$", "%2E");
  }

  /** The same with one parameter set, instead of any that had the name before. */
  public Request with(String name, String value) {
    List<Pair> more = new ArrayList<>(parameters);
    more.removeIf(parameter -> parameter.name().equals(name));
    more.add(new Pair(name, value));
    return new Request(method, path, more, headers, endpoint, body);
  }

  /** The same with one more parameter of a name that may come several times. */
  public Request adding(String name, String value) {
    List<Pair> more = new ArrayList<>(parameters);
    more.add(new Pair(name, value));
    return new Request(method, path, more, headers, endpoint, body);
  }

  /** The same with one more header. */
  public Request withHeader(String name, String value) {
    List<Pair> more = new ArrayList<>(headers);
    more.add(new Pair(name, value));
    return new Request(method, path, parameters, more, endpoint, body);
  }

  /** The same, counted as {@code name} where rates are limited. */
  public Request countedAs(String name) {
    return new Request(method, path, parameters, headers, name, body);
  }

  /** Whether sending it twice does no more than sending it once. */
  public boolean isRepeatable() {
    return method.equals("GET")
        || headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(IDEMPOTENCY_KEY));
  }

  /** What a message may tell of it: never the query. */
  @Override
  public String toString() {
    return method + ' ' + path;
  }
}
