package io.tributary.target.bigquery.standin.fault;

import io.tributary.target.bigquery.standin.store.ApiError;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with calls, so many times.
 *
 * @param where finds the calls, as {@link StandIn#calls} spells them
 * @param error what is answered, or what the job ends with
 * @param delay how long a job takes, if it is slow
 */
public record Fault(Kind kind, Pattern where, ApiError error, Duration delay, AtomicInteger times) {

  /** What goes wrong. */
  public enum Kind {
    /** An error is answered before anything is done. */
    REFUSED,
    /** The connection is cut before anything is done. */
    CUT_BEFORE,
    /** The connection is cut when all is done. */
    CUT_AFTER,
    /** Half of what is sent is kept, and the connection is cut. */
    CUT_UPLOAD,
    /** Rows are taken, and no answer is given. */
    UNANSWERED,
    /** A row is not taken, and none of its request. */
    ROW_REFUSED,
    /** The job ends with an error, nothing of it being done. */
    JOB_FAILS,
    /** The job takes its time. */
    SLOW,
    /** A connection for appending rows is not ended when all of them are. */
    UNENDED
  }

  private static Fault of(Kind kind, String where, ApiError error) {
    return new Fault(kind, Pattern.compile(where), error, Duration.ZERO, new AtomicInteger(1));
  }

  /** An error of this HTTP status and reason. */
  public static Fault refused(String where, int status, String reason, String message) {
    return of(Kind.REFUSED, where, new ApiError(status, reason, message));
  }

  /** 503, as when a part of BigQuery is down. */
  public static Fault unavailable(String where) {
    return refused(
        where,
        503,
        "backendError",
        "The service is currently unavailable. Please try again later.");
  }

  /** 403 for asking too often. */
  public static Fault rateLimited(String where) {
    return refused(
        where,
        403,
        "rateLimitExceeded",
        "Exceeded rate limits: too many api requests per user per method for this"
            + " user_method. For more information, see"
            + " https://cloud.google.com/bigquery/docs/troubleshoot-quotas");
  }

  /** 429. */
  public static Fault tooMany(String where) {
    return refused(where, 429, "rateLimitExceeded", "Too many requests. Please try again later.");
  }

  /** 403 for what the user may not do. */
  public static Fault denied(String where, String permission) {
    return refused(
        where,
        403,
        "accessDenied",
        "Access Denied: Project standin: User does not have "
            + permission
            + " permission in project standin.");
  }

  /** A table that is not there, or not known yet. */
  public static Fault missing(String where, String table) {
    return refused(where, 404, "notFound", "Requested entity was not found. Entity: " + table);
  }

  /** A table whose columns are not all known yet. */
  public static Fault staleSchema(String where) {
    return refused(
        where,
        400,
        "schemaMismatch",
        "Input schema has more fields than BigQuery schema, extra fields: 'added'");
  }

  /** A row of a request for the Storage Write API, by its place from 0 on. */
  public static Fault rowRefused(String where, int row, String message) {
    return of(
        Kind.ROW_REFUSED, where, new ApiError(400, "invalid", Integer.toString(row), message));
  }

  public static Fault cutBefore(String where) {
    return of(Kind.CUT_BEFORE, where, new ApiError(503, "backendError", "cut"));
  }

  public static Fault cutAfter(String where) {
    return of(Kind.CUT_AFTER, where, new ApiError(503, "backendError", "cut"));
  }

  public static Fault cutUpload() {
    return of(Kind.CUT_UPLOAD, "PUT upload", new ApiError(503, "backendError", "cut"));
  }

  /** A job that ends with an error of this reason, such as {@code internalError}. */
  public static Fault jobFails(String where, String reason, String message) {
    int status =
        switch (reason) {
          case "internalError" -> 500;
          case "backendError" -> 503;
          case "quotaExceeded", "rateLimitExceeded", "accessDenied" -> 403;
          default -> 400;
        };
    return of(Kind.JOB_FAILS, where, new ApiError(status, reason, message));
  }

  /** The quota of loads into a table, which is 1,500 a day. */
  public static Fault jobQuota(String where) {
    return jobFails(
        where,
        "quotaExceeded",
        "Quota exceeded: Your table exceeded quota for imports or query appends per table. For"
            + " more information, see https://cloud.google.com/bigquery/docs/troubleshoot-quotas");
  }

  public static Fault slow(String where, Duration delay) {
    return new Fault(
        Kind.SLOW,
        Pattern.compile(where),
        new ApiError(503, "backendError", "slow"),
        delay,
        new AtomicInteger(1));
  }

  /** Rows that are taken in silence. */
  public static Fault unanswered(String where) {
    return of(Kind.UNANSWERED, where, new ApiError(503, "backendError", "unanswered"));
  }

  /** A connection of the Storage Write API to a stream that hangs when it should end. */
  public static Fault unended(String stream) {
    return of(Kind.UNENDED, stream, new ApiError(503, "backendError", "unended"));
  }

  public Fault times(int count) {
    return new Fault(kind, where, error, delay, new AtomicInteger(count));
  }

  /** Whether it happens now. */
  boolean strikes(String call) {
    return times.get() > 0 && where.matcher(call).find() && times.decrementAndGet() >= 0;
  }
}
