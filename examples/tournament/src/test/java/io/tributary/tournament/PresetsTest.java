package io.tributary.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.singer.http.Ticker;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.googleads.TapGoogleAds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every report that tap-google-ads has ready has rows in the sandbox, each of them once. */
class PresetsTest {
  private static final String KEY = "_row_key";

  @TempDir private Path folder;

  @Test
  void everyReportHasRowsAndEachOnce() throws IOException {
    Set<String> reports = new TreeSet<>();
    Map<String, Set<String>> keys = new HashMap<>();
    Map<String, String> twice = new HashMap<>();
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      Files.writeString(
          folder.resolve("google.json"),
          """
          {"client_id": "sandbox.apps.googleusercontent.com",
           "client_secret": "sandbox-client-secret", "refresh_token": "1//sandbox-refresh-token",
           "base_url": "%s", "token_url": "%s/oauth/token", "start_date": "2026-10-29",
           "requests_per_second": 1000, "field_cache_hours": 0}
          """
              .formatted(sandbox.uri(), sandbox.uri()));
      for (JsonNode stream : Json.MAPPER.readTree(run(sandbox, "--discover")).path("streams")) {
        if (stream.at("/schema/properties").has(KEY)) {
          reports.add(stream.path("tap_stream_id").asText());
        }
      }
      for (String line : run(sandbox, "--streams", String.join(",", reports)).lines().toList()) {
        JsonNode message = Json.MAPPER.readTree(line);
        if (message.path("type").asText().equals("RECORD")) {
          String stream = message.path("stream").asText();
          String key = message.at("/record/" + KEY).asText();
          if (!keys.computeIfAbsent(stream, name -> new HashSet<>()).add(key)) {
            twice.putIfAbsent(stream, line);
          }
        }
      }
    }

    assertThat(reports).hasSizeGreaterThan(40);
    assertThat(twice).as("rows that come twice").isEmpty();
    assertThat(keys.keySet()).containsExactlyInAnyOrderElementsOf(reports);
  }

  private String run(Sandbox sandbox, String... arguments) {
    Clock clock = Clock.fixed(sandbox.now(), ZoneOffset.UTC);
    Cli.Outcome outcome =
        Cli.of(new TapGoogleAds(clock, Ticker.SYSTEM))
            .withFolder(folder)
            .run(
                Stream.concat(Stream.of("--config", "google.json"), Stream.of(arguments))
                    .toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.out();
  }
}
