package io.tributary.target.bigquery;

import static io.tributary.target.bigquery.Trial.KEYLESS;
import static io.tributary.target.bigquery.Trial.person;
import static io.tributary.target.bigquery.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong with the Storage Write API and passes: each row is loaded once all the same. */
final class StorageWriteFaultsTest {
  private static final String WRITE = "{'method': 'storage_write'}";
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
        Fault.unavailable("CreateWriteStream"),
        Fault.cutAfter("CreateWriteStream"),
        Fault.missing("CreateWriteStream", "a table that was made a moment ago"),
        Fault.refused(
            "CreateWriteStream",
            403,
            "accessDenied",
            "Permission 'TABLES_UPDATE_DATA' denied on resource 'x' (or it may not exist)."),
        Fault.unavailable("AppendRows"),
        Fault.cutAfter("AppendRows"),
        Fault.tooMany("AppendRows"),
        Fault.missing("AppendRows", "a stream that was made a moment ago"),
        Fault.staleSchema("AppendRows"),
        Fault.unavailable("FinalizeWriteStream"),
        Fault.cutAfter("FinalizeWriteStream"),
        Fault.cutBefore("BatchCommitWriteStreams"),
        Fault.tooMany("BatchCommitWriteStreams"));
  }

  /** Without keys, so that a row that is loaded twice is there twice. */
  @ParameterizedTest
  @MethodSource("whatPasses")
  void loadsEachRowOnceThoughACallFails(Fault fault) {
    trial.bigquery.fail(fault);

    Cli.Outcome outcome = trial.load(WRITE, KEYLESS + PEOPLE);

    assertThat(outcome.exit()).as(outcome.err() + trial.bigquery.calls()).isZero();
    assertThat(fault.times().get()).as("the fault has struck").isZero();
    assertThat(outcome.lines()).containsExactly("{\"n\":1}");
    assertThat(trial.people()).containsExactly("1|a", "2|b", "3|c");
  }

  /** The answer is lost, and so is that to the first question whether the commit was done. */
  @Test
  void asksWhetherACommitWasDoneAndDoesNotRepeatIt() {
    trial.bigquery.fail(Fault.cutAfter("BatchCommitWriteStreams"));
    trial.bigquery.fail(Fault.unavailable("GetWriteStream"));

    Cli.Outcome outcome = trial.load(WRITE, KEYLESS + PEOPLE);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.people()).containsExactly("1|a", "2|b", "3|c");
    assertThat(trial.bigquery.calls("^BatchCommitWriteStreams")).isEqualTo(1);
    assertThat(trial.bigquery.calls("^GetWriteStream")).isEqualTo(2);
  }

  /** So many rows that there are several requests; the connection breaks at some of them. */
  @Test
  void goesOnWhereTheStreamBroke() {
    String megabyte = "x".repeat(1_200_000);
    StringBuilder people = new StringBuilder(KEYLESS);
    IntStream.range(0, 9).forEach(id -> people.append(person(id, megabyte)));
    trial.bigquery.fail(Fault.cutAfter("AppendRows .* offset 2$"));
    trial.bigquery.fail(Fault.tooMany("AppendRows .* offset 5$"));
    trial.bigquery.fail(Fault.cutBefore("AppendRows .* offset 7$"));

    Cli.Outcome outcome = trial.load(WRITE, people + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.bigquery.lines("SELECT id FROM `standin.raw.people` ORDER BY id"))
        .isEqualTo(IntStream.range(0, 9).mapToObj(Integer::toString).toList());
    assertThat(trial.bigquery.calls("^CreateWriteStream")).as("one stream").isEqualTo(1);
    assertThat(trial.bigquery.calls("^AppendRows .* offset 0$")).as("sent once").isEqualTo(1);
  }

  @Test
  void goesOnThoughTheTableGetsColumnsAndWiderOnes() {
    String wider =
        KEYLESS
            .replace("{'type':'integer'}", "{'type':'number'}")
            .replace("'name':", "'größe':{'type':'integer'},'name':");
    String halves =
        "{'type':'RECORD','stream':'people','record':{'id':2.5,'name':'b','größe':180}}\n";

    Cli.Outcome outcome =
        trial.load(WRITE, KEYLESS + person(1, "a") + state(1) + wider + halves + state(2));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.lines()).last().isEqualTo("{\"n\":2}");
    assertThat(
            trial.bigquery.lines("SELECT id, name, `größe` FROM `standin.raw.people` ORDER BY id"))
        .containsExactly("1|a|null", "2.5|b|180");
    assertThat(trial.bigquery.jobs("load")).isEmpty();
  }

  @Test
  void leavesNoStagingTableBehind() {
    trial.load("{'method': 'storage_write', 'batch_size_rows': 2}", KEYLESS + PEOPLE);

    assertThat(trial.bigquery.tables("raw")).isEqualTo(List.of("people"));
    assertThat(trial.bigquery.calls("^BatchCommitWriteStreams")).isEqualTo(2);
  }
}
