package io.tributary.target.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that is kept in the database, by the command line. */
final class KeptStateTest {
  private static final String SCHEMA =
      "{'type':'SCHEMA','stream':'people','schema':{'type':'object','properties':"
          + "{'id':{'type':'integer'}}},'key_properties':[]}\n";

  @TempDir private Path folder;

  private static String person(int id) {
    return "{'type':'RECORD','stream':'people','record':{'id':%d}}\n".formatted(id);
  }

  private static String state(int number) {
    return "{'type':'STATE','value':{'n':%d.50}}\n".formatted(number);
  }

  private Cli.Outcome run(Cli cli, String... more) throws Exception {
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        """
        {"path": "%s", "state_backend": "warehouse", "state_id": "it's", "batch_size_rows": 1}
        """
            .formatted(look().file()));
    String[] args = {"--config", config.toString(), more.length == 0 ? "--verbose" : more[0]};
    return cli.withFolder(folder).run(args);
  }

  private static Cli input(String text) {
    return Cli.of(new TargetDuckdb()).withInput(text.replace('\'', '"'));
  }

  private Look look() {
    return new Look(folder.resolve("w.duckdb"));
  }

  @Test
  void isPrintedForTheNextRunAsItCame() throws Exception {
    assertThat(run(input(""), "--read-state").out()).isEqualTo("{}\n");
    assertThat(folder.resolve("w.duckdb")).doesNotExist();

    Cli.Outcome outcome = run(input(SCHEMA + person(1) + state(1) + person(2)));

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.err()).contains("records that no STATE covers (people 1)");
    assertThat(outcome.out()).isEqualTo("{\"n\":1.50}\n");
    assertThat(run(input(""), "--read-state").out()).isEqualTo("{\"n\":1.50}\n");
    assertThat(look().lines("SELECT id FROM people")).containsExactly("1");
  }

  @Test
  void isNotKeptByARunThatWasOvertaken() throws Exception {
    Cli cli =
        input(SCHEMA + person(1) + state(1) + person(2) + state(2))
            .withWatcher(
                state ->
                    look().run("UPDATE _singer_state SET state = '{}', version = version + 1"));

    Cli.Outcome outcome = run(cli);

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.err()).contains("another run has kept a state for state_id");
    assertThat(outcome.out()).isEqualTo("{\"n\":1.50}\n");
    assertThat(look().lines("SELECT id FROM people")).containsExactly("1");
  }

  @Test
  void isKeptForEachPipeByItself() throws Exception {
    run(input(SCHEMA + person(1) + state(1)));
    look().run("UPDATE _singer_state SET state_id = 'other'");

    assertThat(run(input(""), "--read-state").out()).isEqualTo("{}\n");
    run(input(SCHEMA + person(2) + state(7)));

    assertThat(look().lines("SELECT state_id, state FROM _singer_state ORDER BY 1"))
        .containsExactly("it's|{\"n\":7.50}", "other|{\"n\":1.50}");
  }
}
