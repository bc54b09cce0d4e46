package io.tributary.tap.googleads.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.http.Ticker;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.googleads.TapGoogleAds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Runs the tap against the stand-in, at a time of the test's choice, without ever waiting. */
public final class AdsRun {
  private final Path folder;
  private final ObjectNode settings = Json.MAPPER.createObjectNode();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private Clock clock = Clock.fixed(Instant.parse("2026-03-10T15:00:00Z"), ZoneOffset.UTC);

  public AdsRun(FakeAds ads, Path folder) {
    this.folder = folder;
    settings
        .put("base_url", ads.uri().toString())
        .put("token_url", ads.uri() + "/token")
        .put("client_id", "client")
        .put("client_secret", "secret-never-seen")
        .put("refresh_token", "refresh-never-seen")
        .put("start_date", "2026-01-01")
        .put("live_fields", false)
        .put("requests_per_second", 10_000)
        .put("field_cache_folder", folder.resolve("cache").toString());
  }

  public ObjectNode settings() {
    return settings;
  }

  public AdsRun at(String instant) {
    clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    return this;
  }

  /** How long it would have waited, each time. */
  public List<Duration> pauses() {
    synchronized (pauses) {
      return List.copyOf(pauses);
    }
  }

  /** The tap as it would be run. */
  public TapGoogleAds tap() {
    return new TapGoogleAds(clock, new Waiting());
  }

  private final class Waiting implements Ticker {
    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void sleep(Duration pause) {
      pauses.add(pause);
    }
  }

  public Outcome run(String... args) {
    try {
      Path config = folder.resolve("settings.json");
      Files.writeString(config, settings.toString());
      String[] all =
          Stream.concat(Stream.of("--config", config.toString()), Stream.of(args))
              .toArray(String[]::new);
      return new Outcome(Cli.of(tap()).withFolder(folder).run(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on from a state. */
  public Outcome runFrom(JsonNode state, String... args) {
    try {
      Path file = folder.resolve("state.json");
      Files.writeString(file, state.toString());
      return run(
          Stream.concat(Stream.of("--state", file.toString()), Stream.of(args))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came of a run. */
  public record Outcome(Cli.Outcome cli) {
    public int exit() {
      return cli.exit();
    }

    public String err() {
      return cli.err();
    }

    public List<JsonNode> messages() {
      return cli.lines().stream().map(Outcome::json).toList();
    }

    public List<JsonNode> records(String stream) {
      return messages().stream()
          .filter(message -> message.path("type").asText().equals("RECORD"))
          .filter(message -> message.path("stream").asText().equals(stream))
          .map(message -> message.path("record"))
          .toList();
    }

    /** The value of the last state. */
    public JsonNode state() {
      return messages().stream()
          .filter(message -> message.path("type").asText().equals("STATE"))
          .map(message -> message.path("value"))
          .reduce((one, other) -> other)
          .orElseThrow(() -> new AssertionError("no state:\n" + err()));
    }

    private static JsonNode json(String line) {
      try {
        return Json.MAPPER.readTree(line);
      } catch (IOException e) {
        throw new UncheckedIOException(line, e);
      }
    }
  }
}
