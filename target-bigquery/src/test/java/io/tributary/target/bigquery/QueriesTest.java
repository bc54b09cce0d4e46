package io.tributary.target.bigquery;

import static io.tributary.target.bigquery.Trial.KEYLESS;
import static io.tributary.target.bigquery.Trial.person;
import static io.tributary.target.bigquery.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is only asked, and changes nothing. */
final class QueriesTest {
  private static final String KEPT = "{'state_backend': 'warehouse', 'state_id': 'shop'}";

  private final Trial trial;

  QueriesTest(@TempDir Path folder) {
    trial = new Trial(folder);
  }

  @BeforeEach
  void keepsAState() {
    assertThat(trial.load(KEPT, KEYLESS + person(1, "a") + state(1)).exit()).isZero();
  }

  @AfterEach
  void stop() {
    trial.close();
  }

  @Test
  void takesOneRequest() {
    int before = trial.bigquery.calls().size();

    assertThat(read().lines()).containsExactly("{\"n\":1}");

    List<String> calls = trial.bigquery.calls();
    assertThat(calls.subList(before, calls.size()).stream().filter(it -> !it.startsWith("RUN")))
        .containsExactly(
            "GET datasets/raw", "GET datasets/raw/tables/_singer_state", "POST queries");
  }

  @Test
  void isAskedAgainForAReasonThatPasses() {
    trial.bigquery.fail(Fault.rateLimited("POST queries"));
    trial.bigquery.fail(Fault.cutAfter("POST queries"));

    assertThat(read().lines()).containsExactly("{\"n\":1}");
  }

  @Test
  void saysWhyItIsRefused() {
    trial.bigquery.fail(Fault.denied("POST queries", "bigquery.jobs.create"));

    Cli.Outcome outcome = read();

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.err())
        .contains("a query: whoever signs in may not do that", "bigquery.jobs.create");
  }

  private Cli.Outcome read() {
    return trial.load(KEPT, "", "--read-state");
  }
}
