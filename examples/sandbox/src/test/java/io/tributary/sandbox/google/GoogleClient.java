package io.tributary.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Queries a sandbox as a program would that knows nothing of its inside. */
final class GoogleClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;
  private String version = "v23";

  GoogleClient(URI uri) {
    this.uri = uri;
  }

  /** From now on this version is asked. */
  GoogleClient at(String newVersion) {
    version = newVersion;
    return this;
  }

  record Reply(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() throws IOException {
      return Json.parse(response.body());
    }

    /** The error of an answer, which may be an element of an array. */
    JsonNode error() throws IOException {
      JsonNode json = json();
      return (json.isArray() ? json.path(0) : json).path("error");
    }

    /** The first of Google's own errors. */
    JsonNode failure() throws IOException {
      return error().at("/details/0/errors/0");
    }

    /** The code of the first error, such as {@code queryError.UNRECOGNIZED_FIELD}. */
    String code() throws IOException {
      return failure().path("errorCode").properties().stream()
          .map(each -> each.getKey() + "." + each.getValue().asText())
          .findFirst()
          .orElse("");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Reply post(String path, String type, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return new Reply(http.send(request.build(), BodyHandlers.ofByteArray()));
  }

  Reply token(String form) throws IOException, InterruptedException {
    return post("/oauth/token", "application/x-www-form-urlencoded", form);
  }

  Reply get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Authorization", "Bearer " + Tokens.ACCESS_TOKEN)
            .build();
    return new Reply(http.send(request, BodyHandlers.ofByteArray()));
  }

  /** The answer of an account to a method such as {@code googleAds:search}. */
  Reply call(long account, String method, JsonNode body) throws IOException, InterruptedException {
    boolean isBelow = account != 1_000_000_006L;
    String path = "/" + version + "/customers/" + account + "/" + method;
    String[] login = isBelow ? new String[] {"login-customer-id", "9000000001"} : new String[0];
    List<String> headers = new ArrayList<>(List.of(login));
    headers.add("Authorization");
    headers.add("Bearer " + Tokens.ACCESS_TOKEN);
    return post(path, "application/json", body.toString(), headers.toArray(String[]::new));
  }

  Reply stream(long account, String query) throws IOException, InterruptedException {
    return call(account, "googleAds:searchStream", Json.object().put("query", query));
  }

  Reply search(long account, String query) throws IOException, InterruptedException {
    return call(account, "googleAds:search", Json.object().put("query", query));
  }

  /** Every row of an answer, whatever its chunks. */
  List<JsonNode> rows(long account, String query) throws IOException, InterruptedException {
    Reply reply = stream(account, query);
    if (reply.status() != 200) {
      throw new IOException(query + " answered " + reply.json());
    }
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode chunk : reply.json()) {
      chunk.path("results").forEach(rows::add);
    }
    return rows;
  }
}
