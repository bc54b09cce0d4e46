package io.tributary.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.SandboxOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The tree of accounts, and who may enter which. */
class AccountsTest {
  private static final String QUERY = "SELECT customer.id FROM customer";
  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final GoogleClient client = new GoogleClient(sandbox.uri());

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aUserEntersAManagerAndAnAccountOfTheirOwn() throws Exception {
    JsonNode names = client.get("/v25/customers:listAccessibleCustomers").json();

    assertThat(names.path("resourceNames"))
        .extracting(JsonNode::asText)
        .containsExactly("customers/9000000001", "customers/1000000006");
  }

  @Test
  void theManagerListsItsWholeTree() throws Exception {
    List<JsonNode> clients =
        client.rows(
            9_000_000_001L,
            "SELECT customer_client.client_customer, customer_client.id, customer_client.level,"
                + " customer_client.manager, customer_client.status, customer_client.hidden,"
                + " customer_client.descriptive_name, customer_client.currency_code,"
                + " customer_client.time_zone, customer_client.test_account FROM customer_client");

    assertThat(clients)
        .extracting(
            each -> each.at("/customerClient/id").asText(),
            each -> each.at("/customerClient/level").asText(),
            each -> each.at("/customerClient/manager").asBoolean(),
            each -> each.at("/customerClient/status").asText(),
            each -> each.at("/customerClient/hidden").asBoolean())
        .containsExactly(
            tuple("9000000001", "0", true, "ENABLED", false),
            tuple("9000000002", "1", true, "ENABLED", false),
            tuple("1000000001", "2", false, "ENABLED", false),
            tuple("1000000002", "2", false, "ENABLED", false),
            tuple("1000000003", "2", false, "ENABLED", false),
            tuple("1000000004", "2", false, "CANCELED", false),
            tuple("1000000005", "2", false, "ENABLED", true));
    assertThat(clients.get(3).path("customerClient").path("timeZone").asText())
        .isEqualTo("Europe/Berlin");
  }

  @Test
  void moreAccountsStandBelowTheInnerManager() throws Exception {
    SandboxOptions options = SandboxOptions.defaults();
    try (Sandbox more = Sandbox.start(options.withAds(options.ads().withMoreAccounts(20)))) {
      List<JsonNode> clients =
          new GoogleClient(more.uri())
              .rows(9_000_000_002L, "SELECT customer_client.id FROM customer_client");

      assertThat(clients).hasSize(1 + 5 + 20);
    }
  }

  @Test
  void aCancelledAccountIsNotEnabled() throws Exception {
    GoogleClient.Reply reply = client.stream(1_000_000_004L, QUERY);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("authorizationError.CUSTOMER_NOT_ENABLED");
    assertThat(reply.json().isArray()).isTrue();
    assertThat(reply.error().path("status").asText()).isEqualTo("PERMISSION_DENIED");
  }

  @Test
  void anAccountBelowAManagerIsEnteredThroughIt() throws Exception {
    JsonNode body = Json.object().put("query", QUERY);

    assertThat(searched("1000000001", body).code())
        .isEqualTo("authorizationError.USER_PERMISSION_DENIED");
    assertThat(searched("1000000001", body, "login-customer-id", "1000000006").code())
        .isEqualTo("authorizationError.USER_PERMISSION_DENIED");
    assertThat(searched("1000000001", body, "login-customer-id", "900-000-0001").code())
        .isEqualTo("headerError.INVALID_LOGIN_CUSTOMER_ID");
    assertThat(searched("1000000001", body, "login-customer-id", "9000000002").status())
        .isEqualTo(200);
    assertThat(searched("1000000006", body).status()).isEqualTo(200);
    assertThat(searched("1234567890", body).code())
        .isEqualTo("authenticationError.CUSTOMER_NOT_FOUND");
    assertThat(searched("12-34", body).code()).isEqualTo("requestError.INVALID_CUSTOMER_ID");
  }

  private static GoogleClient.Reply searched(String account, JsonNode body, String... login)
      throws Exception {
    String[] headers = java.util.Arrays.copyOf(login, login.length + 2);
    headers[login.length] = "Authorization";
    headers[login.length + 1] = "Bearer " + Tokens.ACCESS_TOKEN;
    return client.post(
        "/v25/customers/" + account + "/googleAds:search",
        "application/json",
        body.toString(),
        headers);
  }

  @Test
  void everyAccountTellsOfItself() throws Exception {
    JsonNode tokyo =
        client
            .rows(
                1_000_000_003L,
                "SELECT customer.id, customer.currency_code, customer.time_zone, customer.manager"
                    + " FROM customer")
            .get(0)
            .path("customer");

    assertThat(tokyo.path("resourceName").asText()).isEqualTo("customers/1000000003");
    assertThat(tokyo.path("id").isTextual()).isTrue();
    assertThat(tokyo.path("currencyCode").asText()).isEqualTo("JPY");
    assertThat(tokyo.path("timeZone").asText()).isEqualTo("Asia/Tokyo");
    assertThat(tokyo.path("manager").isBoolean()).isTrue();
  }
}
