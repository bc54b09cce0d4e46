package io.tributary.tap.stripe.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.tap.stripe.fake.Examples;
import io.tributary.tap.stripe.stream.StreamEntry;
import io.tributary.tap.stripe.stream.StreamTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the schemas to Stripe's own examples of its objects. */
class ExamplesTest {
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

  private static Stream<DynamicTest> each(BiConsumer<StreamEntry, ObjectNode> check)
      throws IOException {
    StreamTable table = StreamTable.read();
    List<DynamicTest> tests = new ArrayList<>();
    JsonNode fixtures = Examples.all();
    Map<String, ObjectNode> whole = Examples.byStream();
    whole.remove("balance"); // its records are what it is taken apart into
    whole.forEach(
        (stream, example) ->
            tests.add(
                DynamicTest.dynamicTest(stream, () -> check.accept(table.get(stream), example))));
    Examples.OF_SEVERAL.forEach(
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

          assertThat(Examples.problems(schema.announced(), example)).isEmpty();
        });
  }

  /** What an example holds must not get lost without anyone noticing. */
  @TestFactory
  Stream<DynamicTest> haveNothingThatTheSchemasDoNotName() throws IOException {
    Columns all = new Columns(true, true, false, false, false);
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
    objects.addAll(Examples.OF_SEVERAL.keySet());

    assertThat(Examples.all().fieldNames())
        .toIterable()
        .filteredOn(name -> !name.startsWith("deleted_"))
        .isSubsetOf(objects);
  }
}
