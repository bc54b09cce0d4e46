package io.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.option.SandboxOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists over HTTP: order, pages, filters and what is refused. */
class ListsTest {
  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final Client client = new Client(sandbox.uri());

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts",
        "customers",
        "products",
        "prices",
        "coupons",
        "promotion_codes",
        "tax_rates",
        "subscriptions",
        "plans",
        "invoices",
        "invoice_payments",
        "credit_notes",
        "payment_intents",
        "charges",
        "refunds",
        "disputes",
        "balance_transactions",
        "payouts",
        "events",
        "application_fees",
        "transfers"
      })
  void everyListShowsEachObjectOnceNewestFirst(String name) throws Exception {
    List<JsonNode> all = client.all("/v1/" + name);

    assertThat(all).isNotEmpty();
    assertThat(ids(all)).doesNotHaveDuplicates();
    assertThat(created(all)).isSortedAccordingTo(Comparator.reverseOrder());
    String id = ids(all).get(all.size() / 2);
    JsonNode one = client.get("/v1/" + name + "/" + id).json();
    assertThat(one).isEqualTo(all.get(all.size() / 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 99})
  void pagesOfAnySizeAddUpToTheSameList(int limit) throws Exception {
    List<String> whole = ids(client.all("/v1/refunds"));

    List<String> collected = new ArrayList<>();
    String cursor = "";
    boolean more = true;
    while (more) {
      JsonNode page = client.get("/v1/refunds?limit=" + limit + cursor).json();
      collected.addAll(ids(page.path("data")));
      cursor = "&starting_after=" + collected.get(collected.size() - 1);
      more = page.path("has_more").asBoolean();
    }

    assertThat(collected).isEqualTo(whole);
  }

  @Test
  void aListCanBeReadBackwards() throws Exception {
    List<String> whole = ids(client.all("/v1/disputes"));
    String last = whole.get(whole.size() - 1);

    JsonNode page = client.get("/v1/disputes?limit=2&ending_before=" + last).json();

    assertThat(ids(page.path("data"))).isEqualTo(whole.subList(whole.size() - 3, whole.size() - 1));
    assertThat(page.path("has_more").asBoolean()).isEqualTo(whole.size() > 3);
    JsonNode nothing = client.get("/v1/disputes?ending_before=" + whole.get(0)).json();
    assertThat(nothing.path("data")).isEmpty();
  }

  @Test
  void aListHasTenObjectsUnlessMoreAreAskedFor() throws Exception {
    JsonNode page = client.get("/v1/charges").json();

    assertThat(page.path("object").asText()).isEqualTo("list");
    assertThat(page.path("url").asText()).isEqualTo("/v1/charges");
    assertThat(page.path("data")).hasSize(10);
    assertThat(page.path("has_more").asBoolean()).isTrue();
  }

  @Test
  void createdBoundsCutAtWholeSeconds() throws Exception {
    List<JsonNode> all = client.all("/v1/charges");
    long second = all.get(all.size() / 2).path("created").asLong();

    List<JsonNode> from = client.all("/v1/charges?created[gte]=" + second);
    List<JsonNode> before = client.all("/v1/charges?created[lt]=" + second);
    List<JsonNode> after = client.all("/v1/charges?created%5Bgt%5D=" + second);
    List<JsonNode> until = client.all("/v1/charges?created[lte]=" + second);
    List<JsonNode> exactly = client.all("/v1/charges?created=" + second);

    assertThat(ids(from)).doesNotContainAnyElementsOf(ids(before));
    assertThat(from.size() + before.size()).isEqualTo(all.size());
    assertThat(after.size() + until.size()).isEqualTo(all.size());
    assertThat(exactly.size()).isEqualTo(from.size() - after.size()).isPositive();
  }

  @Test
  void windowsSideBySideAddUpToTheWholeList() throws Exception {
    List<String> whole = ids(client.all("/v1/balance_transactions"));
    long now = sandbox.now().getEpochSecond();
    long month = 30L * 86_400;

    List<String> windows = new ArrayList<>();
    for (long end = now + 1; end > now - 26 * month; end -= month) {
      String window = "?created[gte]=" + (end - month) + "&created[lt]=" + end;
      windows.addAll(ids(client.all("/v1/balance_transactions" + window)));
    }

    assertThat(windows).isEqualTo(whole);
  }

  @Test
  void canceledSubscriptionsAreShownOnRequest() throws Exception {
    List<String> all = ids(client.all("/v1/subscriptions?status=all"));
    List<String> canceled = ids(client.all("/v1/subscriptions?status=canceled"));
    List<String> usual = ids(client.all("/v1/subscriptions"));

    assertThat(canceled).isNotEmpty();
    assertThat(usual).doesNotContainAnyElementsOf(canceled);
    assertThat(new HashSet<>(all)).hasSize(usual.size() + canceled.size());
  }

  @Test
  void transactionsOfAnAutomaticPayoutAddUpToIt() throws Exception {
    for (JsonNode payout : client.get("/v1/payouts?limit=30").json().path("data")) {
      String id = payout.path("id").asText();
      long sum =
          client.all("/v1/balance_transactions?payout=" + id).stream()
              .filter(each -> !each.path("source").asText().equals(id))
              .mapToLong(each -> each.path("net").asLong())
              .sum();
      assertThat(sum).isEqualTo(payout.path("amount").asLong());
    }
  }

  @Test
  void theBalanceIsTheOpeningAndAllTransactions() throws Exception {
    JsonNode balance = client.get("/v1/balance").json();
    List<JsonNode> transactions = client.all("/v1/balance_transactions");

    for (String part : List.of("available", "pending")) {
      long sum =
          transactions.stream()
              .filter(each -> each.path("status").asText().equals(part))
              .mapToLong(each -> each.path("net").asLong())
              .sum();
      long opening = part.equals("available") ? sandbox.totals().openingBalance() : 0;
      assertThat(balance.path(part).path(0).path("amount").asLong()).isEqualTo(opening + sum);
    }
  }

  @Test
  void aTransactionIsItsAmountLessItsFees() throws Exception {
    for (JsonNode each : client.all("/v1/balance_transactions")) {
      long fees = 0;
      for (JsonNode fee : each.path("fee_details")) {
        fees += fee.path("amount").asLong();
      }
      assertThat(each.path("fee").asLong()).isEqualTo(fees);
      assertThat(each.path("net").asLong()).isEqualTo(each.path("amount").asLong() - fees);
    }
  }

  @Test
  void listsInsideObjectsShowTenAndSayWhereTheRestIs() throws Exception {
    int long_ = 0;
    for (JsonNode invoice : client.all("/v1/invoices")) {
      JsonNode lines = invoice.path("lines");
      if (lines.path("has_more").asBoolean()) {
        List<JsonNode> all = client.all(lines.path("url").asText());
        assertThat(lines.path("data")).hasSize(10);
        assertThat(ids(all).subList(0, 10)).isEqualTo(ids(lines.path("data")));
        assertThat(all).hasSizeGreaterThan(10);
        long sum = all.stream().mapToLong(line -> line.path("amount").asLong()).sum();
        assertThat(sum).isEqualTo(invoice.path("subtotal").asLong());
        long_ = Math.max(long_, all.size());
      }
    }
    assertThat(long_).isEqualTo(250);
  }

  @Test
  void estatesHaveTwelveItems() throws Exception {
    int most = 0;
    for (JsonNode subscription : client.all("/v1/subscriptions?status=all")) {
      JsonNode items = subscription.path("items");
      if (items.path("has_more").asBoolean()) {
        List<JsonNode> all = client.all(items.path("url").asText());
        assertThat(ids(all).subList(0, 10)).isEqualTo(ids(items.path("data")));
        JsonNode last = all.get(all.size() - 1);
        String path = "/v1/subscription_items/" + last.path("id").asText();
        assertThat(client.get(path).json()).isEqualTo(last);
        most = Math.max(most, all.size());
      }
    }
    assertThat(most).isEqualTo(12);
  }

  @Test
  void whatIsAskedForIsExpanded() throws Exception {
    JsonNode charge =
        client.get("/v1/charges?limit=1&expand[]=data.customer&expand[]=data.refunds").json();
    JsonNode price =
        client
            .get("/v1/prices?limit=100&expand[]=data.tiers&expand[]=data.currency_options")
            .json();
    JsonNode nested = client.get("/v1/refunds?expand[]=data.charge.customer").json();

    assertThat(charge.at("/data/0/customer/object").asText()).isEqualTo("customer");
    assertThat(charge.at("/data/0/refunds/object").asText()).isEqualTo("list");
    assertThat(price.findValues("tiers")).isNotEmpty();
    assertThat(price.at("/data/0/currency_options/jpy/unit_amount_decimal").isTextual()).isTrue();
    assertThat(nested.at("/data/0/charge/customer/object").asText()).isEqualTo("customer");
  }

  @Test
  void discountsAreShownInFullOnRequest() throws Exception {
    List<JsonNode> ids = new ArrayList<>();
    for (JsonNode each : client.all("/v1/subscriptions?status=all")) {
      each.path("discounts").forEach(ids::add);
    }
    List<JsonNode> discounts = new ArrayList<>();
    for (JsonNode each : client.all("/v1/subscriptions?status=all&expand[]=data.discounts")) {
      each.path("discounts").forEach(discounts::add);
    }

    assertThat(ids).isNotEmpty();
    assertThat(discounts).extracting(each -> each.path("id")).isEqualTo(ids);
    for (JsonNode each : discounts) {
      String coupon = each.at("/source/coupon").asText();
      assertThat(client.get("/v1/coupons/" + coupon).status()).isEqualTo(200);
    }
  }

  @Test
  void aPriceBelowOneMinorUnitHasOnlyTheDecimal() throws Exception {
    List<JsonNode> prices = client.all("/v1/prices");

    assertThat(prices)
        .filteredOn(price -> price.path("unit_amount_decimal").asText().equals("0.5"))
        .hasSize(1)
        .allMatch(price -> price.path("unit_amount").isNull());
  }

  @Test
  void aCustomerWhoLeftIsNotListedButStillFound() throws Exception {
    List<String> listed = ids(client.all("/v1/customers"));
    String gone =
        client.all("/v1/charges").stream()
            .map(charge -> charge.path("customer").asText())
            .filter(id -> !listed.contains(id))
            .findFirst()
            .orElseThrow();

    Client.Reply reply = client.get("/v1/customers/" + gone);
    Client.Reply cursor = client.get("/v1/customers?starting_after=" + gone);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("deleted").asBoolean()).isTrue();
    assertThat(reply.json()).hasSize(3);
    assertThat(cursor.status()).isEqualTo(400);
    assertThat(cursor.error().path("code").asText()).isEqualTo("resource_missing");
    assertThat(cursor.error().path("param").asText()).isEqualTo("starting_after");
  }

  @Test
  void aConnectedAccountShowsItsOwn() throws Exception {
    JsonNode account = client.get("/v1/accounts").json().at("/data/0");
    String id = account.path("id").asText();

    List<String> own = ids(client.all("/v1/charges"));
    List<String> theirs = ids(client.all("/v1/charges", "Stripe-Account", id));

    assertThat(client.all("/v1/accounts")).hasSize(3);
    assertThat(client.get("/v1/account", "Stripe-Account", id).json()).isEqualTo(account);
    assertThat(theirs).isNotEmpty().doesNotContainAnyElementsOf(own);
    assertThat(client.get("/v1/charges/" + theirs.get(0)).status()).isEqualTo(404);
    assertThat(client.get("/v1/charges", "Stripe-Account", "acct_1nobody").status()).isEqualTo(403);
  }

  @Test
  void aTransferIsReversedAndItsListSaysSo() throws Exception {
    List<JsonNode> reversed =
        client.all("/v1/transfers").stream()
            .filter(each -> each.path("reversed").asBoolean())
            .toList();

    assertThat(reversed).hasSize(1);
    String url = reversed.get(0).at("/reversals/url").asText();
    assertThat(Collections.singletonList(client.all(url).get(0).path("id")))
        .isEqualTo(List.of(reversed.get(0).at("/reversals/data/0/id")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/charges?limit=0|400|limit",
        "/v1/charges?limit=101|400|limit",
        "/v1/charges?limit=ten|400|limit",
        "/v1/charges?colour=red|400|colour",
        "/v1/charges?created[gte]=yesterday|400|created[gte]",
        "/v1/charges?starting_after=ch_3nothing|400|starting_after",
        "/v1/charges?expand[]=data.a.b.c.d|400|expand",
        "/v1/charges?expand[]=data.colour|400|expand",
        "/v1/charges/ch_3nothing|404|id",
        "/v1/events?type=a&types[]=b|400|types",
        "/v1/unicorns|404|",
        "/v1/charges/ch_1/unicorns|404|",
        "/v2/core/unicorns|404|",
        "/|404|"
      })
  void refusesInStripesWords(String expected) throws Exception {
    List<String> parts = List.of(expected.split("\\|", -1));

    Client.Reply reply = client.get(parts.get(0));

    assertThat(reply.status()).isEqualTo(Integer.parseInt(parts.get(1)));
    assertThat(reply.error().path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(reply.error().path("message").asText()).isNotEmpty();
    assertThat(reply.error().path("param").asText()).isEqualTo(parts.get(2));
    assertThat(reply.header("Request-Id")).startsWith("req_");
  }

  private static List<String> ids(Iterable<JsonNode> objects) {
    List<String> ids = new ArrayList<>();
    objects.forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  private static List<Long> created(List<JsonNode> objects) {
    return objects.stream().map(each -> each.path("created").asLong()).toList();
  }
}
