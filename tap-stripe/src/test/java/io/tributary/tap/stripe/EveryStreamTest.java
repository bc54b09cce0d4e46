package io.tributary.tap.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.stripe.fake.Examples;
import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.tap.stripe.stream.ParentPath;
import io.tributary.tap.stripe.stream.StreamEntry;
import io.tributary.tap.stripe.stream.StreamTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads every stream there is, of Stripe's own examples. */
class EveryStreamTest {
  private static final long CREATED = FakeStripe.EPOCH.plus(Duration.ofDays(1)).getEpochSecond();

  private final FakeStripe stripe = new FakeStripe();
  private final StreamTable table = StreamTable.read();
  private final Map<String, ObjectNode> examples;

  @TempDir Path folder;

  EveryStreamTest() throws IOException {
    examples = Examples.byStream();
    stripe.set(FakeStripe.EPOCH.plus(Duration.ofDays(20)));
    for (StreamEntry entry : table.all()) {
      switch (entry.read()) {
        case CREATED, CREATED_AFTER, LIST, PAGES, PAGES_CREATED ->
            stripe.add(entry.path(), example(entry.name()));
        case INSIDE, EACH -> addOf(entry, example(entry.parent().orElseThrow()));
        case ONE -> stripe.set(entry.path(), example(entry.name()));
        case NESTED, NAMED, MADE -> {}
      }
    }
    ObjectNode source = example("customer_sources");
    source.put("id", "src_1").put("object", "source");
    stripe.add("/v1/customers/" + id("customers") + "/sources", source);
    stripe.add("/v1/sources/src_1/source_transactions", example("source_transactions"));
    stripe.add(
        "/v1/billing/meters/" + id("billing_meters") + "/event_summaries",
        example("billing_meter_event_summaries"));
    stripe.add("/v1/tax/calculations/taxcalc_1/line_items", example("tax_calculation_line_items"));
    stripe.add("/v1/tax/transactions/tax_1/line_items", example("tax_transaction_line_items"));
  }

  private void addOf(StreamEntry entry, ObjectNode parent) {
    String path =
        new ParentPath(entry.path(), entry.only())
            .of(parent)
            .orElseThrow(() -> new AssertionError(entry.name() + " has no path"))
            .path();
    stripe.add(path, example(entry.name()));
  }

  private String id(String stream) {
    return example(stream).path("id").asText();
  }

  /** What is read of a stream's list, whole enough for what is made of it. */
  private ObjectNode example(String stream) {
    ObjectNode example =
        examples
            .getOrDefault(stream, Json.MAPPER.createObjectNode().put("id", stream + "_1"))
            .deepCopy();
    boolean isV2 = table.get(stream).path().startsWith("/v2/");
    if (!isV2) {
      example.put("created", CREATED);
    }
    switch (stream) {
      case "payouts" -> example.put("automatic", true);
      case "financial_connections_accounts" -> example.put("ownership", "fcowner_1");
      case "customers" -> {
        example.putObject("discount").put("id", "di_1").put("object", "discount");
        example.remove(List.of("sources", "tax_ids"));
      }
      case "balance_transactions" ->
          example.putArray("fee_details").addObject().put("amount", 30).put("currency", "usd");
      case "core_accounts" -> example.put("created", "2026-01-02T00:00:00.123Z");
      default -> {}
    }
    table.all().stream()
        .filter(child -> child.parent().filter(stream::equals).isPresent())
        .forEach(child -> child.inside().ifPresent(example::remove));
    return example;
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  private Cli.Outcome run(String... more) throws IOException {
    ObjectNode settings =
        Json.MAPPER
            .createObjectNode()
            .put("api_key", "sk_test_never_to_be_seen")
            .put("base_url", stripe.uri().toString())
            .put("requests_per_second", 10_000)
            .put("requests_per_second_per_endpoint", 10_000)
            .put("max_attempts", 1);
    settings.putArray("tax_calculations").add("taxcalc_1");
    settings.putArray("tax_transactions").add("tax_1");
    Path config = folder.resolve("settings.json");
    Files.writeString(config, settings.toString());
    String all = table.all().stream().map(StreamEntry::name).collect(Collectors.joining(","));
    return Cli.of(new TapStripe())
        .withFolder(folder)
        .run(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("--config", config.toString(), "--streams", all),
                    java.util.stream.Stream.of(more))
                .toArray(String[]::new));
  }

  @Test
  void isReadAndIsAsItsSchemaSays() throws IOException {
    Cli.Outcome outcome = run();

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    Map<String, JsonSchema> schemas = new HashMap<>();
    Map<String, Integer> records = new TreeMap<>();
    for (String line : outcome.lines()) {
      JsonNode message = Json.MAPPER.readTree(line);
      String stream = message.path("stream").asText();
      switch (message.path("type").asText()) {
        case "SCHEMA" -> schemas.put(stream, JsonSchema.of((ObjectNode) message.get("schema")));
        case "RECORD" -> {
          records.merge(stream, 1, Integer::sum);
          assertThat(
                  Examples.problems(
                      Objects.requireNonNull(schemas.get(stream), stream), message.get("record")))
              .as(stream)
              .isEmpty();
        }
        default -> {}
      }
    }
    assertThat(records.keySet())
        .containsExactlyInAnyOrderElementsOf(table.all().stream().map(StreamEntry::name).toList());
  }

  @Test
  void announcesNothingThatOnlyTheTapUnderstands() throws IOException {
    Cli.Outcome outcome = run("--test=schema");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.lines()).hasSize(145).noneMatch(line -> line.contains("\"x-"));
  }

  @Test
  void goesOnWhereItEnded() throws IOException {
    Cli.Outcome first = run();
    String state =
        Json.MAPPER.readTree(first.lines().get(first.lines().size() - 1)).path("value").toString();
    Path file = Files.writeString(folder.resolve("state.json"), state);
    stripe.set(stripe.now().plus(Duration.ofDays(1)));

    Cli.Outcome second = run("--state", file.toString());

    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(
            second.lines().stream()
                .filter(line -> line.contains("\"RECORD\""))
                .map(line -> line.replaceFirst(".*\"stream\":\"([a-z0-9_]+)\".*", "$1"))
                .distinct()
                .filter(stream -> table.get(stream).follows())
                .toList())
        .isEmpty();
  }
}
