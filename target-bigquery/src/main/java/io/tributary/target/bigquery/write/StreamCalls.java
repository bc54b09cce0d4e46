package io.tributary.target.bigquery.write;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import io.tributary.singer.sql.Backoff;
import io.tributary.target.bigquery.write.WriteFailure.Remedy;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a stream but for its rows. What may be asked twice is, if it fails in passing. */
final class StreamCalls {
  static final int ATTEMPTS = 6;
  private static final Logger LOG = LoggerFactory.getLogger(StreamCalls.class);

  private final BigQueryWriteClient client;
  private final Backoff backoff;

  StreamCalls(BigQueryWriteClient client, Backoff backoff) {
    this.client = client;
    this.backoff = backoff;
  }

  /** A new stream, whose rows no one sees until it is committed; that of a lost answer never is. */
  String create(String table) {
    WriteStream pending = WriteStream.newBuilder().setType(WriteStream.Type.PENDING).build();
    return again("CreateWriteStream", () -> client.createWriteStream(table, pending).getName());
  }

  /** Ends a stream; returns how many rows it has. */
  long end(String stream) {
    return again("FinalizeWriteStream", () -> client.finalizeWriteStream(stream).getRowCount());
  }

  /**
   * Makes the rows of a stream readable. A commit whose answer is lost may have been done, so it is
   * repeated only if the stream says that it was not.
   */
  void commit(String table, String stream) {
    BatchCommitWriteStreamsRequest request =
        BatchCommitWriteStreamsRequest.newBuilder()
            .setParent(table)
            .addWriteStreams(stream)
            .build();
    for (int attempt = 1; ; attempt++) {
      try {
        check(client.batchCommitWriteStreams(request));
        return;
      } catch (ApiException e) {
        pause(WriteFailure.of(e, "BatchCommitWriteStreams", -1), attempt);
      }
      if (again("GetWriteStream", () -> client.getWriteStream(stream)).hasCommitTime()) {
        LOG.info("a commit was done though its answer was lost stream={}", stream);
        return;
      }
    }
  }

  private static void check(BatchCommitWriteStreamsResponse answer) {
    boolean isDone =
        answer.hasCommitTime()
            || answer.getStreamErrorsList().stream()
                .allMatch(it -> it.getCode() == StorageErrorCode.STREAM_ALREADY_COMMITTED);
    if (!isDone) {
      throw WriteFailure.uncommitted(
          answer.getStreamErrorsList().stream()
              .map(StorageError::getErrorMessage)
              .collect(Collectors.joining("; ")));
    }
  }

  private <T> T again(String call, Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (ApiException e) {
        pause(WriteFailure.of(e, call, -1), attempt);
      }
    }
  }

  /** Waits, if another attempt makes sense. */
  private void pause(WriteFailure failure, int attempt) {
    if (failure.remedy() == Remedy.NOTHING || attempt == ATTEMPTS) {
      throw failure;
    }
    LOG.warn("a request failed, and is sent again call={}", failure.call());
    backoff.pause(attempt);
  }
}
