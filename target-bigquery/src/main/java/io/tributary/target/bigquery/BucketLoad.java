package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.LoadJobConfiguration;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.error.SingerException;
import io.tributary.target.bigquery.bucket.Bucket;
import io.tributary.target.bigquery.gzip.GzipOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads a batch into its staging table by way of a bucket: a file that is compressed here, sent
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
    return RowFormat.QUOTED;
  }

  @Override
  public void load(StagingTable staging) {
    String object = folder + staging.job() + ".json.gz";
    LoadJobConfiguration load =
        LoadJobConfiguration.newBuilder(staging.id(), sent(staging, object), FormatOptions.json())
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

  /** Sends a file, of which only what is compressed is kept on the disk meanwhile. */
  private String sent(StagingTable staging, String object) {
    try {
      Path file = Files.createTempFile(staging.folder(), "sent", ".gz");
      try {
        try (OutputStream sent = Files.newOutputStream(file);
            GzipOutput out = new GzipOutput(sent)) {
          staging.rows().write(out);
          out.finish();
        }
        return bucket.put(object, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SingerException.Destination(
          staging.batch().schema().stream()
              + ": the rows of a batch cannot be compressed in "
              + staging.folder()
              + ": "
              + e.getMessage()
              + "; free some space, or set spool_directory to a folder that has more",
          e);
    }
  }
}
