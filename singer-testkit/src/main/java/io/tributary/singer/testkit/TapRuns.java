package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs of a tap's command line on the same settings, and what they wrote.
 *
 * @param stamps the fields that say when a record was read, by which no two runs are alike
 */
record TapRuns<C extends Record>(Tap<C> tap, Path folder, ObjectNode settings, Set<String> stamps) {
  TapRuns<C> stamping(Set<String> fields) {
    return new TapRuns<>(tap, folder, settings, fields);
  }

  Cli.Outcome syncWithManyStates() throws IOException {
    settings.put("state_interval_seconds", 0.001);
    try {
      return sync();
    } finally {
      settings.remove("state_interval_seconds");
    }
  }

  List<TapStream> streams() {
    return tap.streams(ConfigReader.read(settings, tap.configType()));
  }

  Set<String> selected() {
    Set<String> names = new HashSet<>();
    for (TapStream stream : streams()) {
      if (stream.traits().selectedByDefault()) {
        names.add(stream.name());
      }
    }
    return names;
  }

  String discover() throws IOException {
    Cli.Outcome outcome = cli().run("--config", config(), "--discover");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.out();
  }

  Cli.Outcome sync(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("--config", config()));
    args.addAll(List.of(more));
    return cli().run(args.toArray(String[]::new));
  }

  Cli cli() {
    return Cli.of(tap).withFolder(folder);
  }

  String config() throws IOException {
    return file("config", Json.MAPPER.writeValueAsString(settings));
  }

  String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".json"), text).toString();
  }

  static List<Arrival> messages(Cli.Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return Arrival.of(outcome.out().getBytes(StandardCharsets.UTF_8));
  }

  static String lastState(List<Arrival> messages) {
    return messages.stream()
        .filter(message -> message.type().equals("STATE"))
        .reduce((first, second) -> second)
        .map(Arrival::stateText)
        .orElseGet(() -> fail("the run wrote no state"));
  }

  Set<String> identities(List<Arrival> messages) {
    Set<String> all = new HashSet<>();
    for (Arrival message : messages) {
      if (message.type().equals("RECORD")) {
        all.add(identity(message));
      }
    }
    return all;
  }

  String identity(Arrival record) {
    ObjectNode known = record.message().path("record").deepCopy();
    return record.stream() + " " + known.without(stamps);
  }
}
