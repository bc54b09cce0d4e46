package io.tributary.tap.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.fake.Examples;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.tap.stripe.fake.Scopes;
import io.tributary.tap.stripe.fake.Seen;
import io.tributary.tap.stripe.record.Columns;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists that cannot be asked by the time of creation, those of the second API, and children. */
@Timeout(60)
class ResourcesTest {
  private static final Instant NOW = FakeStripe.EPOCH.plus(Duration.ofDays(10));

  private final FakeStripe stripe = new FakeStripe();
  private Seen seen = new Seen();

  ResourcesTest() {
    stripe.set(NOW);
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  private void read(String stream, Optional<JsonNode> bookmark) throws Exception {
    Scope scope = Scopes.following();
    Accounts accounts = new Accounts(stripe.api(10), scope, Accounts.Choice.OWN);
    RecordSource source =
        new Resources(accounts, scope, Columns.DEFAULT, Map.of())
            .streams().stream()
                .filter(each -> each.name().equals(stream))
                .map(TapStream::source)
                .findFirst()
                .orElseThrow();
    ReadRequest request = new ReadRequest(bookmark, Set.of(), Long.MAX_VALUE);
    source.prepare(request);
    source.read(request, seen);
  }

  private void read(String stream) throws Exception {
    read(stream, Optional.empty());
  }

  private void add(String path, String object, int count) {
    for (int i = 0; i < count; i++) {
      stripe.add(path, object + "_" + i, FakeStripe.EPOCH.plusSeconds(i)).put("object", object);
    }
  }

  @Test
  void aListIsReadToItsEnd() throws Exception {
    add("/v1/tax_codes", "tax_code", 25);

    read("tax_codes");

    assertThat(seen.ids()).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void aListOfTheSecondApiIsReadToItsEnd() throws Exception {
    add("/v2/core/event_destinations", "v2.core.event_destination", 25);

    read("core_event_destinations");

    assertThat(seen.ids()).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void aNextPageByItsWholeAddressIsFollowed() throws Exception {
    stripe.leadTo(stripe.uri().toString());
    add("/v2/core/event_destinations", "v2.core.event_destination", 25);

    read("core_event_destinations");

    assertThat(seen.ids()).hasSize(25);
  }

  @Test
  void aNextPageOnAnotherHostIsRefused() {
    stripe.leadTo("https://elsewhere.example");
    add("/v2/core/event_destinations", "v2.core.event_destination", 25);

    assertThatThrownBy(() -> read("core_event_destinations"))
        .hasMessageContaining("names a next page that is not of this API");
  }

  @Test
  void aCursorThatComesAgainEndsTheReading() {
    ObjectNode page = Json.MAPPER.createObjectNode().put("object", "list").put("has_more", true);
    page.putArray("data").addObject().put("id", "txcd_1").put("object", "tax_code");
    stripe.set("/v1/tax_codes", page);

    assertThatThrownBy(() -> read("tax_codes"))
        .hasMessageContaining("leads back to a page that was read before");
  }

  @Test
  void whatEventsTellOfIsReadOnceAndThenFollowed() throws Exception {
    add("/v1/payment_links", "payment_link", 12);
    read("payment_links");
    JsonNode state = seen.last();
    stripe.set(NOW.plus(Duration.ofDays(1)));
    stripe.change(
        "/v1/payment_links", "payment_link_3", "payment_link.updated", NOW.plusSeconds(7_200));
    seen = new Seen();

    read("payment_links", Optional.of(state));

    assertThat(seen.ids()).containsExactly("payment_link_3");
  }

  @Test
  void afterAMonthAllIsReadAgain() throws Exception {
    add("/v1/payment_links", "payment_link", 12);
    read("payment_links");
    JsonNode state = seen.last();
    stripe.set(NOW.plus(Duration.ofDays(40)));
    seen = new Seen();

    read("payment_links", Optional.of(state));

    assertThat(seen.ids()).hasSize(12);
  }

  @Test
  void childrenAreAskedOfEachParent() throws Exception {
    add("/v1/products", "product", 12);
    add("/v1/products/product_3/features", "product_feature", 11);

    read("product_features");

    assertThat(seen.ids()).hasSize(11);
    assertThat(seen.records())
        .allMatch(record -> record.path("product").asText().equals("product_3"));
  }

  @Test
  void aParentThatHasNoneIsNotAsked() throws Exception {
    add("/v1/payouts", "payout", 2);
    stripe
        .add("/v1/payouts", "po_auto", FakeStripe.EPOCH)
        .put("object", "payout")
        .put("automatic", true);
    stripe.add("/v1/balance_transactions", "txn_1", FakeStripe.EPOCH);

    read("payout_balance_transactions");

    assertThat(seen.records())
        .singleElement()
        .satisfies(record -> assertThat(record.path("payout").asText()).isEqualTo("po_auto"));
    assertThat(stripe.requests())
        .filteredOn(request -> request.contains("balance_transactions"))
        .allMatch(request -> request.contains("payout=po_auto"));
  }

  @Test
  void aBalanceIsTakenApart() throws Exception {
    stripe.set("/v1/balance", Objects.requireNonNull(Examples.byStream().get("balance")));

    read("balance");

    assertThat(seen.records())
        .extracting(record -> record.path("type").asText())
        .contains("available", "pending");
    assertThat(seen.records())
        .allMatch(record -> record.path("snapshot_at").asText().equals(NOW.toString()));
  }

  @Test
  void discountsSayWhatTheyAreOf() throws Exception {
    ObjectNode subscription =
        stripe.add("/v1/subscriptions", "sub_1", FakeStripe.EPOCH).put("object", "subscription");
    subscription
        .putArray("discounts")
        .addObject()
        .put("id", "di_1")
        .put("object", "discount")
        .putObject("source")
        .put("coupon", "summer");

    read("discounts");

    assertThat(seen.records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.path("parent_object").asText()).isEqualTo("subscription");
              assertThat(record.path("parent_id").asText()).isEqualTo("sub_1");
              assertThat(record.path("coupon").asText()).isEqualTo("summer");
            });
  }

  @Test
  void aListByCreationOfTheSecondApiGoesOnWhereItEnded() throws Exception {
    stripe.add(
        "/v2/core/events",
        stripe.add("/other", "evt_1", FakeStripe.EPOCH).put("created", "2026-01-02T00:00:00Z"));
    read("core_events");
    JsonNode state = seen.last();
    stripe.forgetRequests();

    read("core_events", Optional.of(state));

    assertThat(List.copyOf(stripe.requests()))
        .singleElement()
        .asString()
        .contains("created[gte]=" + NOW.minus(Duration.ofMinutes(62)));
  }
}
