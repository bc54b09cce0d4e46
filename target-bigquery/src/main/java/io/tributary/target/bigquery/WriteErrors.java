package io.tributary.target.bigquery;

import io.tributary.singer.error.SingerException;
import io.tributary.target.bigquery.write.WriteFailure;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * What the Storage Write API says, as one sentence that names the stream, the table and the call,
 * and says what to do; never a record's values.
 */
final class WriteErrors {
  private final BigqueryErrors errors;
  private final Place place;

  WriteErrors(BigqueryErrors errors, Place place) {
    this.errors = errors;
    this.place = place;
  }

  SingerException.Destination of(WriteFailure failure, StagingTable staging) {
    String stream = staging.batch().schema().stream();
    return new SingerException.Destination(
        stream
            + ": "
            + sentence(failure, staging)
            + " ("
            + failure.call()
            + ", table "
            + staging.table().name()
            + ")",
        failure);
  }

  private String sentence(WriteFailure failure, StagingTable staging) {
    String words = BigqueryErrors.words(String.valueOf(failure.getMessage()));
    if (failure.row().isPresent()) {
      return "BigQuery does not take the record"
          + named(staging, failure.row().getAsLong())
          + ": "
          + words
          + "; nothing of its batch is kept";
    }
    return switch (failure.code()) {
      case UNAUTHENTICATED -> RefusedLogin.sentence(failure, words);
      case PERMISSION_DENIED -> errors.sentence("accessDenied", words);
      case RESOURCE_EXHAUSTED -> errors.sentence("quotaExceeded", words);
      case NOT_FOUND -> "the table that the batch is written into is gone: " + words;
      case UNAVAILABLE, DEADLINE_EXCEEDED ->
          "the Storage Write API"
              + place.storageEndpoint().map(URI::toString).map(" at "::concat).orElse("")
              + " cannot be reached, also after several attempts: "
              + words;
      default -> words;
    };
  }

  private static String named(StagingTable staging, long row) {
    try {
      List<String> fields = new StagedRows(staging).fields(row);
      return RefusedRow.named(staging.batch(), fields);
    } catch (IOException e) {
      return "";
    }
  }
}
