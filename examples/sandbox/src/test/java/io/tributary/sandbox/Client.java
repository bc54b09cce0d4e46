package io.tributary.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Asks a sandbox as a program would that knows nothing of its inside. */
public final class Client {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;

  public Client(URI uri) {
    this.uri = uri;
  }

  public record Reply(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public JsonNode json() throws IOException {
      return Json.parse(response.body());
    }

    public JsonNode error() throws IOException {
      return json().path("error");
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Reply get(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve(path)).header("Authorization", "Bearer sk_test_sandbox");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  public Reply send(HttpRequest request) throws IOException, InterruptedException {
    return new Reply(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
  }

  /** Every object of a list, page after page. */
  public List<JsonNode> all(String path, String... headers)
      throws IOException, InterruptedException {
    List<JsonNode> objects = new ArrayList<>();
    String next = path + (path.contains("?") ? "&" : "?") + "limit=100";
    String cursor = "";
    while (true) {
      Reply reply = get(next + cursor, headers);
      JsonNode page = reply.json();
      if (reply.status() != 200) {
        throw new IOException(next + cursor + " answered " + page);
      }
      page.path("data").forEach(objects::add);
      if (!page.path("has_more").asBoolean()) {
        return objects;
      }
      cursor = "&starting_after=" + objects.get(objects.size() - 1).path("id").asText();
    }
  }
}
