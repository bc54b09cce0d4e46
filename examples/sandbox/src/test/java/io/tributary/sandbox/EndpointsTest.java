package io.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.option.SandboxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every list that Stripe has is there, with objects in it, and each can be asked for by itself. */
class EndpointsTest {
  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final Client client = new Client(sandbox.uri());

  /** The lists whose objects Stripe shows nowhere else. */
  private static final Set<String> LISTS_ONLY =
      Set.of("/v1/apps/secrets", "/v1/setup_attempts", "/v1/credit_notes/preview/lines");

  /** The lists that have no pages. */
  private static final Set<String> WHOLE =
      Set.of("/v1/accounts/{account}/capabilities", "/v1/reporting/report_types");

  /** Where the ids come from that no list shows. */
  private static final Map<String, String> UNLISTED =
      Map.of("/v1/tax/calculations", "tax.calculation", "/v1/tax/transactions", "tax.transaction");

  @BeforeAll
  static void askForAReport() throws Exception {
    long now = sandbox.now().getEpochSecond();
    String form =
        "report_type=payout_reconciliation.itemized.5&parameters[interval_start]="
            + (now - 86_400)
            + "&parameters[interval_end]="
            + now;
    client.send(
        HttpRequest.newBuilder(sandbox.uri().resolve("/v1/reporting/report_runs"))
            .header("Authorization", "Bearer sk_test_sandbox")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private record Endpoint(String path, List<String> required) {
    static Endpoint of(String line) {
      List<String> cells = List.of(line.split("\t", -1));
      return new Endpoint(
          cells.get(0),
          Stream.of(cells.get(1).split(",", -1)).filter(name -> !name.isEmpty()).toList());
    }

    boolean hasParent() {
      return path.contains("{");
    }

    String parentPath() {
      return path.substring(0, path.indexOf("/{"));
    }

    boolean isV2() {
      return path.startsWith("/v2");
    }
  }

  private static List<Endpoint> endpoints() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EndpointsTest.class.getResourceAsStream("endpoints.tsv"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(Endpoint::of).toList();
    }
  }

  @Test
  void knowsEveryListThatIsGenerallyAvailable() throws Exception {
    List<Endpoint> all = endpoints();

    assertThat(all.stream().filter(each -> !each.isV2())).hasSize(120);
    assertThat(all.stream().filter(Endpoint::isV2)).hasSize(18);
  }

  @TestFactory
  Stream<DynamicTest> eachShowsItsObjectsOnceAndTheSameOneByOne() throws Exception {
    return endpoints().stream()
        .map(each -> DynamicTest.dynamicTest(each.path(), () -> showsItsObjects(each)));
  }

  private static void showsItsObjects(Endpoint endpoint) throws Exception {
    List<JsonNode> shown = new ArrayList<>();
    for (String url : urls(endpoint)) {
      List<JsonNode> objects = all(endpoint, url);
      assertThat(ids(objects)).doesNotHaveDuplicates();
      if (!endpoint.hasParent() && objects.stream().allMatch(each -> each.has("created"))) {
        assertThat(objects)
            .extracting(each -> each.path("created").asText())
            .isSortedAccordingTo(Comparator.reverseOrder());
      }
      shown.addAll(objects);
      if (!objects.isEmpty()) {
        alone(endpoint, url, objects.get(objects.size() / 2));
      }
    }
    assertThat(shown).isNotEmpty();
  }

  private static List<JsonNode> all(Endpoint endpoint, String url) throws Exception {
    if (WHOLE.contains(endpoint.path())) {
      assertThat(client.get(url + "?limit=100").status()).isEqualTo(400);
      List<JsonNode> objects = new ArrayList<>();
      client.get(url).json().path("data").forEach(objects::add);
      return objects;
    }
    return endpoint.isV2() ? allOfV2(url) : client.all(url);
  }

  private static void alone(Endpoint endpoint, String url, JsonNode object) throws Exception {
    String path = url.replaceFirst("\\?.*", "") + "/" + object.path("id").asText();
    boolean listsOnly =
        LISTS_ONLY.contains(endpoint.path())
            || endpoint
                .path()
                .matches(".*(line_items|/lines|event_summaries|owners|source_transactions)")
            || endpoint
                .path()
                .matches("/v1/(application_fees|transfers|invoices)/.*|/v2/core/events");
    if (endpoint.path().equals("/v1/reporting/report_runs")) {
      return;
    }
    Client.Reply reply = client.get(path);
    if (listsOnly) {
      assertThat(reply.status()).isEqualTo(404);
    } else {
      assertThat(reply.json()).isEqualTo(object);
    }
  }

  /** The addresses of a list: one for each of a few objects that it hangs on. */
  private static List<String> urls(Endpoint endpoint) throws Exception {
    List<String> paths = new ArrayList<>();
    if (endpoint.hasParent()) {
      for (String id : parents(endpoint.parentPath())) {
        paths.add(endpoint.path().replaceFirst("\\{[^}]*}", id));
      }
    } else {
      paths.add(endpoint.path());
    }
    List<String> urls = new ArrayList<>();
    for (String path : paths) {
      urls.addAll(withRequired(path, endpoint.required()));
    }
    return urls;
  }

  private static List<String> withRequired(String path, List<String> required) throws Exception {
    if (required.isEmpty()) {
      return List.of(path);
    }
    if (required.contains("start_time")) {
      String customer = ids(client.all("/v1/customers")).get(0);
      return List.of(path + "?customer=" + customer + "&start_time=0&end_time=2000000000");
    }
    String name = required.get(0);
    return switch (name) {
      case "scope" -> List.of(path + "?scope[type]=account");
      case "type" -> List.of(path + "?type=performance");
      case "ownership" -> List.of(path + "?ownership=fcaowns_11");
      default -> {
        List<String> urls = new ArrayList<>();
        for (String id : parents(PARENTS.getOrDefault(name, ""))) {
          urls.add(path + "?" + name + "=" + id);
        }
        yield urls;
      }
    };
  }

  private static final Map<String, String> PARENTS =
      Map.of(
          "account", "/v1/financial_connections/accounts",
          "card", "/v1/issuing/cards",
          "customer", "/v1/customers",
          "financial_account", "/v1/treasury/financial_accounts",
          "invoice", "/v1/invoices",
          "payment_record", "/v1/payment_records",
          "setup_intent", "/v1/setup_intents",
          "subscription", "/v1/subscriptions",
          "value_list", "/v1/radar/value_lists");

  private static List<String> parents(String path) throws Exception {
    if (path.equals("/v1/sources")) {
      List<String> sources = new ArrayList<>();
      for (String customer : parents("/v1/customers")) {
        sources.addAll(ids(client.all("/v1/customers/" + customer + "/sources")));
      }
      return sources;
    }
    if (UNLISTED.containsKey(path)) {
      return ids(client.get("/sandbox/ids?path=" + path).json().path("data"));
    }
    List<JsonNode> all = path.startsWith("/v2") ? allOfV2(path) : client.all(path);
    return ids(all).subList(0, Math.min(path.equals("/v1/transfers") ? 250 : 30, all.size()));
  }

  private static List<JsonNode> allOfV2(String path) throws Exception {
    List<JsonNode> objects = new ArrayList<>();
    String next = path + (path.contains("?") ? "&" : "?") + "limit=7";
    while (!next.isEmpty()) {
      JsonNode page = client.get(next).json();
      assertThat(page.has("data")).as(next + " answers " + page).isTrue();
      assertThat(page.has("has_more")).isFalse();
      page.path("data").forEach(objects::add);
      next = page.path("next_page_url").asText("");
      next = next.equals("null") ? "" : next;
    }
    return objects;
  }

  @TestFactory
  Stream<DynamicTest> eachSaysWhatItMustBeTold() throws Exception {
    return endpoints().stream()
        .filter(each -> !each.required().isEmpty() && !each.hasParent())
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.path(),
                    () -> {
                      Client.Reply reply = client.get(each.path());

                      assertThat(reply.status()).isEqualTo(400);
                      assertThat(reply.error().path("code").asText())
                          .isEqualTo("parameter_missing");
                      assertThat(reply.error().path("param").asText()).isIn(each.required());
                    }));
  }

  @Test
  void singleObjectsAreThere() throws Exception {
    assertThat(client.get("/v1/account").json().path("object").asText()).isEqualTo("account");
    assertThat(client.get("/v1/balance").json().path("object").asText()).isEqualTo("balance");
    assertThat(client.get("/v1/balance_settings").json().path("object").asText())
        .isEqualTo("balance_settings");
    assertThat(client.get("/v1/tax/settings").json().path("object").asText())
        .isEqualTo("tax.settings");
  }

  @Test
  void clonesReferToWhatIsThere() throws Exception {
    Set<String> cards = new HashSet<>(ids(client.all("/v1/issuing/cards")));
    Set<String> customers = new HashSet<>(ids(client.all("/v1/customers")));

    assertThat(client.all("/v1/issuing/transactions"))
        .extracting(each -> each.path("card").asText())
        .isSubsetOf(cards);
    for (JsonNode authorization : client.all("/v1/issuing/authorizations")) {
      assertThat(authorization.at("/card/id").asText()).isIn(cards);
      assertThat(authorization.path("cardholder"))
          .isEqualTo(authorization.at("/card/cardholder/id"));
    }
    for (JsonNode intent : client.all("/v1/setup_intents")) {
      String customer = intent.path("customer").asText();
      if (!customers.contains(customer)) {
        assertThat(client.get("/v1/customers/" + customer).json().path("deleted").asBoolean())
            .isTrue();
      }
    }
  }

  @Test
  void clonesAreSpreadOverTheTwoYearsAndTheirCreationIsTold() throws Exception {
    List<JsonNode> cards = client.all("/v1/issuing/cards");
    Map<String, JsonNode> told = new HashMap<>();
    for (JsonNode event : client.all("/v1/events?type=issuing_card.created")) {
      told.put(event.at("/data/object/id").asText(), event.at("/data/object"));
    }
    long month = sandbox.now().getEpochSecond() - 30L * 86_400;

    assertThat(cards).hasSize(20);
    assertThat(cards.stream().map(each -> each.path("created").asLong() / 2_592_000).distinct())
        .hasSizeGreaterThan(10);
    List<JsonNode> young =
        cards.stream().filter(each -> each.path("created").asLong() > month).toList();
    assertThat(told.keySet()).isEqualTo(new HashSet<>(ids(young)));
    young.forEach(each -> assertThat(told).containsEntry(each.path("id").asText(), each));
  }

  @Test
  void listsInsideObjectsAreTheBeginningOfTheirOwn() throws Exception {
    JsonNode transaction =
        client
            .get(
                "/v1/tax/transactions/"
                    + ids(client.get("/sandbox/ids?path=/v1/tax/transactions").json().path("data"))
                        .get(0))
            .json();
    List<JsonNode> lines = client.all(transaction.at("/line_items/url").asText());
    JsonNode customer =
        client.get("/v1/customers?limit=1&expand[]=data.tax_ids").json().at("/data/0");
    JsonNode guild = client.get("/v1/accounts?limit=1").json().at("/data/0");

    assertThat(transaction.at("/line_items/data/0")).isEqualTo(lines.get(0));
    assertThat(customer.at("/tax_ids/data"))
        .hasSameSizeAs(client.all(customer.at("/tax_ids/url").asText()));
    assertThat(guild.at("/external_accounts/data")).isNotEmpty();
    assertThat(guild.at("/external_accounts/data/0"))
        .isEqualTo(client.all(guild.at("/external_accounts/url").asText()).get(0));
  }

  @Test
  void filtersCompareWithTheFieldOfTheirName() throws Exception {
    List<JsonNode> active = client.all("/v1/issuing/cards?status=active");
    List<JsonNode> all = client.all("/v1/issuing/cards");
    long second = all.get(all.size() / 2).path("created").asLong();

    assertThat(active).hasSizeBetween(1, all.size() - 1);
    assertThat(active).extracting(each -> each.path("status").asText()).containsOnly("active");
    assertThat(client.all("/v1/issuing/cards?created[gte]=" + second)).hasSize(all.size() / 2 + 1);
    assertThat(client.get("/v1/issuing/cards?colour=red").status()).isEqualTo(400);
    assertThat(client.get("/v1/issuing/cards?starting_after=ic_1nothing").status()).isEqualTo(400);
    assertThat(client.get("/v1/climate/orders?created[gte]=1").status()).isEqualTo(400);
  }

  @Test
  void theSecondApiKeepsTimeAndPagesInItsOwnWay() throws Exception {
    List<JsonNode> all = allOfV2("/v2/money_management/received_credits");
    String middle = all.get(all.size() / 2).path("created").asText();

    assertThat(Instant.parse(middle)).isBefore(sandbox.now());
    assertThat(allOfV2("/v2/money_management/received_credits?created[gte]=" + middle))
        .hasSize(all.size() / 2 + 1);
    assertThat(client.get("/v2/core/accounts?starting_after=x").status()).isEqualTo(400);
    assertThat(client.get("/v2/core/accounts?page=nothing").status()).isEqualTo(400);
    assertThat(client.get("/v2/money_management/adjustments?created[gte]=1").status())
        .isEqualTo(400);
  }

  @Test
  void connectedAccountsHaveTheirOwnClones() throws Exception {
    String guild = ids(client.all("/v1/accounts")).get(0);

    List<String> theirs = ids(client.all("/v1/issuing/cards", "Stripe-Account", guild));

    assertThat(theirs)
        .isNotEmpty()
        .doesNotContainAnyElementsOf(ids(client.all("/v1/issuing/cards")));
    assertThat(client.get("/v1/issuing/cards/" + theirs.get(0)).status()).isEqualTo(404);
  }

  private static List<String> ids(Iterable<JsonNode> objects) {
    List<String> ids = new ArrayList<>();
    objects.forEach(each -> ids.add(each.isTextual() ? each.asText() : each.path("id").asText()));
    return ids;
  }
}
