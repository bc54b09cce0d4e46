package io.tributary.target.bigquery;

import static io.tributary.target.bigquery.Trial.KEYLESS;
import static io.tributary.target.bigquery.Trial.PEOPLE;
import static io.tributary.target.bigquery.Trial.person;
import static io.tributary.target.bigquery.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong with the Storage Write API: each row is loaded once all the same, or none is. */
final class StorageWriteFaultsTest {
  private static final String WRITE = "{'method': 'storage_write'}";

  @AutoClose private final Trial trial;

  StorageWriteFaultsTest(@TempDir Path folder) {
    trial = new Trial(folder);
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

  @ParameterizedTest
  @MethodSource("whatPasses")
  void loadsEachRowOnceThoughACallFails(Fault fault) {
    trial.assertLoadsEachRowOnce(WRITE, fault);
  }

  /** The answer is lost, and so is that to the first question whether the commit was done. */
  @Test
  void asksWhetherACommitWasDoneAndDoesNotRepeatIt() {
    trial.bigquery.fail(Fault.unavailable("GetWriteStream"));

    trial.assertLoadsEachRowOnce(WRITE, Fault.cutAfter("BatchCommitWriteStreams"));

    assertThat(trial.bigquery.calls("^BatchCommitWriteStreams")).isEqualTo(1);
    assertThat(trial.bigquery.calls("^GetWriteStream")).isEqualTo(2);
  }

  /** So many rows that there are several requests. */
  private static String nineRequests() {
    String megabyte = "x".repeat(1_200_000);
    StringBuilder people = new StringBuilder(KEYLESS);
    IntStream.range(0, 9).forEach(id -> people.append(person(id, megabyte)));
    return people + state(1);
  }

  @Test
  void goesOnWhereTheStreamBroke() {
    trial.bigquery.fail(Fault.cutAfter("AppendRows .* offset 2$"));
    trial.bigquery.fail(Fault.tooMany("AppendRows .* offset 5$"));
    trial.bigquery.fail(Fault.cutBefore("AppendRows .* offset 7$"));

    Cli.Outcome outcome = trial.load(WRITE, nineRequests());

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.bigquery.lines("SELECT id FROM `standin.raw.people` ORDER BY id"))
        .isEqualTo(IntStream.range(0, 9).mapToObj(Integer::toString).toList());
    assertThat(trial.bigquery.calls("^CreateWriteStream")).as("one stream").isEqualTo(1);
    assertThat(trial.bigquery.calls("^AppendRows .* offset 0$")).as("sent once").isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void endsIfTheServiceStaysAwayInTheMiddle() {
    trial.bigquery.fail(Fault.unavailable("AppendRows .* offset [5-8]$").times(1_000));

    assertThat(trial.refusal(WRITE, nineRequests()))
        .contains("people: the Storage Write API at http://127.0.0.1:")
        .contains("cannot be reached, also after several attempts: The service is currently")
        .containsPattern("\\(AppendRows at offset 5, table standin\\.raw\\._tributary_\\w+\\)$");
    assertThat(trial.people()).isEmpty();
    assertThat(trial.bigquery.calls("^CreateWriteStream")).as("one stream").isEqualTo(1);
    assertThat(trial.bigquery.calls("^BatchCommitWriteStreams")).isZero();
    assertThat(trial.bigquery.tables("raw")).containsExactly("people");
  }

  /** Google's writer would wait for minutes. There are more streams than may wait side by side. */
  @Test
  @Timeout(60)
  void doesNotWaitForStreamsThatDoNotEnd() throws InterruptedException {
    Fault unended = Fault.unended("/_tributary_").times(10);
    trial.bigquery.fail(unended);
    StringBuilder people = new StringBuilder(KEYLESS);
    IntStream.range(0, 10).forEach(id -> people.append(person(id, "a")));

    Cli.Outcome outcome =
        trial.load("{'method': 'storage_write', 'batch_size_rows': 1}", people + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.lines()).containsExactly("{\"n\":1}");
    assertThat(trial.people()).hasSize(10);
    assertThat(unended.times().get()).as("each stream hung").isZero();
    assertThat(outcome.err()).contains("a stream that is done with does not end");
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("closing a stream")) {
        thread.join(5_000);
        assertThat(thread.isAlive()).as("it ends with the connection").isFalse();
      }
    }
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
