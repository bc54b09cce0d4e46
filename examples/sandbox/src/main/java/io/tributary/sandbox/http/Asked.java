package io.tributary.sandbox.http;

import java.util.Map;
import java.util.Optional;

/** What a client sends that bears on the answer; the names of headers are of any case. */
public record Asked(
    String method, String path, String query, Map<String, String> headers, String body) {
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
