package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.sql.Backoff;
import io.tributary.singer.testkit.Cli;
import io.tributary.target.bigquery.standin.StandIn;
import io.tributary.target.bigquery.standin.fault.Fault;
import io.tributary.target.bigquery.write.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The target, run as users run it, by Google's own client into a stand-in of its own. */
final class Trial implements AutoCloseable {
  /** A stream of people with keys. */
  static final String KEYED =
      "{'type':'SCHEMA','stream':'people','schema':{'type':'object','properties':"
          + "{'id':{'type':'integer'},'name':{'type':['null','string']}}},'key_properties':['id']}\n";

  /** The same without keys. */
  static final String KEYLESS = KEYED.replace("['id']", "[]");

  /** Three people, and a state that covers them. */
  static final String PEOPLE = person(1, "a") + person(2, "b") + person(3, "c") + state(1);

  /** As runs have it, in a hurry. */
  private static final Patience LITTLE =
      new Patience(
          new Backoff(Duration.ofMillis(1)),
          Duration.ofMinutes(2),
          Duration.ofMillis(200),
          Duration.ofMillis(300));

  final StandIn bigquery = StandIn.start();
  private final Path folder;

  Trial(Path folder) {
    this.folder = folder;
  }

  /** The settings by which the target finds a stand-in. */
  static ObjectNode settings(StandIn bigquery) {
    return Settings.object("{'dataset': 'raw', 'credentials': 'none'}")
        .put("project", StandIn.PROJECT)
        .put("api_endpoint", bigquery.apiEndpoint())
        .put("storage_endpoint", "http://" + bigquery.storageEndpoint());
  }

  /** A method as users write it. */
  static String word(Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  static String person(int id, String name) {
    return "{'type':'RECORD','stream':'people','record':{'id':%d,'name':'%s'}}\n"
        .formatted(id, name);
  }

  static String state(int number) {
    return "{'type':'STATE','value':{'n':%d}}\n".formatted(number);
  }

  /**
   * Runs the target; no record's value may show.
   *
   * @param settings besides those by which it finds the stand-in
   * @param input messages; single quotes are as good as double ones
   */
  Cli.Outcome load(String settings, String input, String... more) {
    return loadAsIs(settings, input.replace('\'', '"'), more);
  }

  /** The same, the input's quotes being what they are. */
  Cli.Outcome loadAsIs(String settings, String input, String... more) {
    ObjectNode json = settings(bigquery);
    json.setAll(Settings.object(settings));
    Cli.Outcome outcome =
        Cli.of(new TargetBigquery(LITTLE))
            .withInput(input.getBytes(StandardCharsets.UTF_8))
            .withFolder(folder)
            .run(arguments(json, more));
    assertThat(outcome.err()).doesNotContain("never-shown");
    return outcome;
  }

  private String[] arguments(ObjectNode json, String... more) {
    try {
      Path config = folder.resolve("config.json");
      Files.writeString(config, json.toString());
      List<String> all = new ArrayList<>(List.of("--config", config.toString()));
      all.addAll(List.of(more));
      return all.toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Loads people without keys though something goes wrong: each is there, and none twice.
   *
   * @param settings as for {@link #load}
   */
  void assertLoadsEachRowOnce(String settings, Fault fault) {
    bigquery.fail(fault);

    Cli.Outcome outcome = load(settings, KEYLESS + PEOPLE);

    assertThat(outcome.exit()).as(outcome.err() + bigquery.calls()).isZero();
    assertThat(fault.times().get()).as("the fault has struck").isZero();
    assertThat(outcome.lines()).containsExactly("{\"n\":1}");
    assertThat(people()).containsExactly("1|a", "2|b", "3|c");
  }

  /** Loads what cannot be loaded, and gives the one sentence that the run ends with. */
  String refusal(String settings, String input) {
    Cli.Outcome outcome = load(settings, input);

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.DESTINATION.value());
    assertThat(outcome.lines()).as("no state of what is not durable").isEmpty();
    List<String> critical =
        outcome.err().lines().filter(line -> line.startsWith("CRITICAL")).toList();
    assertThat(critical).as(outcome.err()).hasSize(1);
    return critical.get(0);
  }

  /** The people that are loaded. */
  List<String> people() {
    return bigquery.lines("SELECT id, name FROM `standin.raw.people` ORDER BY id, name");
  }

  @Override
  public void close() {
    bigquery.close();
  }
}
