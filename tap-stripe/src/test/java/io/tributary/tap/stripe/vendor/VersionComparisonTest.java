package io.tributary.tap.stripe.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.vendor.VersionComparison.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class VersionComparisonTest {
  private static Version version(String name, Set<String> lists, String types) throws IOException {
    return new Version(name, lists, Json.MAPPER.readTree(types.replace('\'', '"')));
  }

  @Test
  void saysWhatIsNewGoneAndChanged() throws IOException {
    Version before =
        version(
            "2026-09-30.endive",
            Set.of("/v1/charges", "/v1/old"),
            "{'charges': {'id': {'type': 'string'}, 'paid': {'type': 'boolean'},"
                + " 'fee': {'type': 'integer'}}}");
    Version after =
        version(
            "2026-10-28.endive",
            Set.of("/v1/charges", "/v1/new"),
            "{'charges': {'id': {'type': 'string'}, 'fee': {'type': 'number'},"
                + " 'risk': {'type': 'object', 'properties': {'score': {'type': 'integer'}}}}}");

    assertThat(new VersionComparison(before, after).report())
        .isEqualTo(
            """
            # Stripe's API, from 2026-09-30.endive to 2026-10-28.endive

            ## Lists that are new

            - `/v1/new`

            ## Lists that are gone

            - `/v1/old`

            ## Fields

            ### charges

            - new: `risk`, object
            - gone: `paid`, boolean
            - changed: `fee` from integer to number
            """);
  }

  /** What {@code tap-stripe/generate --compare} runs: two versions, of packages that it fetched. */
  @Test
  @EnabledIfSystemProperty(named = "vendor.compare", matches = ".+,.+")
  void comparesTheVersionsThatAreAskedFor() throws IOException {
    String[] versions = System.getProperty("vendor.compare", "").split(",", 2);
    String report = new VersionComparison(published(versions[0]), published(versions[1])).report();

    Path file = Path.of("target/vendor/changes-" + versions[0] + "-" + versions[1] + ".md");
    Files.writeString(file, report);

    assertThat(file).isNotEmptyFile();
  }

  private static Version published(String version) throws IOException {
    Vendor vendor = Vendor.of(version);
    StreamTypes types = new StreamTypes(vendor, StreamTypes.DEEPEST);
    JsonNode streams =
        Json.MAPPER.readTree(
            Path.of("src/main/resources/io/tributary/tap/stripe/stream/streams.json").toFile());
    return new Version(vendor.apiVersion(), types.endpoints().byPath().keySet(), types.of(streams));
  }
}
