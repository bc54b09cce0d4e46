package io.tributary.target.bigquery.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.Exceptions;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.JsonStreamWriter;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.TableName;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.Int64Value;
import io.grpc.ManagedChannel;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The stand-in, by Google's own client of the Storage Write API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StandInWriteTest {
  private final StandIn standIn = StandIn.start().dataset("main", "US");
  private final ManagedChannel channel = Clients.channel(standIn);
  private final BigQueryWriteClient client = client();

  private BigQueryWriteClient client() {
    try {
      return Clients.write(channel);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeAll
  void define() {
    standIn.run(
        "CREATE TABLE main.all_types (id INT64 NOT NULL, name STRING, amount NUMERIC, wide BIGNUMERIC,"
            + " day DATE, at TIMESTAMP, local DATETIME, clock TIME, flag BOOL, doc JSON, bin BYTES,"
            + " tags ARRAY<STRING>, rec STRUCT<x INT64, y STRING>)");
  }

  @AfterAll
  void close() throws InterruptedException {
    client.close();
    channel.shutdownNow();
    assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    standIn.close();
  }

  private static TableName table(String name) {
    return TableName.of(StandIn.PROJECT, "main", name);
  }

  private WriteStream stream(String table, WriteStream.Type type) {
    standIn.run("CREATE TABLE main." + table + " (id INT64)");
    return client.createWriteStream(table(table), WriteStream.newBuilder().setType(type).build());
  }

  private static JSONArray rows(int first, int count) {
    JSONArray rows = new JSONArray();
    for (int i = first; i < first + count; i++) {
      rows.put(new JSONObject().put("id", i));
    }
    return rows;
  }

  private JsonStreamWriter writer(WriteStream stream) throws Exception {
    return JsonStreamWriter.newBuilder(stream.getName(), stream.getTableSchema(), client).build();
  }

  @Test
  void takesEveryTypeOnTheDefaultStream() throws Exception {
    JSONObject row =
        new JSONObject()
            .put("id", 1)
            .put("name", "one")
            .put("amount", "12.34")
            .put("wide", "12345678901234567890123456789012345678.5")
            .put("day", "2026-01-02")
            .put("at", "2026-01-02T03:04:05.123456Z")
            .put("local", "2026-01-02 03:04:05.5")
            .put("clock", "03:04:05")
            .put("flag", true)
            .put("doc", "{\"k\":[2]}")
            .put("bin", new JSONArray().put(97).put(98))
            .put("tags", new JSONArray().put("a").put("b"))
            .put("rec", new JSONObject().put("x", 1).put("y", "q"));
    try (JsonStreamWriter writer =
        JsonStreamWriter.newBuilder(table("all_types").toString(), client).build()) {
      AppendRowsResponse answer = writer.append(new JSONArray().put(row)).get();
      assertThat(answer.hasError()).isFalse();
    }
    assertThat(standIn.lines("SELECT * FROM main.all_types"))
        .containsExactly(
            "1|one|12.34|12345678901234567890123456789012345678.5|2026-01-02|1767323045123456"
                + "|2026-01-02T03:04:05.500|03:04:05|true|{\"k\":[2]}|YWI=|[{\"v\":\"a\"},{\"v\":\"b\"}]"
                + "|{\"f\":[{\"v\":\"1\"},{\"v\":\"q\"}]}");
  }

  @Test
  void commitsPendingStreamsAtOnce() throws Exception {
    WriteStream one = stream("pending", WriteStream.Type.PENDING);
    WriteStream two =
        client.createWriteStream(
            table("pending"), WriteStream.newBuilder().setType(WriteStream.Type.PENDING).build());
    BatchCommitWriteStreamsRequest commit =
        BatchCommitWriteStreamsRequest.newBuilder()
            .setParent(table("pending").toString())
            .addWriteStreams(one.getName())
            .addWriteStreams(two.getName())
            .build();
    try (JsonStreamWriter first = writer(one);
        JsonStreamWriter second = writer(two)) {
      first.append(rows(0, 10), 0).get();
      first.append(rows(10, 10), 10).get();
      second.append(rows(20, 5), 0).get();
    }
    assertThat(client.finalizeWriteStream(one.getName()).getRowCount()).isEqualTo(20);
    BatchCommitWriteStreamsResponse early = client.batchCommitWriteStreams(commit);
    assertThat(early.hasCommitTime()).isFalse();
    assertThat(early.getStreamErrors(0).getCode())
        .isEqualTo(StorageError.StorageErrorCode.INVALID_STREAM_STATE);
    assertThat(standIn.rows("main", "pending")).isEmpty();
    client.finalizeWriteStream(two.getName());
    assertThat(client.batchCommitWriteStreams(commit).hasCommitTime()).isTrue();
    assertThat(standIn.rows("main", "pending")).hasSize(25);
    BatchCommitWriteStreamsResponse again = client.batchCommitWriteStreams(commit);
    assertThat(again.getStreamErrors(0).getCode())
        .isEqualTo(StorageError.StorageErrorCode.STREAM_ALREADY_COMMITTED);
    assertThat(standIn.rows("main", "pending")).hasSize(25);
  }

  @Test
  void checksOffsets() throws Exception {
    try (JsonStreamWriter writer = writer(stream("offsets", WriteStream.Type.COMMITTED))) {
      assertThat(writer.append(rows(0, 3), 0).get().getAppendResult().getOffset().getValue())
          .isZero();
      assertThatThrownBy(() -> writer.append(rows(0, 3), 0).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(Exceptions.OffsetAlreadyExists.class);
      assertThatThrownBy(() -> writer.append(rows(9, 3), 9).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(Exceptions.OffsetOutOfRange.class);
    }
    assertThat(standIn.rows("main", "offsets")).hasSize(3);
  }

  @Test
  void showsBufferedRowsWhenTheyAreFlushed() throws Exception {
    WriteStream stream = stream("buffered", WriteStream.Type.BUFFERED);
    try (JsonStreamWriter writer = writer(stream)) {
      writer.append(rows(0, 4), 0).get();
    }
    assertThat(standIn.rows("main", "buffered")).isEmpty();
    client.flushRows(
        FlushRowsRequest.newBuilder()
            .setWriteStream(stream.getName())
            .setOffset(Int64Value.of(1))
            .build());
    assertThat(standIn.rows("main", "buffered")).hasSize(2);
  }

  @Test
  void doesNotTakeRowsTwiceWhenAnAnswerIsLost() throws Exception {
    WriteStream stream = stream("lost", WriteStream.Type.PENDING);
    standIn.fail(Fault.cutAfter("AppendRows .*/lost/"));
    try (JsonStreamWriter writer = writer(stream)) {
      try {
        writer.append(rows(0, 4), 0).get();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(Exceptions.OffsetAlreadyExists.class);
      }
    }
    assertThat(client.finalizeWriteStream(stream.getName()).getRowCount()).isEqualTo(4);
  }

  @Test
  void namesTheRowsThatDoNotFit() throws Exception {
    standIn.run("CREATE TABLE main.strict (id INT64, name STRING(3))");
    try (JsonStreamWriter writer =
        JsonStreamWriter.newBuilder(table("strict").toString(), client).build()) {
      JSONArray rows = new JSONArray().put(new JSONObject().put("id", 1).put("name", "abc"));
      rows.put(new JSONObject().put("id", 2).put("name", "abcd"));
      assertThatThrownBy(() -> writer.append(rows).get())
          .hasCauseInstanceOf(Exceptions.AppendSerializationError.class)
          .cause()
          .extracting(e -> ((Exceptions.AppendSerializationError) e).getRowIndexToErrorMessage())
          .asString()
          .contains("1=Field name: STRING(3) has maximum length 3");
      assertThat(standIn.rows("main", "strict")).isEmpty();
    }
  }
}
