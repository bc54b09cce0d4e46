package io.tributary.target.bigquery;

import static io.tributary.target.bigquery.Trial.KEYED;
import static io.tributary.target.bigquery.Trial.KEYLESS;
import static io.tributary.target.bigquery.Trial.person;
import static io.tributary.target.bigquery.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.error.ExitCode;
import io.tributary.singer.testkit.Cli;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong on the way: nothing is loaded twice, and what ends a run says why. */
final class FaultsTest {
  private static final String PEOPLE = person(1, "a") + person(2, "b") + person(3, "c") + state(1);

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

  static Stream<Fault> whatPasses() {
    return Stream.of(
        Fault.unavailable("GET datasets/raw$"),
        Fault.unavailable("POST upload"),
        Fault.unavailable("PUT upload"),
        Fault.cutUpload(),
        Fault.cutBefore("PUT upload"),
        Fault.cutAfter("PUT upload"),
        Fault.unavailable("POST jobs"),
        Fault.rateLimited("POST jobs"),
        Fault.tooMany("POST jobs"),
        Fault.cutBefore("POST jobs"),
        Fault.cutAfter("POST jobs"),
        Fault.jobFails("RUN load", "backendError", "Error encountered during execution."),
        Fault.jobFails("RUN query", "internalError", "An internal error occurred."),
        Fault.jobFails(
            "RUN query",
            "invalidQuery",
            "Could not serialize access to table raw.people due to concurrent update"));
  }

  /** Without keys, so that a row that is loaded twice is there twice. */
  @ParameterizedTest
  @MethodSource("whatPasses")
  void loadsEachRowOnceThoughARequestOrAJobFails(Fault fault) {
    trial.bigquery.fail(fault);

    Cli.Outcome outcome = trial.load("{}", KEYLESS + PEOPLE);

    assertThat(outcome.exit()).as(outcome.err() + trial.bigquery.calls()).isZero();
    assertThat(fault.times().get()).as("the fault has struck").isZero();
    assertThat(outcome.lines()).containsExactly("{\"n\":1}");
    assertThat(trial.people()).containsExactly("1|a", "2|b", "3|c");
  }

  @Test
  void waitsForAJobThoughAQuestionIsNotAnswered() {
    Fault unanswered = Fault.unavailable("GET jobs").times(2);
    trial.bigquery.fail(Fault.slow("RUN", Duration.ofSeconds(2)));
    trial.bigquery.fail(unanswered);

    Cli.Outcome outcome = trial.load("{}", KEYLESS + PEOPLE);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(unanswered.times().get()).as(trial.bigquery.calls().toString()).isZero();
    assertThat(trial.people()).containsExactly("1|a", "2|b", "3|c");
  }

  @Test
  void namesTheQuotaThatIsUsedUp() {
    trial.bigquery.fail(Fault.jobQuota("RUN load"));

    assertThat(refusal("{}"))
        .contains("a quota of the project standin is used up")
        .containsPattern("\\(job standin:US\\.tributary-[0-9T]+_[0-9a-f]+-people-\\d+-\\d+-1\\)");
  }

  @Test
  void namesTheRolesThatAreMissing() {
    trial.bigquery.fail(Fault.denied("POST jobs", "bigquery.jobs.create"));

    assertThat(refusal("{}"))
        .contains("bigquery.jobs.create")
        .contains("roles/bigquery.jobUser on the project standin");
  }

  @Test
  void saysWhereTheDatasetIsIfItIsElsewhere() {
    trial.bigquery.dataset("raw", "EU");

    assertThat(refusal("{'location': 'US'}"))
        .contains("the dataset standin.raw is in EU, and `location` says US");
  }

  @Test
  void worksWhereTheDatasetIs() {
    trial.bigquery.dataset("raw", "europe-west3");

    Cli.Outcome outcome = trial.load("{}", KEYED + PEOPLE);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.people()).hasSize(3);
  }

  @Test
  void namesTheRecordThatBigqueryRefusesAndNotWhatIsInIt() {
    trial.bigquery.fail(
        Fault.jobFails(
            "RUN load",
            "invalid",
            "Error while reading data, error message: JSON parsing error in row starting at"
                + " position 50: Could not convert value 'string_value: \"never-shown\"' to"
                + " integer. Field: id; Value: never-shown"));

    assertThat(refusal("{}"))
        .contains("people: BigQuery does not take the record id 2: ")
        .contains("to integer. Field: id")
        .contains("nothing of its batch is kept");
  }

  @Test
  void leavesNoStagingTableBehind() {
    trial.load("{'batch_size_rows': 2}", KEYED + PEOPLE + person(4, "d"));

    assertThat(trial.bigquery.tables("raw")).containsExactly("people");
  }

  @Test
  void asksForFewJobsAndChangesATableOnce() {
    trial.load("{}", KEYED + PEOPLE);
    int before = trial.bigquery.updates("raw", "people");
    String wider =
        KEYED.replace(
            "'name':",
            "'a':{'type':'string'},'b':{'type':'integer'},'c':{'type':'object'},'name':");

    trial.load("{}", wider + PEOPLE);

    assertThat(trial.bigquery.updates("raw", "people") - before).isEqualTo(1);
    assertThat(trial.bigquery.jobs("load")).hasSize(2);
  }

  /**
   * BigQuery allows a table 1,500 loads a day, and counts no MERGE: so a table may be loaded all
   * day long, however small its batches are.
   */
  @Test
  void loadsEachBatchIntoATableOfItsOwnAndItsOwnTableByMergesAlone() {
    trial.load("{'batch_size_rows': 1}", KEYED + PEOPLE);

    assertThat(trial.bigquery.jobs("load"))
        .extracting(job -> job.at("/configuration/load/destinationTable/tableId").asText())
        .hasSize(3)
        .doesNotHaveDuplicates()
        .allMatch(table -> table.startsWith("_tributary_"));
    assertThat(trial.bigquery.jobs("query"))
        .extracting(job -> job.at("/configuration/query/query").asText().split(" ", 2)[0])
        .filteredOn(word -> !word.equals("CREATE"))
        .containsExactly("MERGE", "MERGE", "MERGE");
    assertThat(trial.bigquery.updates("raw", "people")).isEqualTo(1);
  }

  /** Runs, and gives the one sentence that it ends with. */
  private String refusal(String settings) {
    Cli.Outcome outcome = trial.load(settings, KEYED + PEOPLE);
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.DESTINATION.value());
    assertThat(outcome.lines()).as("no state of what is not durable").isEmpty();
    List<String> critical =
        outcome.err().lines().filter(line -> line.startsWith("CRITICAL")).toList();
    assertThat(critical).as(outcome.err()).hasSize(1);
    return critical.get(0);
  }
}
