package io.tributary.singer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetCommandTest {
  private static final String SCHEMA =
      "{\"type\":\"SCHEMA\",\"stream\":\"a\",\"key_properties\":[\"id\"],\"schema\":"
          + "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}}}}\n";
  private static final String GOOD =
      SCHEMA + "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":1}}\n";
  private static final String STATE = "{\"type\":\"STATE\",\"value\":{\"at\":1.50}}\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing|{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":2}}|0|",
        "nothing|oops|4|line 4: not JSON: 'o' where a message is due",
        "destination|''|6|the database is down",
        "loss|''|6|a: of 1 records 0 were loaded and 0 deduplicated; please report this",
        "nothing|{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":\"x\"}}|7|"
            + "a: line 4: id: expected type: Integer, found: String (id \"x\")"
      })
  void exitsByTheCulprit(String fault, String last, int exit, String sentence) throws IOException {
    Files.writeString(folder.resolve("c.json"), "{\"fault\":\"" + fault + "\"}");
    Demo demo = Demo.target(folder);

    assertThat(demo.run(GOOD + STATE + last + "\n", "--config", "c.json")).isEqualTo(exit);

    if (sentence != null) {
      assertThat(demo.critical()).containsExactly("CRITICAL target-demo: " + sentence);
    }
    assertThat(demo.out().contains("{\"at\":1.50}")).isEqualTo(fault.equals("nothing"));
  }

  @Test
  void readsAFileAndKeepsTheStateInAnother() throws IOException {
    Files.writeString(folder.resolve("in.singer"), GOOD + STATE);
    Demo demo = Demo.target(folder);

    assertThat(demo.run("", "--input", "in.singer", "--state-file", "state.json")).isZero();

    assertThat(demo.out()).containsExactly("{\"at\":1.50}");
    assertThat(folder.resolve("state.json")).hasContent("{\"at\":1.50}");
  }

  @ParameterizedTest
  @CsvSource({"nowhere,nowhere does not exist", ".,. is a folder"})
  void saysWhatIsWrongWithItsInput(String input, String sentence) {
    Demo demo = Demo.target(folder);

    assertThat(demo.run("", "--input", input)).isEqualTo(3);

    assertThat(demo.critical()).containsExactly("CRITICAL target-demo: --input: " + sentence);
  }

  @Test
  void plansWithoutLoading() {
    Demo demo = Demo.target(folder);

    assertThat(demo.run(GOOD + STATE, "--plan")).isZero();

    assertThat(demo.out()).containsExactly("-- a", "make a;", "-- a: 1 records");
  }

  @Test
  void endsWithATableOfWhereRecordsEndedUp() {
    Demo demo = Demo.target(folder);

    demo.run(GOOD + STATE);

    assertThat(demo.err())
        .containsPattern(
            "(?m)^stream +records +loaded +deduplicated +rejected +size +states +time$")
        .containsPattern("(?m)^a +1 +1 +0 +0 +0\\.0 kB +1 +[\\d.]+ s$");
  }
}
