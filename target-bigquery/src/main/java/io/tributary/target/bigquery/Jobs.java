package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobStatus;
import com.google.cloud.bigquery.TableResult;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs to their end, each once: a job has a name that is its own, and BigQuery refuses a
 * second one of that name, so that a request whose answer is lost can be sent again.
 *
 * <p>Used by one thread.
 */
final class Jobs {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final int ATTEMPTS = 6;
  private static final int CONFLICT = 409;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500));
  private static final long FIRST_POLL_MILLIS = 20;
  private static final long LONGEST_POLL_MILLIS = 2_000;

  private final BigQuery client;
  private final BigqueryErrors errors;
  private final String project;
  private final String location;
  private final String run;
  private int queries;

  Jobs(BigQuery client, BigqueryErrors errors, String project, String location, String run) {
    this.client = client;
    this.errors = errors;
    this.project = project;
    this.location = location;
    this.run = run;
  }

  /** Begins a job. */
  @FunctionalInterface
  interface Start {
    /** The job, which has begun; null if only its name is known. */
    @Nullable Job begin(JobId id) throws IOException;
  }

  /** Asks a question. */
  @FunctionalInterface
  interface Question {
    /** The answer, of a job that BigQuery names. */
    TableResult ask(JobId anyone) throws InterruptedException;
  }

  /**
   * Asks what changes nothing, and again if that fails for a reason that passes.
   *
   * @throws SingerException.Destination if it fails for good
   */
  TableResult ask(Question question) throws InterruptedException {
    JobId anyone = JobId.newBuilder().setProject(project).setLocation(location).build();
    for (int attempt = 1; ; attempt++) {
      try {
        return question.ask(anyone);
      } catch (BigQueryException e) {
        if (attempt == ATTEMPTS || !BigqueryErrors.isPassing(e)) {
          throw errors.of(e, "a query");
        }
        LOG.warn("a query failed for a reason that passes, and is asked again");
      }
      BACKOFF.pause(attempt);
    }
  }

  /** Runs a job that is a query, to its end. */
  Job query(Start start) {
    return run("query-" + ++queries, start, errors::of);
  }

  /**
   * Runs a job to its end.
   *
   * @param name tells the job from all others of the run
   * @param failure what to say if it fails
   * @throws SingerException.Destination if it fails for good
   */
  Job run(
      String name, Start start, BiFunction<JobStatus, JobId, SingerException.Destination> failure) {
    for (int attempt = 1; ; attempt++) {
      JobId id =
          JobId.newBuilder()
              .setProject(project)
              .setLocation(location)
              .setJob("tributary-" + run + "-" + name + "-" + attempt)
              .build();
      Job job = finished(id, begun(id, start));
      BigQueryError error = job.getStatus().getError();
      if (error == null) {
        return job;
      }
      if (attempt == ATTEMPTS || !BigqueryErrors.isPassing(error)) {
        throw failure.apply(job.getStatus(), id);
      }
      LOG.warn("a job failed for a reason that passes, and is done again job={}", id.getJob());
      BACKOFF.pause(attempt);
    }
  }

  private @Nullable Job begun(JobId id, Start start) {
    for (int attempt = 1; ; attempt++) {
      try {
        return start.begin(id);
      } catch (BigQueryException e) {
        if (e.getCode() == CONFLICT) {
          LOG.info("a job has begun already, and is waited for job={}", id.getJob());
          return null;
        }
        if (attempt == ATTEMPTS || !BigqueryErrors.isPassing(e)) {
          throw errors.of(e, id);
        }
        LOG.warn("a request for a job failed, and is sent again job={}", id.getJob());
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !BigqueryErrors.isOfTheNetwork(e)) {
          throw errors.of(e, id);
        }
        LOG.warn("an upload broke off, and is begun again job={}", id.getJob());
      }
      BACKOFF.pause(attempt);
    }
  }

  private Job finished(JobId id, @Nullable Job begun) {
    long wait = FIRST_POLL_MILLIS;
    int failures = 0;
    Job job = begun;
    while (job == null || !JobStatus.State.DONE.equals(job.getStatus().getState())) {
      if (job != null || failures > 0) {
        Backoff.await(Duration.ofMillis(wait));
        wait = Math.min(wait * 3 / 2, LONGEST_POLL_MILLIS);
      }
      try {
        job = client.getJob(id);
        if (job == null) {
          throw errors.vanished(id);
        }
        failures = 0;
      } catch (BigQueryException e) {
        if (++failures == ATTEMPTS || !BigqueryErrors.isPassing(e)) {
          throw errors.of(e, id);
        }
        BACKOFF.pause(failures);
      }
    }
    return job;
  }
}
