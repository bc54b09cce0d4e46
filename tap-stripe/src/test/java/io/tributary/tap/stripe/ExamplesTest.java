package io.tributary.tap.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the schemas to Stripe's own examples of its objects. */
class ExamplesTest {
  /** Examples of several kinds of objects, by the streams that hold them. */
  private static final Map<String, List<String>> OF_SEVERAL =
      Map.of(
          "bank_account", List.of("external_accounts", "customer_sources"),
          "card", List.of("external_accounts", "customer_sources"),
          "external_account", List.of("external_accounts"),
          "payment_source", List.of("customer_sources"),
          "source", List.of("customer_sources"));

  /** What Stripe has no list of, so that no stream can be of it. */
  private static final Set<String> NO_STREAMS =
      Set.of(
          "account_link",
          "account_session",
          "application",
          "billing.alert_triggered",
          "billing.credit_balance_summary",
          "billing.meter_event",
          "billing.meter_event_adjustment",
          "billing_portal.session",
          "cash_balance",
          "confirmation_token",
          "customer_session",
          "entitlements.active_entitlement_summary",
          "ephemeral_key",
          "financial_connections.account_ownership",
          "financial_connections.authorization",
          "financial_connections.session",
          "funding_instructions",
          "issuing.settlement",
          "login_link",
          "mandate",
          "radar.payment_evaluation",
          "reserve.hold",
          "reserve.plan",
          "reserve.release",
          "sigma.sigma_api_query",
          "source_mandate_notification",
          "tax.association",
          "tax.calculation",
          "tax.transaction",
          "terminal.connection_token",
          "terminal.onboarding_link",
          "terminal.refund",
          "token",
          "treasury.financial_account_features");

  /** What the API version does not send any more. */
  private static final Set<String> LEFT_OUT = Set.of("invoices.subscription");

  /** By stream, Stripe's own example of its objects. */
  static Map<String, ObjectNode> byStream() throws IOException {
    Map<String, ObjectNode> examples = new LinkedHashMap<>();
    JsonNode fixtures = fixtures();
    for (StreamEntry entry : StreamTable.read().all()) {
      if (fixtures.get(entry.object()) instanceof ObjectNode example) {
        examples.put(entry.name(), example.deepCopy());
      }
    }
    OF_SEVERAL.forEach(
        (object, streams) ->
            streams.forEach(stream -> examples.put(stream, fixtures.get(object).deepCopy())));
    return examples;
  }

  private static JsonNode fixtures() throws IOException {
    try (InputStream in = ExamplesTest.class.getResourceAsStream("fixtures3.json")) {
      return Json.MAPPER.readTree(Objects.requireNonNull(in));
    }
  }

  private static Stream<DynamicTest> each(BiConsumer<StreamEntry, ObjectNode> check)
      throws IOException {
    StreamTable table = StreamTable.read();
    List<DynamicTest> tests = new ArrayList<>();
    JsonNode fixtures = fixtures();
    Map<String, ObjectNode> whole = byStream();
    whole.remove("balance"); // its records are what it is taken apart into
    whole.forEach(
        (stream, example) ->
            tests.add(
                DynamicTest.dynamicTest(stream, () -> check.accept(table.get(stream), example))));
    OF_SEVERAL.forEach(
        (object, streams) ->
            streams.forEach(
                stream ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            stream + " of " + object,
                            () ->
                                check.accept(
                                    table.get(stream), fixtures.get(object).deepCopy())))));
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> fitTheSchemas() throws IOException {
    return each(
        (entry, example) -> {
          for (String key : entry.keys()) {
            if (!example.has(key)) {
              example.put(key, "of_parent");
            }
          }
          StreamSchema schema = new StreamSchema(entry.name(), Columns.DEFAULT);

          RecordShape.of(schema).shape(example);

          assertThat(problems(schema.announced(), example)).isEmpty();
        });
  }

  /** What an example holds must not get lost without anyone noticing. */
  @TestFactory
  Stream<DynamicTest> haveNothingThatTheSchemasDoNotName() throws IOException {
    Columns all = new Columns(true, true, false, false);
    return each(
        (entry, example) -> {
          List<String> unnamed = new ArrayList<>();
          example.fieldNames().forEachRemaining(unnamed::add);
          JsonNode known = new StreamSchema(entry.name(), all).withMeanings().path("properties");
          unnamed.removeIf(known::has);
          unnamed.removeIf(field -> LEFT_OUT.contains(entry.name() + "." + field));

          assertThat(unnamed).isEmpty();
        });
  }

  @Test
  void areAllOfStreamsOrOfWhatStripeDoesNotList() throws IOException {
    Set<String> objects = new TreeSet<>(NO_STREAMS);
    StreamTable.read().all().forEach(entry -> objects.add(entry.object()));
    objects.addAll(OF_SEVERAL.keySet());

    assertThat(fixtures().fieldNames())
        .toIterable()
        .filteredOn(name -> !name.startsWith("deleted_"))
        .isSubsetOf(objects);
  }

  static List<String> problems(JsonSchema schema, JsonNode record) {
    try {
      SchemaLoader.load(new JSONObject(schema.toString()))
          .validate(new JSONObject(record.toString()));
      return List.of();
    } catch (ValidationException e) {
      return e.getAllMessages();
    }
  }
}
