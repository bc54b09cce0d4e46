package io.tributary.tap.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the committed schemas to their generator, and Stripe's own examples to the schemas.
 *
 * <p>To write them anew: {@code mvn test -pl tap-stripe -am -Dtest=SchemasTest -Dgolden=update
 * -Dsurefire.failIfNoSpecifiedTests=false}
 */
class SchemasTest {
  private static final Path TYPES = Path.of("src/schemas/vendor-types.json");
  private static final Path SCHEMAS = Path.of("src/main/resources/io/tributary/tap/stripe/schemas");

  /** Lists that are streams of their own, and what the API version no longer sends. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "subscriptions.items",
          "invoices.lines",
          "invoices.subscription",
          "charges.refunds",
          "account.external_accounts");

  @TestFactory
  Stream<DynamicTest> areWhatTheGeneratorMakes() throws IOException {
    boolean update = "update".equals(System.getProperty("golden"));
    return each(
        Json.MAPPER.readTree(TYPES.toFile()),
        (stream, types) -> {
          try {
            String made = text(SchemaGenerator.schema(stream, types));
            Path file = SCHEMAS.resolve(stream + ".json");
            if (update) {
              Files.writeString(file, made);
            }
            assertThat(Files.readString(file)).isEqualTo(made);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> acceptStripesOwnExamples() throws IOException {
    return each(
        fixtures(),
        (stream, fixture) -> {
          ObjectNode record = fixture.deepCopy();
          if (stream.equals("invoice_line_items")) {
            record.put("invoice", "in_1");
          }

          RecordShape.of(schema(stream)).shape(record);

          assertThat(problems(schema(stream), record)).isEmpty();
        });
  }

  /** What an example holds must not get lost without anyone noticing. */
  @TestFactory
  Stream<DynamicTest> nameWhatStripesOwnExamplesHold() throws IOException {
    return each(
        fixtures(),
        (stream, fixture) -> {
          List<String> unnamed = new ArrayList<>();
          fixture.fieldNames().forEachRemaining(unnamed::add);
          unnamed.removeIf(schema(stream).toJson().path("properties")::has);
          unnamed.removeIf(field -> LEFT_OUT.contains(stream + "." + field));

          assertThat(unnamed).isEmpty();
        });
  }

  @Test
  void areThereForEveryStream() throws IOException {
    List<String> made = new ArrayList<>(List.of("currencies"));
    Json.MAPPER.readTree(TYPES.toFile()).fieldNames().forEachRemaining(made::add);

    try (Stream<Path> files = Files.list(SCHEMAS)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(made);
    }
  }

  private static Stream<DynamicTest> each(JsonNode streams, BiConsumer<String, JsonNode> check) {
    return streams.properties().stream()
        .map(
            stream ->
                DynamicTest.dynamicTest(
                    stream.getKey(), () -> check.accept(stream.getKey(), stream.getValue())));
  }

  static JsonNode fixtures() throws IOException {
    try (InputStream in = SchemasTest.class.getResourceAsStream("fixtures.json")) {
      return Json.MAPPER.readTree(Objects.requireNonNull(in));
    }
  }

  static JsonSchema schema(String stream) {
    return JsonSchema.resource(Resources.class, "schemas/" + stream + ".json");
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

  private static String text(ObjectNode schema) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return Json.MAPPER.writer(printer).writeValueAsString(schema) + "\n";
  }
}
