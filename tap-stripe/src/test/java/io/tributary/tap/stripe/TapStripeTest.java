package io.tributary.tap.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.Cli;
import io.tributary.singer.testkit.ConfigContract;
import io.tributary.singer.testkit.TapContract;
import io.tributary.tap.stripe.fake.Examples;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.tap.stripe.stream.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class TapStripeTest {
  private final FakeStripe stripe = new FakeStripe();

  @TempDir Path folder;

  TapStripeTest() throws IOException {
    Map<String, ObjectNode> examples = Examples.byStream();
    for (Map.Entry<String, Resource> list : Resources.dated().entrySet()) {
      for (int i = 0; i < 3; i++) {
        ObjectNode object =
            examples.getOrDefault(list.getKey(), Json.MAPPER.createObjectNode()).deepCopy();
        object.put("id", list.getKey() + i);
        object.put("created", FakeStripe.EPOCH.getEpochSecond() + 40_000_000L * i);
        stripe.add(list.getValue().path(), object);
      }
    }
    stripe.set(FakeStripe.EPOCH.plus(Duration.ofDays(2_000)));
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  private ObjectNode settings() {
    return Json.MAPPER
        .createObjectNode()
        .put("api_key", "sk_test_never_to_be_seen")
        .put("base_url", stripe.uri().toString())
        .put("requests_per_second", 10_000)
        .put("requests_per_second_per_endpoint", 10_000);
  }

  private Cli.Outcome run(String... more) throws IOException {
    return run(settings(), more);
  }

  private Cli.Outcome run(ObjectNode settings, String... more) throws IOException {
    Path config = folder.resolve("settings.json");
    Files.writeString(config, settings.toString());
    List<String> args =
        Stream.concat(Stream.of("--config", config.toString()), Stream.of(more)).toList();
    return Cli.of(new TapStripe()).withFolder(folder).run(args.toArray(String[]::new));
  }

  private static Map<String, Long> records(Cli.Outcome outcome) {
    return outcome.lines().stream()
        .map(TapStripeTest::json)
        .filter(message -> message.path("type").asText().equals("RECORD"))
        .collect(
            Collectors.groupingBy(
                message -> message.path("stream").asText(), TreeMap::new, Collectors.counting()));
  }

  @Test
  void theFirstStateSaysOfEachStreamThatFollowsSinceWhenChangesCount() throws IOException {
    List<JsonNode> messages =
        run("--streams", "charges,customers,customer_tax_ids").lines().stream()
            .map(TapStripeTest::json)
            .takeWhile(message -> !message.path("type").asText().equals("RECORD"))
            .toList();

    JsonNode first =
        messages.stream()
            .filter(message -> message.path("type").asText().equals("STATE"))
            .findFirst()
            .orElseThrow();
    assertThat(first.at("/value/bookmarks"))
        .hasSize(3)
        .allSatisfy(
            stream -> assertThat(stream.at("/accounts/own/events_until").asText()).isNotEmpty());
  }

  private static JsonNode json(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTapContract() {
    return TapContract.of(new TapStripe(), folder, settings()).checks();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheConfigContract() {
    return ConfigContract.of(TapStripe.Config.class, "{'api_key': 'sk_test_1'}")
        .setting("api_key", "'rk_live_2'")
        .refusing("api_key", "'pk_live_1'", "is a publishable key")
        .refusing("api_key", "'sk_test_1\\n'", "hold a character that no header can")
        .setting("account_id", "'acct_1'")
        .setting("api_version", "'2025-09-30.clover'")
        .setting("base_url", "'http://127.0.0.1:12111'")
        .refusing("base_url", "'http://api.stripe.com'", "is not https")
        .setting("allow_plain_http", "true")
        .setting("proxy_url", "'http://proxy.example.com:3128'")
        .refusing("proxy_url", "'socks://proxy'", "is not an http")
        .setting("user_agent", "'someone'")
        .setting("start_date", "'2024-01-01'")
        .setting("start_date_applies_to", "'all'")
        .refusing("start_date_applies_to", "'some'", "is not one of")
        .setting("follow_changes", "false")
        .setting("compat_columns", "false")
        .setting("inline_lists", "'ids'")
        .refusing("inline_lists", "'all'", "is not one of")
        .setting("emit_decimal_amounts", "true")
        .setting("metadata_as_json_string", "true")
        .setting("allow_unknown", "true")
        .setting("tax_calculations", "['taxcalc_1']")
        .setting("tax_transactions", "['tax_1']")
        .setting("window_days", "7")
        .refusing("window_days", "0", "is not between 1 and 3650")
        .setting("lookback_seconds", "60")
        .refusing("lookback_seconds", "-1", "is less than 0")
        .setting("end_date", "'2025-01-01'")
        .setting("connected_accounts", "['acct_1', 'acct_2']")
        .refusing("connected_accounts", "['acct_1', 'all']", "is not none, all or a list")
        .setting("on_permission_error", "'skip'")
        .setting("reports", "[{'type': 'tax.transactions.itemized.2', 'timezone': 'Etc/UTC'}]")
        .refusing("reports", "[{'columns': ['net']}]", "has one without a type")
        .setting("hydrate", "'always'")
        .setting("event_lookback_seconds", "60")
        .refusing("event_lookback_seconds", "-1", "is less than 0")
        .setting("event_window_days", "1")
        .refusing("event_window_days", "31", "is not between 1 and 30")
        .setting("reconcile_days", "30")
        .refusing("reconcile_days", "-1", "is not between 0 and 3650")
        .setting("full_refresh_every_days", "7")
        .refusing("full_refresh_every_days", "-1", "is not between 0 and 3650")
        .setting("event_lag_seconds", "0")
        .refusing("event_lag_seconds", "-1", "is less than 0")
        .setting("page_size", "50")
        .refusing("page_size", "0", "is not between 1 and 100")
        .refusing("page_size", "101", "is not between 1 and 100")
        .setting("max_concurrency", "2")
        .refusing("max_concurrency", "0", "is not between 1 and 200")
        .setting("requests_per_second", "5")
        .refusing("requests_per_second", "0", "is not more than 0")
        .setting("requests_per_second_per_endpoint", "5")
        .refusing("requests_per_second_per_endpoint", "0", "is not more than 0")
        .setting("request_timeout_seconds", "30")
        .refusing("request_timeout_seconds", "0", "is not more than 0")
        .setting("max_attempts", "2")
        .refusing("max_attempts", "0", "is not between 1 and 100")
        .checks();
  }

  @Test
  void readsWhatIsSelectedByDefault() throws IOException {
    Cli.Outcome outcome = run();

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(records(outcome))
        .containsEntry("account", 1L)
        .containsEntry("subscription_items", 3L)
        .containsEntry("invoice_line_items", 3L)
        .containsEntry("charges", 3L)
        .hasEntrySatisfying("currencies", count -> assertThat(count).isGreaterThan(130))
        .doesNotContainKey("issuing_cards");
  }

  @Test
  void aMissingPermissionFailsItsStreamAlone() throws IOException {
    stripe.forbid("/v1/charges", "rak_charge_read");

    Cli.Outcome outcome = run();

    assertThat(outcome.exit()).isEqualTo(8);
    assertThat(outcome.err()).contains("the key lacks the permission rak_charge_read");
    assertThat(records(outcome)).doesNotContainKey("charges").containsEntry("refunds", 3L);
  }

  @Test
  void whatTheAccountIsNotSetUpForIsSkippedByName() throws IOException {
    stripe.refuse("/v1/disputes", 400, "Your account is not set up to use Disputes.");

    Cli.Outcome outcome = run();

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("stream skipped stream=disputes")
        .contains("skipped: the account is not set up for it; GET /v1/disputes answered 400");
  }

  @Test
  void whatTheSchemaDoesNotKnowIsCountedAndLeftOut() throws IOException {
    stripe.find("/v1/charges", "charges0").put("mood", "fine");
    stripe.find("/v1/charges", "charges1").put("mood", "bad").put("weather", "rain");

    Cli.Outcome outcome = run("--streams", "charges");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains("left out, unless allow_unknown is true stream=charges")
        .contains("fields=\"mood 2, weather 1\"");
    assertThat(outcome.out()).doesNotContain("mood").doesNotContain("\"_extra\"");
  }

  @Test
  void eventsAreOnlyEverAddedTo() throws IOException {
    Cli.Outcome all =
        run(
            settings().put("emit_activate_version_messages", true),
            "--streams",
            "events,products,currencies");

    assertThat(all.exit()).as(all.err()).isZero();
    assertThat(all.lines()).filteredOn(line -> line.contains("ACTIVATE_VERSION")).isNotEmpty();
    assertThat(all.lines())
        .filteredOn(line -> line.contains("ACTIVATE_VERSION"))
        .noneMatch(line -> line.contains("\"events\""));
  }

  @Test
  void childrenNameTheStreamOfTheirParents() {
    List<TapStream> streams =
        new TapStripe().streams(ConfigReader.read(settings(), TapStripe.Config.class));
    Map<String, TapStream.Parent> parents = new HashMap<>();
    streams.forEach(
        stream -> stream.traits().parent().ifPresent(parent -> parents.put(stream.name(), parent)));

    assertThat(parents)
        .containsEntry("invoice_line_items", new TapStream.Parent("invoices", Set.of("invoice")))
        .containsEntry(
            "payout_balance_transactions", new TapStream.Parent("payouts", Set.of("payout")))
        .containsEntry(
            "balance_transaction_fees", new TapStream.Parent("balance_transactions", Set.of()))
        .doesNotContainKey("tax_transaction_line_items")
        .doesNotContainKey("charges");
    assertThat(streams)
        .filteredOn(stream -> parents.containsKey(stream.name()))
        .allMatch(stream -> stream.fieldNames().containsAll(stream.automaticFields()));
  }

  @Test
  void aTrialShowsWhatMayBeReadAndWhichPermissionIsMissing() throws IOException {
    stripe.forbid("/v1/charges", "rak_charge_read");
    stripe.removeList("/v1/payouts");
    stripe.forgetRequests();

    Cli.Outcome outcome = run("--test");

    assertThat(outcome.exit()).isEqualTo(8);
    assertThat(outcome.err())
        .containsPattern("stream +outcome")
        .containsPattern("customers +can be read\n")
        .containsPattern("payouts +can be read, and holds nothing\n")
        .containsPattern("charges +failed: the key lacks the permission rak_charge_read; ");
    assertThat(stripe.requests())
        .filteredOn(request -> request.matches("/v1/refunds\\?.*limit=\\d+"))
        .containsExactly("/v1/refunds?limit=1");
  }

  @Test
  void aPlanSaysWhatReadingWouldTake() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      stripe.add("/v1/charges", "ch_" + i, FakeStripe.EPOCH.plusSeconds(3_600L * i));
    }

    Cli.Outcome outcome = run("--plan", "--streams", "charges,refunds,currencies");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("charges .* by position; \\d+ windows, about [5-9]\\d requests, ")
        .containsPattern("refunds .*; 1 window, about 1 request, ")
        .containsPattern("currencies .* in full\n")
        .containsPattern("In all about [5-9]\\d requests, .* at the least\n");
  }

  @Test
  void aRunThatGoesOnHasNothingToSay() throws IOException {
    Cli.Outcome first = run();
    String state =
        first.lines().stream()
            .map(TapStripeTest::json)
            .filter(message -> message.path("type").asText().equals("STATE"))
            .reduce((one, other) -> other)
            .orElseThrow()
            .path("value")
            .toString();
    Path file = Files.writeString(folder.resolve("state.json"), state);

    Cli.Outcome second = run("--state", file.toString());

    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(records(second).keySet()).containsExactly("account", "currencies");
  }

  @Test
  void streamsAreKeyed() {
    List<TapStream> streams =
        new TapStripe().streams(ConfigReader.read(settings(), TapStripe.Config.class));

    assertThat(streams).hasSize(145);
    assertThat(streams).allMatch(stream -> !stream.keys().isEmpty());
    assertThat(streams)
        .allMatch(stream -> stream.fieldNames().containsAll(stream.keys()), "has its keys");
  }

  @Test
  void noListAsksForMoreEventTypesThanStripeTakes() {
    assertThat(Resources.dated().values())
        .allMatch(resource -> resource.changes().events().size() <= 20);
  }
}
