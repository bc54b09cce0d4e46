package io.tributary.target.bigquery;

import static io.tributary.target.bigquery.Trial.KEYED;
import static io.tributary.target.bigquery.Trial.PEOPLE;
import static io.tributary.target.bigquery.Trial.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong on the way: nothing is loaded twice, and what ends a run says why. */
final class FaultsTest {
  @AutoClose private final Trial trial;

  FaultsTest(@TempDir Path folder) {
    trial = new Trial(folder);
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

  @ParameterizedTest
  @MethodSource("whatPasses")
  void loadsEachRowOnceThoughARequestOrAJobFails(Fault fault) {
    trial.assertLoadsEachRowOnce("{}", fault);
  }

  @Test
  void waitsForAJobThoughAQuestionIsNotAnswered() {
    trial.bigquery.fail(Fault.slow("RUN", Duration.ofSeconds(2)));

    trial.assertLoadsEachRowOnce("{}", Fault.unavailable("GET jobs").times(2));
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

  private String refusal(String settings) {
    return trial.refusal(settings, KEYED + PEOPLE);
  }
}
