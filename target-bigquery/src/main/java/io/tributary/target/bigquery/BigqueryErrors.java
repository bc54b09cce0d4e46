package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobStatus;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What BigQuery says, as one sentence that names the job and says what to do; never a record's
 * values.
 */
final class BigqueryErrors {
  private static final int FORBIDDEN = 403;
  private static final int MISSING = 404;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  /** Reasons that another attempt does away with. */
  private static final Set<String> PASSING =
      Set.of(
          "backendError",
          "internalError",
          "jobBackendError",
          "jobInternalError",
          "jobRateLimitExceeded",
          "rateLimitExceeded",
          "tableUnavailable");

  /** Two writers at one table, of which BigQuery ends one. */
  private static final Pattern CONFLICT =
      Pattern.compile("(?i)could not serialize access|aborted due to concurrent update");

  /** What BigQuery quotes of a row. */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?i)(?<=\\b(?:value|value:|string|timestamp|date|time|parse|string_value:) )"
              + "(?:'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\")|(?<=; Value: ).*|(?<=Invalid [A-Z0-9]{3,12} value: )\\S+|'string_value: .*?'(?= to )");

  private final Place place;
  private final String location;

  BigqueryErrors(Place place, String location) {
    this.place = place;
    this.location = location;
  }

  /** Whether another attempt may go well. */
  static boolean isPassing(BigQueryError error) {
    return PASSING.contains(error.getReason())
        || CONFLICT.matcher(String.valueOf(error.getMessage())).find();
  }

  /** The same, of a request; whatever became of it. */
  static boolean isPassing(BigQueryException e) {
    if (isOfAnAnswer(e)) {
      return isPassing(e.getErrors().get(0));
    }
    return e.getCode() >= SERVER
        || e.getCode() == TOO_MANY
        || (e.getCode() <= 0 && !RefusedLogin.isMeant(e))
        || (e.getError() != null && isPassing(e.getError()));
  }

  /** Whether it is an answer of BigQuery's that tells of it, without a status of its own. */
  private static boolean isOfAnAnswer(BigQueryException e) {
    return e.getCode() <= 0 && e.getErrors() != null && !e.getErrors().isEmpty();
  }

  /** Whether a connection broke, as opposed to a file that cannot be read. */
  static boolean isOfTheNetwork(IOException e) {
    return !(e instanceof java.nio.file.FileSystemException)
        && !(e instanceof java.io.EOFException && e.getMessage() == null);
  }

  static boolean isMissing(BigQueryException e) {
    return e.getCode() == MISSING;
  }

  SingerException.Destination atStart(BigQueryException e) {
    return new SingerException.Destination(
        "the dataset " + place.project() + "." + place.dataset() + ": " + sentence(e), e);
  }

  SingerException.Destination elsewhere(String there) {
    return new SingerException.Destination(
        "the dataset "
            + place.project()
            + "."
            + place.dataset()
            + " is in "
            + there
            + ", and `location` says "
            + location
            + "; correct the setting, or leave it out");
  }

  SingerException.Destination of(BigQueryException e, JobId job) {
    return new SingerException.Destination(sentence(e) + at(job), e);
  }

  SingerException.Destination of(BigQueryException e, String what) {
    return new SingerException.Destination(what + ": " + sentence(e), e);
  }

  SingerException.Destination of(IOException e, JobId job) {
    return new SingerException.Destination(
        "the rows of a batch cannot be sent: " + e.getMessage() + at(job), e);
  }

  SingerException.Destination of(JobStatus status, JobId job) {
    BigQueryError error = status.getError();
    if (String.valueOf(error.getMessage()).contains(Script.MISCOUNTED)) {
      return new SingerException.Destination(
          "a statement did not change the rows that it should, so all that came with it is undone"
              + at(job));
    }
    return new SingerException.Destination(
        sentence(String.valueOf(error.getReason()), words(String.valueOf(error.getMessage())))
            + at(job));
  }

  SingerException.Destination refused(String rows, JobId job) {
    return new SingerException.Destination(rows + "; nothing of its batch is kept" + at(job));
  }

  SingerException.Destination vanished(JobId job) {
    return new SingerException.Destination(
        "BigQuery does not know the job that it was given; is `location` right?" + at(job));
  }

  SingerException.Destination miscounted(long count, long expected, JobId job) {
    return new SingerException.Destination(
        count + " of " + expected + " rows of a batch arrived, so none was kept" + at(job));
  }

  private String sentence(BigQueryException e) {
    String reason = e.getError() == null ? "" : String.valueOf(e.getError().getReason());
    String words = words(String.valueOf(e.getMessage()));
    if (RefusedLogin.isMeant(e)) {
      return RefusedLogin.sentence(e, words);
    }
    if (isOfAnAnswer(e)) {
      return sentence(String.valueOf(e.getErrors().get(0).getReason()), words);
    }
    return switch (e.getCode()) {
      case FORBIDDEN ->
          reason.isEmpty() ? sentence("accessDenied", words) : sentence(reason, words);
      default ->
          e.getCode() <= 0 ? "BigQuery cannot be reached: " + words : sentence(reason, words);
    };
  }

  /** What a reason means for whoever runs this, and Google's words for it. */
  String sentence(String reason, String words) {
    return switch (reason) {
      case "accessDenied", "forbidden", "insufficientPermissions" ->
          "whoever signs in may not do that: "
              + words
              + " (roles/bigquery.dataEditor on the dataset and roles/bigquery.jobUser on the"
              + " project "
              + place.payer()
              + " are enough)";
      case "billingNotEnabled" ->
          "the project "
              + place.payer()
              + " has no billing, without which no rows are merged: "
              + words;
      case "notFound" -> words + " (jobs run in " + location + "; is that where the dataset is?)";
      case "quotaExceeded" ->
          "a quota of the project "
              + place.payer()
              + " is used up, and the next run goes on from the last state: "
              + words;
      case "rateLimitExceeded", "jobRateLimitExceeded" ->
          "BigQuery has too much to do for this project, also after several attempts: " + words;
      case "stopped" -> "somebody cancelled the job";
      default -> words;
    };
  }

  /** What BigQuery says, in one line, without what it quotes of a row. */
  static String words(String message) {
    String line = message.replaceAll("\\s*\\n\\s*", " ").strip();
    return VALUE.matcher(line).replaceAll("…").replaceAll("[.]+$", "");
  }

  private static String at(JobId job) {
    return " (job "
        + job.getProject()
        + ":"
        + job.getLocation().toUpperCase(Locale.ROOT)
        + "."
        + job.getJob()
        + ")";
  }
}
