package io.tributary.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.chance.Ids;
import io.tributary.sandbox.field.FieldCatalog;
import io.tributary.sandbox.gaql.Flaw;
import io.tributary.sandbox.http.Answer;
import io.tributary.sandbox.http.Asked;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.AdsOptions;
import io.tributary.sandbox.report.Readers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's half: tokens, the accounts that a user may enter, and queries. Safe to use from several
 * threads.
 */
public final class GoogleApi {
  private static final Pattern VERSIONED = Pattern.compile("/v(\\d{1,4})/(.+)");
  private static final Pattern QUERY =
      Pattern.compile("customers/([^/:]+)/googleAds:(search|searchStream)");
  private static final int OLDEST = 23;
  private static final int NEWEST = 26;

  private final Tokens tokens;
  private final ServiceAccount serviceAccount = new ServiceAccount(Clock.systemUTC());
  private final Operations operations;
  private final Searches searches;
  private final FieldSearch fields;

  public GoogleApi(AdsOptions options) {
    tokens = new Tokens(options.tokenUses(), serviceAccount);
    operations = new Operations(options.dailyOperations());
    FieldCatalog catalog = new FieldCatalog();
    searches = new Searches(catalog, new Readers(), new Turns(options.rules()));
    fields = new FieldSearch(catalog);
  }

  /** Whether a path is one of Google's. */
  public static boolean owns(String path) {
    return path.equals("/oauth/token") || (VERSIONED.matcher(path).matches() && isAds(path));
  }

  private static boolean isAds(String path) {
    return path.contains("/googleAdsFields")
        || path.endsWith("/customers:listAccessibleCustomers")
        || path.contains("/googleAds:");
  }

  /** What has been counted against the quota. */
  public Operations operations() {
    return operations;
  }

  /** The key of the service account that may query, for a server's address. */
  public ObjectNode serviceAccountKey(String address) {
    return serviceAccount.keyFile(address + "/oauth/token");
  }

  /** Answers the n-th request of all. */
  public Answer answer(Asked asked, AdsWorld world, long number) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Type", "application/json; charset=UTF-8");
    if (asked.path().equals("/oauth/token")) {
      return tokens.issue(asked, headers);
    }
    String requestId = new Ids(world.plan().world().seed()).text("", number);
    headers.put("request-id", requestId);
    Matcher path = VERSIONED.matcher(asked.path());
    int version = path.matches() ? Integer.parseInt(path.group(1)) : 0;
    boolean isStream = asked.path().endsWith(":searchStream");
    try {
      return answer(new Call(asked, world, version, requestId), path.group(2), headers);
    } catch (Failure e) {
      return failed(e, version, requestId, isStream, headers);
    } catch (Flaw e) {
      return failed(Failure.of(e), version, requestId, isStream, headers);
    }
  }

  /** A request whose turn it is to fail on the way. */
  public Answer broken(int status, String word, Map<String, String> headers) {
    Failure failure = Failure.plain(status, word, "The service is currently unavailable.");
    return Answer.of(status, Json.bytes(failure.body(0, "")), headers, Optional.empty());
  }

  private static Answer failed(
      Failure failure,
      int version,
      String requestId,
      boolean isStream,
      Map<String, String> headers) {
    ObjectNode body = failure.body(version, requestId);
    byte[] bytes = isStream ? Json.bytes(Json.array().add(body)) : Json.bytes(body);
    return Answer.of(failure.http(), bytes, headers, Optional.empty());
  }

  private Answer answer(Call call, String path, Map<String, String> headers) {
    tokens.authenticate(call.asked());
    if (call.version() < OLDEST || call.version() > NEWEST) {
      throw Failure.request(
          "requestError",
          "UNSUPPORTED_VERSION",
          "Version v"
              + call.version()
              + " is deprecated. Requests to this version will be blocked.");
    }
    if (path.equals("customers:listAccessibleCustomers")) {
      operations.count(0, call.world().now());
      return Answer.of(200, Json.bytes(accessible(call.world())), headers, Optional.empty());
    }
    if (path.startsWith("googleAdsFields")) {
      operations.count(0, call.world().now());
      ObjectNode found = fields.answer(path, call);
      return Answer.of(200, Json.bytes(found), headers, Optional.empty());
    }
    Matcher query = QUERY.matcher(path);
    if (!query.matches() || !call.asked().method().equals("POST")) {
      throw Failure.plain(404, "NOT_FOUND", "Not found: " + call.asked().method() + " /" + path);
    }
    Account account = new Access(call.world().accounts()).account(query.group(1), call.asked());
    return query.group(2).equals("search")
        ? searches.page(call, account, operations, headers)
        : searches.stream(call, account, operations, headers);
  }

  private static ObjectNode accessible(AdsWorld world) {
    ObjectNode body = Json.object();
    ArrayNode names = body.putArray("resourceNames");
    world.accounts().entrances().forEach(each -> names.add(each.resourceName()));
    return body;
  }

  /** A request that is being answered: to which version, at which moment, under which name. */
  record Call(Asked asked, AdsWorld world, int version, String requestId) {
    JsonNode body() {
      try {
        JsonNode body = Json.parse(asked.body().getBytes(StandardCharsets.UTF_8));
        if (body.isObject()) {
          return body;
        }
      } catch (IOException e) {
        throw Failure.plain(400, "INVALID_ARGUMENT", "Invalid JSON payload received.");
      }
      throw Failure.plain(400, "INVALID_ARGUMENT", "Invalid JSON payload received.");
    }
  }
}
