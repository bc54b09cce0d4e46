package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobStatistics.LoadStatistics;
import com.google.cloud.bigquery.JobStatus;
import io.tributary.singer.error.SingerException;

/** Jobs that load a batch into its staging table: all of its rows, or none. */
final class LoadJobs {
  private final Jobs jobs;
  private final BigqueryErrors errors;

  LoadJobs(Jobs jobs, BigqueryErrors errors) {
    this.jobs = jobs;
    this.errors = errors;
  }

  /**
   * Runs the job of a batch to its end.
   *
   * @throws SingerException.Destination if it fails for good
   */
  void run(StagingTable staging, Jobs.Start start) {
    Job job = jobs.run(staging.job(), start, (status, id) -> failure(staging, status, id));
    Long rows = job.<LoadStatistics>getStatistics().getOutputRows();
    if (rows == null || rows != staging.batch().records()) {
      throw errors.miscounted(rows == null ? 0 : rows, staging.batch().records(), job.getJobId());
    }
  }

  private SingerException.Destination failure(StagingTable staging, JobStatus status, JobId id) {
    for (BigQueryError error : status.getExecutionErrors()) {
      String words = String.valueOf(error.getMessage());
      if (RefusedRow.isMeant(words)) {
        return errors.refused(RefusedRow.of(staging, words), id);
      }
    }
    return errors.of(status, id);
  }
}
