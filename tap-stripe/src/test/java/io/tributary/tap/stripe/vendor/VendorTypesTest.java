package io.tributary.tap.stripe.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Holds what is committed to what Stripe publishes. It needs the packages: {@code
 * tap-stripe/generate --check} fetches them, and CI does so always.
 */
class VendorTypesTest {
  private static final Path TYPES = Path.of("src/schemas/vendor-types.json");
  private static final Path STREAMS =
      Path.of("src/main/resources/io/tributary/tap/stripe/stream/streams.json");

  /** A calculation on demand, of no use without an invoice in mind. */
  private static final Set<String> NOT_STREAMS = Set.of("/v1/credit_notes/preview/lines");

  @BeforeEach
  void needsThePackages() throws IOException {
    boolean isThere = Vendor.pinned().isThere() && Vendor.before().isThere();
    if (Boolean.getBoolean("vendor.required")) {
      assertThat(isThere).as("the packages are there").isTrue();
    }
    assumeTrue(isThere, "tap-stripe/generate fetches the packages");
  }

  @Test
  void typesAreWhatStripePublishes() throws IOException {
    JsonNode streams = Json.MAPPER.readTree(STREAMS.toFile());
    ObjectNode types = new StreamTypes(Vendor.pinned(), StreamTypes.DEEPEST).of(streams);
    GoneProperties.keep(types, new StreamTypes(Vendor.before(), StreamTypes.DEEPEST).of(streams));
    String text = text(Vendor.pinned().apiVersion(), types);

    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(TYPES, text);
    }

    assertThat(Files.readString(TYPES)).as("tap-stripe/generate makes it anew").isEqualTo(text);
  }

  @Test
  void everyListIsAStreamAndEveryStreamAList() throws IOException {
    Endpoints endpoints = new StreamTypes(Vendor.pinned(), 0).endpoints();
    Set<String> lists = new TreeSet<>(endpoints.byPath().keySet());
    lists.removeAll(NOT_STREAMS);
    Set<String> streams = new TreeSet<>();
    for (JsonNode stream : Json.MAPPER.readTree(STREAMS.toFile())) {
      if (!Set.of("one", "made").contains(stream.path("read").asText())) {
        streams.add(Endpoints.pattern(stream.path("path").asText()));
      }
    }

    assertThat(streams).containsExactlyElementsOf(lists);
  }

  @Test
  void whatCanBeAskedByTheTimeOfCreationIs() throws IOException {
    Endpoints endpoints = new StreamTypes(Vendor.pinned(), 0).endpoints();
    Set<String> dated = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    for (JsonNode stream : Json.MAPPER.readTree(STREAMS.toFile())) {
      String how = stream.path("read").asText();
      if (Set.of("list", "created", "pages", "pages-created").contains(how)) {
        String name = stream.path("name").asText();
        if (endpoints.at(stream.path("path").asText()).orElseThrow().isDated()) {
          dated.add(name);
        }
        if (how.endsWith("created")) {
          asked.add(name);
        }
      }
    }

    assertThat(asked).isEqualTo(dated);
  }

  /** A line for each property, so that a release of Stripe's can be read in the diff. */
  private static String text(String apiVersion, ObjectNode types) throws IOException {
    StringBuilder text = new StringBuilder(1 << 20);
    text.append("{\n\"api_version\": \"").append(apiVersion).append("\"");
    for (Map.Entry<String, JsonNode> stream : types.properties()) {
      text.append(",\n\"").append(stream.getKey()).append("\": {");
      String separator = "\n";
      for (Map.Entry<String, JsonNode> property : stream.getValue().properties()) {
        text.append(separator)
            .append("  \"")
            .append(property.getKey())
            .append("\": ")
            .append(Json.MAPPER.writeValueAsString(property.getValue()));
        separator = ",\n";
      }
      text.append("\n}");
    }
    return text.append("\n}\n").toString();
  }
}
