package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Backoff;
import io.tributary.target.bigquery.standin.StandIn;
import io.tributary.target.bigquery.standin.fault.Fault;
import io.tributary.target.bigquery.write.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What ends a batch that is written by the Storage Write API: it says why, and nothing is there.
 */
final class StagingWriteTest {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private final StandIn bigquery = StandIn.start().dataset("raw", "US");

  @AfterEach
  void stop() {
    bigquery.close();
  }

  static Stream<Arguments> whatDoesNotPass() {
    return Stream.of(
        Arguments.of(
            Fault.denied("CreateWriteStream", "bigquery.tables.updateData"),
            "roles/bigquery.dataEditor on the dataset",
            "(CreateWriteStream, table standin.raw.staged)"),
        Arguments.of(
            Fault.refused("CreateWriteStream", 401, "authError", "Token expired"),
            "does not accept the credentials",
            "CreateWriteStream"),
        Arguments.of(
            Fault.tooMany("CreateWriteStream").times(99),
            "a quota of the project standin is used up",
            "CreateWriteStream"),
        Arguments.of(
            Fault.unavailable("CreateWriteStream").times(99),
            "cannot be reached, also after several attempts",
            "CreateWriteStream"),
        Arguments.of(
            Fault.denied("AppendRows", "bigquery.tables.updateData"),
            "roles/bigquery.dataEditor on the dataset",
            "(AppendRows at offset 0, table standin.raw.staged)"),
        Arguments.of(
            Fault.tooMany("AppendRows").times(99),
            "a quota of the project standin is used up",
            "AppendRows at offset 0"),
        Arguments.of(
            Fault.unavailable("AppendRows").times(999),
            "cannot be reached, also after several attempts",
            "AppendRows at offset 0"),
        Arguments.of(
            Fault.missing("AppendRows", "the table").times(99),
            "the table that the batch is written into is gone",
            "AppendRows at offset 0"),
        Arguments.of(
            Fault.staleSchema("AppendRows").times(99),
            "Input schema has more fields",
            "AppendRows at offset 0"),
        Arguments.of(
            Fault.rowRefused("AppendRows", 1, "Field name: invalid value 'never-shown'"),
            "BigQuery does not take the record id 2: Field name: invalid value …; nothing of its"
                + " batch is kept",
            "AppendRows at offset 0"),
        Arguments.of(
            Fault.denied("FinalizeWriteStream", "bigquery.tables.updateData"),
            "roles/bigquery.dataEditor",
            "FinalizeWriteStream"),
        Arguments.of(
            Fault.denied("BatchCommitWriteStreams", "bigquery.tables.updateData"),
            "roles/bigquery.dataEditor",
            "BatchCommitWriteStreams"));
  }

  @ParameterizedTest
  @MethodSource("whatDoesNotPass")
  void saysWhatIsWrongAndKeepsNothing(Fault fault, String words, String where) throws IOException {
    StagingTable staging =
        staged(StagedPeople.row(1, "a"), StagedPeople.row(2, "b"), StagedPeople.row(3, "c"));
    bigquery.fail(fault);

    String message = refusal(staging, "http://" + bigquery.storageEndpoint());

    assertThat(message).startsWith("people: ").contains(words).contains(where);
    assertThat(bigquery.rows("raw", "staged")).isEmpty();
  }

  @Test
  void saysThatTheTableIsGone() throws IOException {
    StagingTable staging = staged(StagedPeople.row(1, "a"));
    bigquery.run("DROP TABLE raw.staged");

    assertThat(refusal(staging, "http://" + bigquery.storageEndpoint()))
        .contains("the table that the batch is written into is gone");
  }

  @Test
  void saysWhatCannotBeReached() throws IOException {
    StagingTable staging = staged(StagedPeople.row(1, "a"));
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(refusal(staging, "http://127.0.0.1:" + port))
        .contains("the Storage Write API at http://127.0.0.1:" + port + " cannot be reached")
        .contains("Connection refused");
  }

  /** It is in the third request. */
  @Test
  void namesTheRecordThatIsRefusedInALaterRequest() throws IOException {
    String megabyte = "x".repeat(1_100_000);
    StagingTable staging =
        staged(
            StagedPeople.row(7, megabyte),
            StagedPeople.row(8, megabyte),
            StagedPeople.row(9, megabyte));
    bigquery.fail(Fault.rowRefused("AppendRows .* offset 2$", 0, "no"));

    assertThat(refusal(staging, "http://" + bigquery.storageEndpoint()))
        .contains("record id 9: no");
  }

  @Test
  void namesTheRecordThatIsLargerThanARequest() throws IOException {
    StagingTable staging =
        staged(StagedPeople.row(1, "a"), StagedPeople.row(2, "x".repeat(10 * 1024 * 1024)));

    assertThat(refusal(staging, "http://" + bigquery.storageEndpoint()))
        .contains("BigQuery does not take the record id 2: it has 104857");
  }

  @Test
  void writesEachRowOnceThoughAnAnswerIsMissing() throws IOException {
    StagingTable staging = staged(StagedPeople.row(1, "a"), StagedPeople.row(2, "b"));
    bigquery.fail(Fault.unanswered("AppendRows"));

    try (StagingWrite write = write("http://" + bigquery.storageEndpoint(), ONE_SECOND)) {
      write.load(staging);
    }

    assertThat(bigquery.lines("SELECT id, name FROM `standin.raw.staged` ORDER BY id"))
        .containsExactly("1|a", "2|b");
    assertThat(bigquery.calls("^AppendRows")).as("sent again").isGreaterThan(1);
  }

  @Test
  void saysThatNoAnswerComes() throws IOException {
    StagingTable staging = staged(StagedPeople.row(1, "a"));
    bigquery.fail(Fault.unanswered("AppendRows").times(99));

    try (StagingWrite write = write("http://" + bigquery.storageEndpoint(), ONE_SECOND)) {
      assertThatThrownBy(() -> write.load(staging))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining("also after several attempts: it did not answer in time (Append");
    }
    assertThat(bigquery.rows("raw", "staged")).isEmpty();
  }

  private String refusal(StagingTable staging, String endpoint) {
    try (StagingWrite write = write(endpoint, Patience.STANDARD.answer())) {
      SingerException.Destination failure =
          catchThrowableOfType(SingerException.Destination.class, () -> write.load(staging));
      assertThat(failure).hasMessageNotContainingAny("never-shown", "\n");
      return String.valueOf(failure.getMessage());
    }
  }

  /** In a hurry, but for answers. */
  private StagingWrite write(String endpoint, Duration answer) {
    TargetBigquery.Config config =
        ConfigReader.read(
            Trial.settings(bigquery).put("storage_endpoint", endpoint),
            TargetBigquery.Config.class);
    return new StagingWrite(
        config,
        new BigqueryErrors(config.place(), "US"),
        new Patience(
            new Backoff(Duration.ofMillis(1)),
            answer,
            Duration.ofMillis(200),
            Patience.STANDARD.closing()));
  }

  private StagingTable staged(String... rows) throws IOException {
    return StagedPeople.of(bigquery, StagedPeople.spooled(folder.resolve("rows"), rows));
  }
}
