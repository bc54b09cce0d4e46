package io.tributary.trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.stripe.TapStripe;
import io.tributary.target.duckdb.TargetDuckdb;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every stream of tap-stripe, selected by default or not, is read of the sandbox and loaded. */
final class StripeStreamsTest {
  /** They are of calculations and transactions that Stripe lists nowhere: a setting names them. */
  private static final Set<String> OF_NAMED =
      Set.of("tax_calculation_line_items", "tax_transaction_line_items");

  @TempDir private Path folder;

  @Test
  void everyStreamHasRecordsAndEachIsLoaded() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      Path tap =
          Program.write(
              folder.resolve("tap.json"),
              """
              {"api_key": "sk_test_sandbox", "base_url": "%s", "max_parallel_streams": 8,
               "requests_per_second": 1000, "requests_per_second_per_endpoint": 1000}
              """
                  .formatted(sandbox.uri()));
      Set<String> streams = streams(tap);

      ByteArrayOutputStream said = new ByteArrayOutputStream();
      Cli.Outcome read =
          Cli.of(new TapStripe())
              .run(said, "--config", tap.toString(), "--streams", String.join(",", streams));
      assertThat(read.exit()).as(read.err()).isZero();

      DuckdbFile database = new DuckdbFile(folder.resolve("rows.duckdb"));
      Path target = Program.write(folder.resolve("target.json"), database.settings().toString());
      Cli.Outcome loaded =
          Cli.of(new TargetDuckdb())
              .withInput(said.toByteArray())
              .run("--config", target.toString());
      assertThat(loaded.exit()).as(loaded.err()).isZero();

      Set<String> empty = new TreeSet<>(streams);
      empty.removeIf(stream -> database.count(stream) > 0);
      assertThat(streams).hasSizeGreaterThan(140);
      assertThat(empty).isEqualTo(new TreeSet<>(OF_NAMED));
    }
  }

  private static Set<String> streams(Path config) {
    Cli.Outcome discovered =
        Cli.of(new TapStripe()).run("--config", config.toString(), "--discover");
    assertThat(discovered.exit()).as(discovered.err()).isZero();
    Set<String> names = new TreeSet<>();
    for (JsonNode stream : RawJson.of(discovered.out()).tree().path("streams")) {
      names.add(stream.path("tap_stream_id").asText());
    }
    return names;
  }
}
