package io.tributary.target.bigquery;

import static io.tributary.target.bigquery.Trial.KEYLESS;
import static io.tributary.target.bigquery.Trial.person;
import static io.tributary.target.bigquery.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that are kept beside the rows, in one transaction. */
final class KeptStateTest {
  private static final String KEPT = "{'state_backend': 'warehouse', 'state_id': 'shop'}";

  @Test
  void keepsTheStateWithTheRows(@TempDir Path folder) {
    try (Trial trial = new Trial(folder)) {
      Cli.Outcome outcome =
          trial.load(
              KEPT,
              KEYLESS + person(1, "a") + person(2, "b") + state(1) + person(3, "c") + state(2));

      assertThat(outcome.exit()).as(outcome.err() + trial.bigquery.jobs("query")).isZero();
      assertThat(trial.people()).containsExactly("1|a", "2|b", "3|c");
      assertThat(trial.load(KEPT, "", "--read-state").lines()).containsExactly("{\"n\":2}");
    }
  }
}
