package io.tributary.target.bigquery;

import static io.tributary.target.bigquery.Trial.KEYLESS;
import static io.tributary.target.bigquery.Trial.person;
import static io.tributary.target.bigquery.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** States that are kept beside the rows, in one transaction. */
final class KeptStateTest {
  @ParameterizedTest
  @EnumSource(Method.class)
  void keepsTheStateWithTheRows(Method method, @TempDir Path folder) {
    String kept =
        "{'state_backend': 'warehouse', 'state_id': 'shop', 'method': '%s'}"
            .formatted(Trial.word(method));
    try (Trial trial = new Trial(folder)) {
      Cli.Outcome outcome =
          trial.load(
              kept,
              KEYLESS + person(1, "a") + person(2, "b") + state(1) + person(3, "c") + state(2));

      assertThat(outcome.exit()).as(outcome.err() + trial.bigquery.jobs("query")).isZero();
      assertThat(trial.people()).containsExactly("1|a", "2|b", "3|c");
      assertThat(trial.load(kept, "", "--read-state").lines()).containsExactly("{\"n\":2}");
    }
  }
}
