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
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A few of Stripe's lists, as Stripe pages and filters them, with a clock of their own and faults
 * on demand. Thread-safe.
 */
public final class FakeStripe implements AutoCloseable {
  public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private static final int EMBEDDED = 10;
  private static final List<Fault> FAULTS = List.of(Fault.values());

  /**
   * An object of a list.
   *
   * @param visible from when on, by the clock, lists show it
   */
  private record Listed(ObjectNode json, long created, long visible) {
    private String id() {
      return json.get("id").asText();
    }
  }

  private final FakeServer server;
  private final HttpApi http;
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
  private final Map<Fault, Integer> broken = new EnumMap<>(Fault.class);
  private final Map<String, String> nested = new HashMap<>();
  private final Map<String, String> elsewhere = new HashMap<>();
  private final Set<String> expandable = new TreeSet<>();
  private final Set<String> deleted = new TreeSet<>();
  private int statusOfLostCursors = 400;
  private int lostCursors;

  public FakeStripe() {
    server = new FakeServer(this::reply);
    http =
        HttpApi.at(uri())
            .with(Auth.bearer(new Secret("sk_test_fake")))
            .withTimeout(Duration.ofSeconds(10))
            .withLimit(RateLimit.none())
            .withRetries(new RetryPolicy(30, Duration.ZERO, Duration.ZERO), StripeRefusals.RULES);
  }

  public URI uri() {
    return server.uri();
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
    nested.clear();
    elsewhere.clear();
    expandable.clear();
    deleted.clear();
    requests.clear();
    beforeAnswers.clear();
  }

  /**
   * Lets the objects of a list have a list in a field, at the object's path and the field's name.
   * The first few of it come with the object.
   */
  public synchronized void nest(String path, String field) {
    nested.put(path, field);
  }

  /** The same, but none of it comes with the object unless that is asked for. */
  public synchronized void nestExpandable(String path, String field) {
    nest(path, field);
    expandable.add(path);
  }

  /** Lets the lists in the objects of a list be had at another path, which names the object. */
  public synchronized void elsewhere(String path, String parameter, String parents, String field) {
    elsewhere.put(path + '?' + parameter, parents + "/%s/" + field);
  }

  /** With which status a cursor is refused whose object is gone. */
  public synchronized void refuseLostCursorsWith(int status) {
    statusOfLostCursors = status;
  }

  /** How often a cursor was refused since its object was gone. */
  public synchronized int lostCursors() {
    return lostCursors;
  }

  /** How often each fault occurred. */
  public synchronized Map<Fault, Integer> faults() {
    return Map.copyOf(broken);
  }

  /** What is in a list, whether it shows or not. */
  public synchronized List<String> ids(String path) {
    return lists.getOrDefault(path, List.of()).stream().map(Listed::id).toList();
  }

  /** An object as an event shows it. */
  public synchronized ObjectNode shown(String path, String id) {
    return shown(path, listed(path, id).orElseThrow(), false);
  }

  private ObjectNode shown(String path, Listed one, boolean expanded) {
    ObjectNode object = one.json().deepCopy();
    String field = nested.get(path);
    if (field != null && (expanded || !expandable.contains(path))) {
      String place = path + '/' + one.id() + '/' + field;
      List<Listed> inside = lists.getOrDefault(place, List.of());
      ObjectNode list = object.putObject(field).put("object", "list").put("url", place);
      ArrayNode data = list.putArray("data");
      inside.stream().limit(EMBEDDED).forEach(each -> data.add((JsonNode) each.json().deepCopy()));
      list.put("has_more", inside.size() > EMBEDDED);
    }
    return object;
  }

  /** Whether a path is one of a list in an object. */
  private boolean isNested(String path) {
    int field = path.lastIndexOf('/');
    int id = path.lastIndexOf('/', field - 1);
    return id > 0 && path.substring(field + 1).equals(nested.get(path.substring(0, id)));
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
    nest("/v1/invoices", "lines");
    add("/v1/invoices", id, created);
    for (int i = 0; i < lines; i++) {
      add("/v1/invoices/" + id + "/lines", "il_" + id + "_" + i, created).put("amount", i);
    }
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
    return listed(path, id)
        .map(one -> one.json().put("revision", one.json().path("revision").asInt() + 1));
  }

  private Optional<Listed> listed(String path, String id) {
    return lists.getOrDefault(path, List.of()).stream()
        .filter(one -> one.id().equals(id))
        .findFirst();
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
    return listed(path, id).orElseThrow().json();
  }

  /** Deletes an object, and what is in it. */
  public synchronized void remove(String path, String id) {
    lists.getOrDefault(path, List.of()).removeIf(one -> one.id().equals(id));
    deleted.add(path + '/' + id);
    lists.remove(path + '/' + id + '/' + nested.get(path));
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

  private FakeServer.Reply reply(String account, URI uri) {
    ObjectNode answer;
    String date;
    Optional<Fault> fault;
    synchronized (this) {
      requests.add(account + URLDecoder.decode(uri.toString(), StandardCharsets.UTF_8));
      if (!beforeAnswers.isEmpty()) {
        beforeAnswers.remove(0).run();
      }
      fault = fault();
      answer = answer(account + uri.getPath(), parameters(uri));
      Instant shown = now().plusSeconds(ahead);
      date = DateTimeFormatter.RFC_1123_DATE_TIME.format(shown.atOffset(ZoneOffset.UTC));
    }
    int status = answer.has("error") ? answer.get("error").get("status").asInt() : 200;
    return new FakeServer.Reply(status, date, answer, fault);
  }

  private Optional<Fault> fault() {
    if (faults.nextInt(100) >= faultPercent) {
      return Optional.empty();
    }
    Fault fault = FAULTS.get(faults.nextInt(FAULTS.size()));
    broken.merge(fault, 1, Integer::sum);
    return Optional.of(fault);
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
    if (path.equals("/v1/account") && !singles.containsKey(path)) {
      return Json.MAPPER.createObjectNode().put("id", "acct_fake").put("object", "account");
    }
    if (singles.containsKey(path)) {
      return singles.get(path).deepCopy();
    }
    if (isNested(path)) {
      return lists.containsKey(path)
          ? list(path, parameters)
          : error("No such object", Optional.empty(), 404);
    }
    if (!lists.containsKey(path) && lists.containsKey(path.substring(0, path.lastIndexOf('/')))) {
      return one(path, parameters);
    }
    if (path.startsWith("/v2/")) {
      return secondApi(path, parameters);
    }
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String place = elsewhere.get(path + '?' + parameter.getKey());
      if (place != null) {
        return list(place.formatted(parameter.getValue()), parameters);
      }
    }
    return list(path, parameters);
  }

  private ObjectNode list(String path, Map<String, String> parameters) {
    List<Listed> all = new ArrayList<>(lists.getOrDefault(path, List.of()));
    all.removeIf(one -> one.visible() > now);
    if (!isNested(path)) {
      all.sort(Comparator.comparingLong(Listed::created).reversed());
    }
    String after = parameters.get("starting_after");
    if (after != null) {
      int at = all.stream().map(Listed::id).toList().indexOf(after);
      if (at < 0) {
        lostCursors++;
        return error(
            "No such object: '" + after + "'", Optional.of("starting_after"), statusOfLostCursors);
      }
      all = all.subList(at + 1, all.size());
    }
    List<Listed> found = all.stream().filter(wanted(parameters)).toList();
    int limit = Integer.parseInt(parameters.getOrDefault("limit", "10"));
    boolean expanded = isExpanded(path, "data.", parameters);
    ObjectNode list = Json.MAPPER.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    found.stream().limit(limit).forEach(one -> data.add((JsonNode) shown(path, one, expanded)));
    lastServed = data.path(data.size() - 1).path("id").asText();
    return list.put("has_more", found.size() > limit);
  }

  private static Predicate<Listed> wanted(Map<String, String> parameters) {
    long since = Long.parseLong(parameters.getOrDefault("created[gte]", "0"));
    long before = Long.parseLong(parameters.getOrDefault("created[lt]", "99999999999"));
    List<String> types =
        new ArrayList<>(List.of(parameters.getOrDefault("types[]", "").split(" ", -1)));
    types.remove("");
    return one ->
        one.created() >= since
            && one.created() < before
            && (types.isEmpty() || types.contains(one.json().path("type").asText()));
  }

  private boolean isExpanded(String path, String prefix, Map<String, String> parameters) {
    return List.of(parameters.getOrDefault("expand[]", "").split(" ", -1))
        .contains(prefix + nested.get(path));
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

  /** Of a deleted customer Stripe still says that there was one. */
  private ObjectNode one(String path, Map<String, String> parameters) {
    int end = path.lastIndexOf('/');
    String list = path.substring(0, end);
    String id = path.substring(end + 1);
    Optional<Listed> known = listed(list, id);
    if (known.isPresent()) {
      return shown(list, known.get(), isExpanded(list, "", parameters));
    }
    return list.equals("/v1/customers") && deleted.contains(path)
        ? Json.MAPPER.createObjectNode().put("id", id).put("deleted", true)
        : error("No such object", Optional.empty(), 404);
  }

  private static ObjectNode error(String message, Optional<String> param, int status) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ObjectNode error = answer.putObject("error");
    error.put("code", "resource_missing").put("message", message).put("status", status);
    param.ifPresent(name -> error.put("param", name));
    return answer;
  }

  @Override
  public void close() {
    server.close();
  }
}
