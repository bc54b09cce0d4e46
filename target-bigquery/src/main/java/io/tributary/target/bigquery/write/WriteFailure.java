package io.tributary.target.bigquery.write;

import com.google.api.gax.rpc.ApiException;
import com.google.auth.Retryable;
import com.google.cloud.bigquery.storage.v1.Exceptions;
import io.grpc.Status;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What the Storage Write API refuses, or why it was not reached. Its message is Google's. */
public final class WriteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What another attempt may do away with. */
  private static final Set<Status.Code> PASSING =
      EnumSet.of(
          Status.Code.ABORTED,
          Status.Code.CANCELLED,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.INTERNAL,
          Status.Code.NOT_FOUND, // a table that was made a moment ago
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.UNAVAILABLE,
          Status.Code.UNKNOWN);

  /** How a table is denied that may be there in a moment. */
  private static final String NOT_YET = "or it may not exist";

  private final Status.Code code;
  private final String call;
  private final long row;
  private final Remedy remedy;

  /** What to do about it. */
  enum Remedy {
    NOTHING,
    /** To ask again, or to go on at the same offset. */
    AGAIN,
    /** To begin with a new stream. */
    ANEW
  }

  private WriteFailure(
      Status.Code code, String call, long row, Remedy remedy, String words, Throwable cause) {
    super(words, cause);
    this.code = code;
    this.call = call;
    this.row = row;
    this.remedy = remedy;
  }

  /**
   * What a call ended with.
   *
   * @param offset the offset of the call's first row, if it has any
   */
  static WriteFailure of(Throwable failure, String call, long offset) {
    if (failure instanceof Exceptions.AppendSerializationError refused) {
      Map<Integer, String> rows = new TreeMap<>(refused.getRowIndexToErrorMessage());
      Map.Entry<Integer, String> first = rows.entrySet().iterator().next();
      return new WriteFailure(
          Status.Code.INVALID_ARGUMENT,
          call,
          offset + first.getKey(),
          Remedy.NOTHING,
          first.getValue(),
          failure);
    }
    Status status = Status.fromThrowable(failure);
    Status.Code code = code(failure, status);
    return new WriteFailure(code, call, -1, remedy(failure, code), words(failure, status), failure);
  }

  /** A token that Google does not hand out is told of as if nobody were there. */
  private static Status.Code code(Throwable failure, Status status) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Retryable token && !token.isRetryable()) {
        return Status.Code.UNAUTHENTICATED;
      }
    }
    return failure instanceof ApiException api
        ? Status.Code.valueOf(api.getStatusCode().getCode().name())
        : status.getCode();
  }

  /** Nobody says what became of rows; whether they arrived, their offset tells. */
  static WriteFailure unanswered(String call, Throwable cause) {
    return new WriteFailure(
        Status.Code.DEADLINE_EXCEEDED, call, -1, Remedy.AGAIN, "it did not answer in time", cause);
  }

  /** The row is larger than any request may be. */
  static WriteFailure tooLarge(long row, int bytes, int most) {
    return new WriteFailure(
        Status.Code.INVALID_ARGUMENT,
        "AppendRows",
        row,
        Remedy.NOTHING,
        "it has " + bytes + " bytes, and a request holds " + most,
        new IllegalArgumentException("too large"));
  }

  /** Not all rows have arrived. */
  static WriteFailure miscounted(long count, long expected) {
    return new WriteFailure(
        Status.Code.DATA_LOSS,
        "FinalizeWriteStream",
        -1,
        Remedy.NOTHING,
        count + " of " + expected + " rows of a batch arrived, so none was kept",
        new IllegalStateException("miscounted"));
  }

  /** The commit was refused. */
  static WriteFailure uncommitted(String words) {
    return new WriteFailure(
        Status.Code.FAILED_PRECONDITION,
        "BatchCommitWriteStreams",
        -1,
        Remedy.NOTHING,
        words,
        new IllegalStateException("not committed"));
  }

  private static Remedy remedy(Throwable failure, Status.Code code) {
    if (failure instanceof Exceptions.StreamNotFound
        || failure instanceof Exceptions.SchemaMismatchedException
        || failure instanceof Exceptions.OffsetOutOfRange) {
      return Remedy.ANEW;
    }
    boolean isPassing =
        PASSING.contains(code)
            || failure instanceof Exceptions.StreamWriterClosedException
            || (code == Status.Code.PERMISSION_DENIED
                && String.valueOf(failure.getMessage()).contains(NOT_YET));
    return isPassing ? Remedy.AGAIN : Remedy.NOTHING;
  }

  private static String words(Throwable failure, Status status) {
    String words =
        status.getDescription() == null
            ? String.valueOf(failure.getMessage())
            : status.getDescription();
    Throwable root = status.getCause();
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root == null || root.getMessage() == null ? words : words + ": " + root.getMessage();
  }

  Remedy remedy() {
    return remedy;
  }

  /** The status. */
  public Status.Code code() {
    return code;
  }

  /** The call, and where it was at. */
  public String call() {
    return call;
  }

  /** The number of the row that it is about, from 0 on. */
  public OptionalLong row() {
    return row < 0 ? OptionalLong.empty() : OptionalLong.of(row);
  }
}
