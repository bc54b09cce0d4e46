package io.tributary.tap.stripe.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the committed schemas to their generator: {@code tap-stripe/generate} writes them anew. */
class SchemasTest {
  private static final Path TYPES = Path.of("src/schemas/vendor-types.json");
  private static final Path RESOURCES = Path.of("src/main/resources/io/tributary/tap/stripe");
  private static final Path SCHEMAS = RESOURCES.resolve("record/schemas");

  private static JsonNode streams() throws IOException {
    return Json.MAPPER.readTree(RESOURCES.resolve("stream/streams.json").toFile());
  }

  @TestFactory
  Stream<DynamicTest> areWhatTheGeneratorMakes() throws IOException {
    boolean update = "update".equals(System.getProperty("golden"));
    JsonNode types = Json.MAPPER.readTree(TYPES.toFile());
    Stream<DynamicTest> each =
        StreamSupport.stream(streams().spliterator(), false)
            .map(
                stream ->
                    DynamicTest.dynamicTest(
                        stream.path("name").asText(), () -> check(stream, types, update)));
    return Stream.concat(
        each, Stream.of(DynamicTest.dynamicTest("no others", SchemasTest::checkNoOthers)));
  }

  private static void check(JsonNode stream, JsonNode types, boolean update) {
    try {
      String made = text(SchemaGenerator.schema(stream, types));
      Path file = SCHEMAS.resolve(stream.path("name").asText() + ".json");
      if (update) {
        Files.writeString(file, made);
      }
      assertThat(Files.readString(file)).as("tap-stripe/generate makes it anew").isEqualTo(made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkNoOthers() {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      List<String> made = new ArrayList<>();
      streams().forEach(stream -> made.add(stream.path("name").asText()));
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(ObjectNode schema) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return Json.MAPPER.writer(printer).writeValueAsString(schema) + "\n";
  }
}
