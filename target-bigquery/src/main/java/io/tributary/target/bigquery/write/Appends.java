package io.tributary.target.bigquery.write;

import com.google.api.core.ApiFuture;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.Exceptions;
import com.google.cloud.bigquery.storage.v1.ProtoRows;
import com.google.cloud.bigquery.storage.v1.StreamWriter;
import com.google.protobuf.ByteString;
import io.tributary.singer.error.SingerException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Appends rows to a stream, each at its offset, some requests at a time. Where the requests are cut
 * follows from the first row and the rows alone, so that a request that is sent again is the same.
 *
 * <p>Used by one thread.
 */
final class Appends implements Rows.Output, AutoCloseable {
  /** What a request holds, unless a single row has more. */
  private static final int FULL = 2 * 1024 * 1024;

  /** BigQuery takes 10 MB with all that belongs to a request; the rest is for what is not rows. */
  private static final int LARGEST_ROW = 10 * 1024 * 1024 - 256 * 1024;

  /** How many requests wait for their answers. */
  private static final int MOST = 4;

  private final StreamWriter writer;
  private final Duration patience;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private ProtoRows.Builder request = ProtoRows.newBuilder();
  private long bytes;
  private long next;
  private long acknowledged;

  private record Sent(long offset, int rows, ApiFuture<AppendRowsResponse> answer) {}

  /**
   * @param from the offset of the first row
   * @param patience how long an answer may take
   */
  Appends(StreamWriter writer, long from, Duration patience) {
    this.writer = writer;
    this.patience = patience;
    this.next = from;
    this.acknowledged = from;
  }

  /** How many of the stream's rows the service has for certain. */
  long acknowledged() {
    return acknowledged;
  }

  @Override
  public void row(ByteString row) {
    if (row.size() > LARGEST_ROW) {
      throw WriteFailure.tooLarge(next + request.getSerializedRowsCount(), row.size(), LARGEST_ROW);
    }
    if (bytes > 0 && bytes + row.size() > FULL) {
      send();
    }
    request.addSerializedRows(row);
    bytes += row.size();
  }

  /** Sends what is left, and waits for all answers. */
  void finish() {
    if (request.getSerializedRowsCount() > 0) {
      send();
    }
    while (!sent.isEmpty()) {
      settle(sent.remove());
    }
  }

  private void send() {
    if (sent.size() == MOST) {
      settle(sent.remove());
    }
    int rows = request.getSerializedRowsCount();
    try {
      sent.add(new Sent(next, rows, writer.append(request.build(), next)));
    } catch (RuntimeException e) {
      throw WriteFailure.of(e, call(next), next);
    }
    next += rows;
    request = ProtoRows.newBuilder();
    bytes = 0;
  }

  private void settle(Sent oldest) {
    try {
      oldest.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      if (!(cause instanceof Exceptions.OffsetAlreadyExists)) {
        throw WriteFailure.of(cause, call(oldest.offset()), oldest.offset());
      }
      // The answer to an earlier attempt was lost; the rows are there.
    } catch (TimeoutException e) {
      throw WriteFailure.unanswered(call(oldest.offset()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SingerException.Destination("the run was interrupted while rows were sent", e);
    }
    acknowledged = oldest.offset() + oldest.rows();
  }

  private static String call(long offset) {
    return "AppendRows at offset " + offset;
  }

  @Override
  public void close() {
    writer.close();
  }
}
