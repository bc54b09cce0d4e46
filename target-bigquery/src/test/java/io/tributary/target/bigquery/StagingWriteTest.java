package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Backoff;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableName;
import io.tributary.target.bigquery.standin.StandIn;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
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
  private static final List<Column> COLUMNS =
      List.of(new Column("id", ColumnType.INTEGER), new Column("name", ColumnType.STRING));

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
    StagingTable staging = staged(row(1, "a"), row(2, "b"), row(3, "c"));
    bigquery.fail(fault);

    String message = refusal(staging, "http://" + bigquery.storageEndpoint());

    assertThat(message).startsWith("people: ").contains(words).contains(where);
    assertThat(bigquery.rows("raw", "staged")).isEmpty();
  }

  @Test
  void saysThatTheTableIsGone() throws IOException {
    StagingTable staging = staged(row(1, "a"));
    bigquery.run("DROP TABLE raw.staged");

    assertThat(refusal(staging, "http://" + bigquery.storageEndpoint()))
        .contains("the table that the batch is written into is gone");
  }

  @Test
  void saysWhatCannotBeReached() throws IOException {
    StagingTable staging = staged(row(1, "a"));
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
    StagingTable staging = staged(row(7, megabyte), row(8, megabyte), row(9, megabyte));
    bigquery.fail(Fault.rowRefused("AppendRows .* offset 2$", 0, "no"));

    assertThat(refusal(staging, "http://" + bigquery.storageEndpoint()))
        .contains("record id 9: no");
  }

  @Test
  void namesTheRecordThatIsLargerThanARequest() throws IOException {
    StagingTable staging = staged(row(1, "a"), row(2, "x".repeat(10 * 1024 * 1024)));

    assertThat(refusal(staging, "http://" + bigquery.storageEndpoint()))
        .contains("BigQuery does not take the record id 2: it has 104857");
  }

  private String refusal(StagingTable staging, String endpoint) {
    TargetBigquery.Config config =
        ConfigReader.read(
            Trial.settings(bigquery).put("storage_endpoint", endpoint),
            TargetBigquery.Config.class);
    BigqueryErrors errors = new BigqueryErrors(config.place(), "US");
    try (StagingWrite write = new StagingWrite(config, errors, new Backoff(Duration.ofMillis(1)))) {
      SingerException.Destination failure =
          catchThrowableOfType(SingerException.Destination.class, () -> write.load(staging));
      assertThat(failure).hasMessageNotContainingAny("never-shown", "\n");
      return String.valueOf(failure.getMessage());
    }
  }

  private static String row(int id, String name) {
    return id + "\u001f\u001f0\u001f\u001f" + id + "\u001f" + name + "\n";
  }

  /** A batch of people, and its table, which is there and empty. */
  private StagingTable staged(String... rows) throws IOException {
    Path file = folder.resolve("rows");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
      out.write(String.join("", rows).getBytes(StandardCharsets.UTF_8));
    }
    SchemaMessage schema =
        new SchemaMessage(
            "people",
            JsonSchema.object()
                .property("id", LogicalType.INTEGER)
                .property("name", LogicalType.STRING),
            List.of("id"));
    Batch batch = new Batch(schema, COLUMNS, List.of(file), rows.length, 0, 0, 1, rows.length);
    StagingTable staging =
        new StagingTable(batch, new Table(TableName.of("standin", "raw", "staged"), COLUMNS));
    bigquery.run(
        staging.schema().getFields().stream()
            .map(field -> field.getName() + " " + field.getType().getStandardType())
            .collect(Collectors.joining(", ", "CREATE TABLE raw.staged (", ")")));
    return staging;
  }
}
