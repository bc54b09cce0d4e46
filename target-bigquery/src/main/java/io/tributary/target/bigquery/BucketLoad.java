package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.LoadJobConfiguration;
import io.tributary.singer.connector.RowFormat;
import io.tributary.target.bigquery.bucket.Bucket;

/**
 * Loads a batch into its staging table by way of a bucket: the file that it is spooled in is sent
 * there, loaded by one job, and removed.
 */
final class BucketLoad implements StagingMethod {
  private final BigQuery client;
  private final LoadJobs jobs;
  private final Bucket bucket;
  private final String folder;

  /**
   * @param folder what the names of this run's files begin with, and no other run's
   */
  BucketLoad(BigQuery client, LoadJobs jobs, Bucket bucket, String folder) {
    this.client = client;
    this.jobs = jobs;
    this.bucket = bucket;
    this.folder = folder;
  }

  @Override
  public RowFormat format() {
    return RowFormat.JSON;
  }

  @Override
  public void load(StagingTable staging) {
    String object = folder + staging.job() + ".json.gz";
    LoadJobConfiguration load =
        LoadJobConfiguration.newBuilder(
                staging.id(), bucket.put(object, staging.file()), FormatOptions.json())
            .setSchema(staging.schema())
            .setCreateDisposition(CreateDisposition.CREATE_NEVER)
            .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
            .build();
    try {
      jobs.run(staging, id -> client.create(JobInfo.of(id, load)));
    } finally {
      bucket.remove(object);
    }
  }
}
