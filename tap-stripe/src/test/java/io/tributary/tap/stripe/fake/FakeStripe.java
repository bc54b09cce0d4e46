package io.tributary.tap.stripe.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.Secret;
import io.tributary.singer.http.Auth;
import io.tributary.singer.http.HttpApi;
import io.tributary.singer.http.RateLimit;
import io.tributary.singer.http.RetryPolicy;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.StripeRefusals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A few of Stripe's lists, as Stripe pages and filters them, with a clock of their own and faults
 * on demand. Thread-safe.
 */
public final class FakeStripe implements AutoCloseable {
  public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private static final int EMBEDDED = 10;

  /**
   * An object of a list.
   *
   * @param visible from when on, by the clock, lists show it
   */
  private record Listed(ObjectNode json, long created, long visible) {}

  private final ServerSocket server;
  private final HttpApi http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, List<Listed>> lists = new HashMap<>();
  private final Map<String, ObjectNode> refusals = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<Runnable> beforeAnswers = new ArrayList<>();
  private final Map<String, ObjectNode> singles = new HashMap<>();
  private String nextHost = "";
  private Random faults = new Random(0);
  private int faultPercent;
  private int events;
  private long now = EPOCH.getEpochSecond();
  private long ahead;
  private String eventVersion = "2022-11-15";
  private String lastServed = "";

  public FakeStripe() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http =
        HttpApi.at(uri())
            .with(Auth.bearer(new Secret("sk_test_fake")))
            .withTimeout(Duration.ofSeconds(10))
            .withLimit(RateLimit.none())
            .withRetries(new RetryPolicy(30, Duration.ZERO, Duration.ZERO), StripeRefusals.RULES);
    threads.execute(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed: that is how it ends
    }
  }

  /** Answers requests until the client is gone, or a fault ends it. */
  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.setTcpNoDelay(true);
      String line = in.readLine();
      while (line != null) {
        String target = line.split(" ", -1)[1];
        String account = "";
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
          if (header.startsWith("Stripe-Account: ")) {
            account = header.substring("Stripe-Account: ".length());
          }
        }
        if (!answer(account, URI.create(target), socket.getOutputStream())) {
          return;
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      // the client went away
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** An API of this server that tries again without waiting. */
  public StripeApi api(int pageSize) {
    return new StripeApi(http, pageSize);
  }

  public synchronized Instant now() {
    return Instant.ofEpochSecond(now);
  }

  public synchronized void set(Instant time) {
    now = time.getEpochSecond();
  }

  /** From now on some of the answers are faults, the same ones for the same seed. */
  public synchronized void breakSome(int percent, long seed) {
    faultPercent = percent;
    faults = new Random(seed);
  }

  /** Runs something once, before the next answer but {@code skipped} is made. */
  public synchronized void before(int skipped, Runnable act) {
    while (beforeAnswers.size() <= skipped) {
      beforeAnswers.add(() -> {});
    }
    beforeAnswers.set(skipped, act);
  }

  /** Lets the pages of the second API lead to another host. */
  public synchronized void leadTo(String host) {
    nextHost = host;
  }

  /** What is answered to a request for this path, if it is neither a list nor in one. */
  public synchronized void set(String path, ObjectNode json) {
    singles.put(path, json);
  }

  /** Runs nothing any more before an answer. */
  public synchronized void forgetActs() {
    beforeAnswers.clear();
  }

  /** The id of the last object of the newest answer. */
  public synchronized String lastServed() {
    return lastServed;
  }

  /** Everything is gone. */
  public synchronized void clear() {
    lists.clear();
    requests.clear();
    beforeAnswers.clear();
  }

  /** Lets nobody read a list for want of a permission. */
  public void forbid(String path, String permission) {
    String message =
        "The provided key 'rk_test_*' does not have the required permissions for this endpoint."
            + " Having the '%s' permission would allow this request to continue.";
    refuse(path, 403, message.formatted(permission));
  }

  /** Answers every request for a list with an error. */
  public synchronized void refuse(String path, int status, String message) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.putObject("error").put("status", status).put("message", message);
    refusals.put(path, answer);
  }

  /** Lets the clock of the Date header go ahead of the time by which things happen. */
  public synchronized void skew(long seconds) {
    ahead = seconds;
  }

  /** From now on events show objects in this API version. */
  public synchronized void showEventsAs(String version) {
    eventVersion = version;
  }

  /** Adds an object as it is. */
  public synchronized void add(String path, ObjectNode json) {
    long created = json.path("created").asLong();
    lists.computeIfAbsent(path, p -> new ArrayList<>()).add(new Listed(json, created, created));
  }

  public synchronized ObjectNode add(String path, String id, Instant created) {
    return add(path, id, created, created);
  }

  public synchronized ObjectNode add(String path, String id, Instant created, Instant visible) {
    ObjectNode json =
        Json.MAPPER.createObjectNode().put("id", id).put("created", created.getEpochSecond());
    lists
        .computeIfAbsent(path, p -> new ArrayList<>())
        .add(new Listed(json, created.getEpochSecond(), visible.getEpochSecond()));
    return json;
  }

  /** Adds an invoice with some lines, of which the first ten come with it. */
  public void addInvoice(String id, Instant created, int lines) {
    ObjectNode invoice = add("/v1/invoices", id, created);
    String path = "/v1/invoices/" + id + "/lines";
    for (int i = 0; i < lines; i++) {
      add(path, "il_" + id + "_" + i, created).put("amount", i);
    }
    ObjectNode embedded = invoice.putObject("lines").put("object", "list").put("url", path);
    ArrayNode data = embedded.putArray("data");
    lists.getOrDefault(path, List.of()).stream()
        .limit(EMBEDDED)
        .forEach(line -> data.add(line.json().deepCopy()));
    embedded.put("has_more", lines > EMBEDDED);
  }

  /** Changes an object, or deletes it, and tells of it in an event. */
  public synchronized void change(String path, String id, String type, Instant at) {
    change(path, id, type, at, at);
  }

  /**
   * The same.
   *
   * @param visible from when on the event can be seen
   */
  public synchronized void change(
      String path, String id, String type, Instant at, Instant visible) {
    touch(path, id).ifPresent(object -> event(type, object.deepCopy(), at, visible));
    if (type.endsWith(".deleted")) {
      remove(path, id);
    }
  }

  /** Changes an object without a word. */
  public synchronized Optional<ObjectNode> touch(String path, String id) {
    for (Listed one : lists.getOrDefault(path, List.of())) {
      if (one.json().get("id").asText().equals(id)) {
        return Optional.of(one.json().put("revision", one.json().path("revision").asInt() + 1));
      }
    }
    return Optional.empty();
  }

  public synchronized void event(String type, ObjectNode object, Instant at) {
    event(type, object, at, at);
  }

  public synchronized void event(String type, ObjectNode object, Instant at, Instant visible) {
    event("/v1/events", type, object, at, visible);
  }

  /** Tells of something in a list of events; answers what it tells besides the object. */
  public synchronized ObjectNode event(
      String path, String type, ObjectNode object, Instant at, Instant visible) {
    ObjectNode event = add(path, "evt_" + events++, at, visible).put("type", type);
    event.put("object", "event").put("api_version", eventVersion);
    ObjectNode data = event.putObject("data");
    data.set("object", object);
    return data;
  }

  /** The object itself, to be changed under this server's lock. */
  public synchronized ObjectNode find(String path, String id) {
    for (Listed one : lists.getOrDefault(path, List.of())) {
      if (one.json().get("id").asText().equals(id)) {
        return one.json();
      }
    }
    throw new IllegalArgumentException(id);
  }

  public synchronized void remove(String path, String id) {
    lists.getOrDefault(path, List.of()).removeIf(one -> one.json().get("id").asText().equals(id));
  }

  public synchronized void removeList(String path) {
    lists.remove(path);
  }

  /** The requests that came, path and query. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  public synchronized void forgetRequests() {
    requests.clear();
  }

  /** Says whether the connection lives on. */
  private boolean answer(String account, URI uri, OutputStream out) throws IOException {
    int fault;
    ObjectNode answer;
    String date;
    synchronized (this) {
      requests.add(account + URLDecoder.decode(uri.toString(), StandardCharsets.UTF_8));
      if (!beforeAnswers.isEmpty()) {
        beforeAnswers.remove(0).run();
      }
      fault = faults.nextInt(100) < faultPercent ? faults.nextInt(4) : -1;
      answer = answer(account + uri.getPath(), parameters(uri));
      Instant shown = now().plusSeconds(ahead);
      date = DateTimeFormatter.RFC_1123_DATE_TIME.format(shown.atOffset(ZoneOffset.UTC));
    }
    int status = answer.has("error") ? answer.get("error").get("status").asInt() : 200;
    byte[] body = Json.MAPPER.writeValueAsBytes(answer);
    return switch (fault) {
      case 0 -> send(out, 500, date, "{}".getBytes(StandardCharsets.UTF_8), 0);
      case 1 -> send(out, 429, date, "{}".getBytes(StandardCharsets.UTF_8), 0);
      case 2 -> false;
      case 3 -> send(out, status, date, body, body.length / 2);
      default -> send(out, status, date, body, 0);
    };
  }

  private static boolean send(OutputStream out, int status, String date, byte[] body, int missing)
      throws IOException {
    String head =
        "HTTP/1.1 %d -\r\nDate: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, date, body.length);
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(body, 0, body.length - missing);
    out.flush();
    return missing == 0;
  }

  private static Map<String, String> parameters(URI uri) {
    Map<String, String> parameters = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.merge(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8),
            (one, other) -> one + ' ' + other);
      }
    }
    return parameters;
  }

  private ObjectNode answer(String path, Map<String, String> parameters) {
    if (refusals.containsKey(path)) {
      return refusals.get(path);
    }
    if (path.endsWith("/lines") && !lists.containsKey(path)) {
      return error("No such invoice", null);
    }
    if (path.equals("/v1/account")) {
      return Json.MAPPER.createObjectNode().put("id", "acct_fake").put("object", "account");
    }
    if (singles.containsKey(path)) {
      return singles.get(path).deepCopy();
    }
    if (!lists.containsKey(path) && lists.containsKey(path.substring(0, path.lastIndexOf('/')))) {
      return one(path);
    }
    if (path.startsWith("/v2/")) {
      return secondApi(path, parameters);
    }
    List<Listed> all = new ArrayList<>(lists.getOrDefault(path, List.of()));
    all.removeIf(one -> one.visible() > now);
    if (!path.endsWith("/lines")) {
      all.sort(Comparator.comparingLong(Listed::created).reversed());
    }
    String after = parameters.get("starting_after");
    if (after != null) {
      int at = -1;
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).json().get("id").asText().equals(after)) {
          at = i;
        }
      }
      if (at < 0) {
        return error("No such object: '" + after + "'", "starting_after");
      }
      all = all.subList(at + 1, all.size());
    }
    long since = Long.parseLong(parameters.getOrDefault("created[gte]", "0"));
    long before = Long.parseLong(parameters.getOrDefault("created[lt]", "99999999999"));
    int limit = Integer.parseInt(parameters.getOrDefault("limit", "10"));
    List<String> types =
        new ArrayList<>(List.of(parameters.getOrDefault("types[]", "").split(" ", -1)));
    types.remove("");
    List<Listed> found =
        all.stream()
            .filter(one -> one.created() >= since && one.created() < before)
            .filter(one -> types.isEmpty() || types.contains(one.json().path("type").asText()))
            .toList();
    ObjectNode list = Json.MAPPER.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    found.stream().limit(limit).forEach(one -> data.add((JsonNode) one.json().deepCopy()));
    lastServed = data.path(data.size() - 1).path("id").asText();
    return list.put("has_more", found.size() > limit);
  }

  /** A list of the second API, whose pages say where the next one is. */
  private ObjectNode secondApi(String path, Map<String, String> parameters) {
    List<Listed> all = lists.getOrDefault(path, List.of());
    int from = Integer.parseInt(parameters.getOrDefault("page", "0"));
    int until = Math.min(all.size(), from + Integer.parseInt(parameters.get("limit")));
    ObjectNode list = Json.MAPPER.createObjectNode();
    ArrayNode data = list.putArray("data");
    all.subList(from, until).forEach(one -> data.add((JsonNode) one.json().deepCopy()));
    list.put(
        "next_page_url",
        until == all.size()
            ? null
            : nextHost + path + "?limit=" + parameters.get("limit") + "&page=" + until);
    return list;
  }

  private ObjectNode one(String path) {
    int end = path.lastIndexOf('/');
    for (Listed one : lists.getOrDefault(path.substring(0, end), List.of())) {
      if (one.json().get("id").asText().equals(path.substring(end + 1))) {
        return one.json().deepCopy();
      }
    }
    return error("No such object", null);
  }

  private static ObjectNode error(String message, @org.jspecify.annotations.Nullable String param) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ObjectNode error = answer.putObject("error");
    error.put("code", "resource_missing").put("message", message);
    error.put("status", param == null ? 404 : 400);
    if (param != null) {
      error.put("param", param);
    }
    return answer;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
