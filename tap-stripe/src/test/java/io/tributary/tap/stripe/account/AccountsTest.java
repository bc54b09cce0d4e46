package io.tributary.tap.stripe.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.tap.stripe.fake.Scopes;
import io.tributary.tap.stripe.fake.Seen;
import io.tributary.tap.stripe.read.ListSource;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccountsTest {
  private static final Instant NOW = FakeStripe.EPOCH.plus(Duration.ofDays(10));
  private static final Resource CUSTOMERS =
      Resource.catalogue("/v1/customers")
          .changing(Resource.Changes.of("customer", "customer.updated", "customer.deleted"));

  private final FakeStripe stripe = new FakeStripe();
  private Seen seen = new Seen();

  AccountsTest() {
    stripe.set(NOW);
    stripe.add("/v1/customers", "cus_0", FakeStripe.EPOCH).put("object", "customer");
    for (String account : List.of("acct_1", "acct_2")) {
      stripe.add("/v1/accounts", account, FakeStripe.EPOCH);
      stripe
          .add(account + "/v1/customers", "cus_of_" + account, FakeStripe.EPOCH)
          .put("object", "customer");
    }
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  private void run(Accounts.Choice choice, Optional<JsonNode> state) throws Exception {
    seen = new Seen();
    Scope scope = Scopes.following();
    Accounts accounts = new Accounts(stripe.api(10), scope, choice);
    ListSource source =
        ListSource.dated(accounts, CUSTOMERS, scope, RecordShape.of(JsonSchema.object()));
    ReadRequest request = new ReadRequest(state, Set.of(), Long.MAX_VALUE);
    source.prepare(request);
    source.read(request, seen);
  }

  private static Accounts.Choice all() {
    return new Accounts.Choice(Optional.empty(), List.of("all"), false);
  }

  @Test
  void readsEveryConnectedAccountAndSaysWhoseRecordsTheyAre() throws Exception {
    run(all(), Optional.empty());

    assertThat(seen.ids()).containsExactlyInAnyOrder("cus_0", "cus_of_acct_1", "cus_of_acct_2");
    assertThat(seen.record("cus_of_acct_2").get("connected_account_id").asText())
        .isEqualTo("acct_2");
    assertThat(seen.record("cus_0").get("connected_account_id").asText()).isEqualTo("acct_fake");
    assertThat(seen.last().at("/accounts").properties().stream().map(java.util.Map.Entry::getKey))
        .containsExactlyInAnyOrder("own", "acct_1", "acct_2");
  }

  @Test
  void readsThoseThatAreNamedOnly() throws Exception {
    run(new Accounts.Choice(Optional.empty(), List.of("acct_2"), false), Optional.empty());

    assertThat(seen.ids()).containsExactlyInAnyOrder("cus_0", "cus_of_acct_2");
    assertThat(stripe.requests()).noneMatch(request -> request.startsWith("/v1/accounts"));
  }

  @Test
  void everyAccountGoesOnWhereItWas() throws Exception {
    run(all(), Optional.empty());
    stripe.set(NOW.plus(Duration.ofDays(1)));
    stripe.add("acct_1/v1/customers", "cus_new", NOW.plusSeconds(60));
    stripe.find("acct_2/v1/customers", "cus_of_acct_2").put("revision", 1);
    stripe.event(
        "acct_2/v1/events",
        "customer.updated",
        stripe.find("acct_2/v1/customers", "cus_of_acct_2").deepCopy(),
        NOW.plusSeconds(60),
        NOW.plusSeconds(60));

    run(all(), Optional.of(seen.last()));

    assertThat(seen.ids()).containsExactlyInAnyOrder("cus_new", "cus_of_acct_2");
    assertThat(seen.record("cus_of_acct_2").get("revision").asInt()).isEqualTo(1);
  }

  @Test
  void anAccountThatFailsDoesNotStopTheOthers() {
    stripe.refuse("acct_1/v1/customers", 400, "Something is wrong.");

    assertThatThrownBy(() -> run(all(), Optional.empty()))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageStartingWith("1 of 3 accounts: acct_1: GET /v1/customers answered 400");
    assertThat(seen.ids()).containsExactlyInAnyOrder("cus_0", "cus_of_acct_2");
    assertThat(seen.last().at("/accounts/acct_2/created_until").isTextual()).isTrue();
  }

  @Test
  void whatAnAccountIsNotSetUpForIsSkippedByName() throws Exception {
    stripe.refuse(
        "/v1/customers", 400, "Your account is not set up to use Issuing. Please visit a page.");

    run(Accounts.Choice.OWN, Optional.empty());

    assertThat(seen.skips())
        .singleElement()
        .asString()
        .startsWith("the account is not set up for it; GET /v1/customers answered 400");
    assertThat(seen.positions()).isEmpty();
  }

  @Test
  void whatTheKeyMayNotReadIsSkippedIfToldTo() throws Exception {
    stripe.forbid("/v1/customers", "rak_customer_read");

    run(new Accounts.Choice(Optional.empty(), List.of(), true), Optional.empty());

    assertThat(seen.skips())
        .singleElement()
        .asString()
        .startsWith("the key lacks the permission rak_customer_read; ");
    assertThatThrownBy(() -> run(Accounts.Choice.OWN, Optional.empty()))
        .isInstanceOf(SingerException.Source.class)
        .hasMessageStartingWith("the key lacks the permission rak_customer_read; ");
  }

  @Test
  void anAccountThatTheKeyMayNotReadIsCalledSo() {
    stripe.refuse("/v1/customers", 403, "Application access may have been revoked.");

    assertThatThrownBy(() -> run(Accounts.Choice.OWN, Optional.empty()))
        .hasMessageStartingWith("the key may not read this; GET /v1/customers answered 403");
  }

  @Test
  void refusesAChoiceThatMeansNothing() {
    assertThatThrownBy(() -> new Accounts.Choice(Optional.empty(), List.of("everyone"), false))
        .hasMessageStartingWith("connected_accounts is not none, all or a list of ids");
    assertThatThrownBy(() -> new Accounts.Choice(Optional.of("acct_1"), List.of("all"), false))
        .hasMessage("account_id and connected_accounts exclude each other");
  }
}
