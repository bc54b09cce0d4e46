package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Target;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** One destination, and the runs of a target's command line that load into it. */
final class TargetRuns {
  private final Target<?> target;
  final Path place;
  final Path root;
  private final Destination destination;
  final ObjectNode settings;

  /**
   * A new and empty destination.
   *
   * @param name of the folder that is made for it in {@code folder}
   */
  TargetRuns(Target<?> target, Path folder, String name, Function<Path, Destination> destinations)
      throws IOException {
    this.target = target;
    place = Files.createTempDirectory(folder, name);
    root = Files.createDirectory(place.resolve("batch"));
    destination = destinations.apply(place);
    settings = destination.settings().deepCopy();
  }

  /** With the settings that an input asks for, and the files that it speaks of. */
  void prepare(SingerInput input) throws IOException {
    settings.setAll(input.settings(root.toUri()));
    for (Map.Entry<String, JsonNode> file : input.expected().path("files").properties()) {
      try (OutputStream out =
          new GZIPOutputStream(Files.newOutputStream(root.resolve(file.getKey())))) {
        for (var line : file.getValue()) {
          out.write((line.textValue() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  Cli.Outcome run(byte[] input) throws IOException {
    return cli(input).run("--config", config().toString());
  }

  /** The state that the destination keeps. */
  String keptState() throws IOException {
    Cli.Outcome outcome = cli(new byte[0]).run("--config", config().toString(), "--read-state");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.lines().get(0);
  }

  byte[] restFromKept(List<Arrival> arrivals) throws IOException {
    String kept = keptState();
    return rest(arrivals, kept.equals("{}") ? List.of() : List.of(kept));
  }

  /** Runs, and looks at each state that comes out whether what it covers is there: G1. */
  Cli.Outcome runWatched(byte[] input, Map<String, List<ObjectNode>> inTheEnd) throws IOException {
    List<Arrival> arrivals = Arrival.of(input);
    List<Throwable> early = new ArrayList<>();
    Cli.Outcome outcome =
        cli(input)
            .withWatcher(
                state -> {
                  try {
                    assertCovered(arrivals, state, inTheEnd);
                  } catch (AssertionError e) {
                    early.add(e);
                  }
                })
            .run("--config", config().toString());
    assertThat(early).isEmpty();
    return outcome;
  }

  private void assertCovered(
      List<Arrival> arrivals, String state, Map<String, List<ObjectNode>> inTheEnd) {
    if (!destination.readableWhileLoading() || arrivals.stream().anyMatch(this::takesAway)) {
      return;
    }
    Model before = new Model();
    for (Arrival arrival : arrivals) {
      if (arrival.type().equals("STATE") && arrival.stateText().equals(state)) {
        break;
      }
      before.take(arrival);
    }
    before
        .rows()
        .forEach(
            (stream, rows) ->
                assertThat(destination.rows(stream))
                    .as("rows of %s when %s came out", stream, state)
                    .hasSizeGreaterThanOrEqualTo(
                        Math.min(rows.size(), inTheEnd.getOrDefault(stream, rows).size())));
  }

  /** Whether rows may be fewer later on, or stand in files. */
  private boolean takesAway(Arrival arrival) {
    return arrival.type().equals("ACTIVATE_VERSION") || arrival.type().equals("BATCH");
  }

  private Cli cli(byte[] input) {
    return Cli.of(target).withInput(input).withFolder(place);
  }

  private Path config() {
    try {
      Path file = place.resolve("config.json");
      return Files.write(file, Json.MAPPER.writeValueAsBytes(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void assertRows(Map<String, List<ObjectNode>> expected) {
    expected.forEach(
        (stream, rows) ->
            assertThat(Rows.text(destination.rows(stream)))
                .as("rows of %s", stream)
                .isEqualTo(Rows.text(rows, destination::column)));
  }

  /**
   * What a tap sends that resumes from the last of {@code states}: its schemas, and what follows.
   */
  static byte[] rest(List<Arrival> arrivals, List<String> states) {
    List<String> all = states(arrivals);
    int acknowledged = states.isEmpty() ? -1 : all.indexOf(states.get(states.size() - 1));
    Map<String, String> schemas = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    int seen = 0;
    for (Arrival arrival : arrivals) {
      if (seen > acknowledged) {
        rest.add(arrival.line());
      } else if (arrival.type().equals("SCHEMA")) {
        schemas.put(arrival.stream(), arrival.line());
      }
      if (arrival.type().equals("STATE")) {
        seen++;
      }
    }
    List<String> lines = new ArrayList<>(schemas.values());
    lines.addAll(rest);
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static List<String> states(List<Arrival> arrivals) {
    return arrivals.stream()
        .filter(arrival -> arrival.type().equals("STATE"))
        .map(Arrival::stateText)
        .toList();
  }
}
