package io.tributary.target.snowflake;

import static io.tributary.target.snowflake.Trial.KEYED;
import static io.tributary.target.snowflake.Trial.person;
import static io.tributary.target.snowflake.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A merge within the bounds of its batch's keys does what one without them does. */
final class PruningTest {
  private static final String PRUNED = "{'merge_pruning': true, 'batch_size_rows': 7}";

  @TempDir private Path folder;
  private Trial trial = new Trial(Path.of("/nowhere"));

  @BeforeEach
  void startEmpty() {
    trial.close();
    trial = new Trial(folder);
  }

  @AfterEach
  void stop() {
    trial.close();
  }

  @Test
  void looksOnlyBetweenTheLeastAndTheGreatestKey() {
    Cli.Outcome outcome =
        trial.load(PRUNED, KEYED + person(30, "c") + person(4, "a") + person(17, "b") + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(merges())
        .singleElement()
        .asString()
        .contains("AND (t.\"ID\" BETWEEN CAST('4' AS NUMBER(38,0)) AND CAST('30' AS NUMBER(38,0)))")
        .doesNotContain("IS NULL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':['null','integer']|7|-70000000000|null",
        "'type':['null','number'],'multipleOf':0.01|0.10|0.1|-3",
        "'type':['null','string'],'format':'date'|'2026-01-02'|'1969-12-31'|null",
        "'type':['null','string'],'format':'date-time'|'2026-01-02T00:00:00+02:00'"
            + "|'2026-01-01T22:00:00Z'|null",
        "'type':['null','string']|'a'|'b'|null",
        "'type':['null','integer']|null|null|null"
      })
  void replacesTheRowsOfTheSameKeys(String type, String first, String second, String third) {
    String schema =
        ("{'type':'SCHEMA','stream':'s','schema':{'type':'object','properties':{'k':{%s},"
                + "'v':{'type':'integer'}}},'key_properties':['k']}\n")
            .formatted(type);
    String[] keys = {first, second, third, first, third, second, second, third, first};
    StringBuilder input = new StringBuilder(schema);
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      input.append(
          "{'type':'RECORD','stream':'s','record':{'k':%s,'v':%d}}\n"
              .formatted(keys[random.nextInt(keys.length)], i));
    }

    Cli.Outcome plain = trial.load("{'batch_size_rows': 7}", input.toString());
    var expected = trial.snowflake.lines("SELECT K, V FROM RAW.PUBLIC.S ORDER BY ALL");
    trial.snowflake.run("DROP TABLE RAW.PUBLIC.S");
    Cli.Outcome pruned = trial.load(PRUNED, input.toString());

    assertThat(plain.exit()).as(plain.err()).isZero();
    assertThat(pruned.exit()).as(pruned.err()).isZero();
    assertThat(trial.snowflake.lines("SELECT K, V FROM RAW.PUBLIC.S ORDER BY ALL"))
        .isNotEmpty()
        .isEqualTo(expected);
  }

  private java.util.List<String> merges() {
    return trial.snowflake.statements().stream().filter(sql -> sql.startsWith("MERGE")).toList();
  }
}
