package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.RowFormat;
import io.tributary.target.bigquery.gzip.GzipOutput;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Loads a batch into its staging table: by one job, whose rows are sent as they are spooled. */
final class StagingLoad implements StagingMethod {
  /** The most that is sent at once, and is sent again if the connection breaks. */
  private static final int LARGEST_CHUNK = 8 * 1024 * 1024;

  /** What Google wants all chunks to be a multiple of. */
  private static final int GRAIN = 256 * 1024;

  private final BigQuery client;
  private final LoadJobs jobs;

  StagingLoad(BigQuery client, LoadJobs jobs) {
    this.client = client;
    this.jobs = jobs;
  }

  @Override
  public RowFormat format() {
    return RowFormat.QUOTED;
  }

  @Override
  public void load(StagingTable staging) {
    jobs.run(staging, id -> send(staging, id));
  }

  private @Nullable Job send(StagingTable staging, JobId id) throws IOException {
    WriteChannelConfiguration load =
        WriteChannelConfiguration.newBuilder(staging.id(), FormatOptions.json())
            .setSchema(staging.schema())
            .setCreateDisposition(CreateDisposition.CREATE_NEVER)
            .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
            .build();
    TableDataWriteChannel channel = client.writer(id, load);
    channel.setChunkSize(chunk(staging.batch()));
    // An upload that fails is not closed, which would begin the job with half of the rows.
    try (GzipOutput out = new GzipOutput(Channels.newOutputStream(channel))) {
      staging.rows().write(out);
      out.finish();
    }
    return channel.getJob();
  }

  /** The client makes a buffer of this size, so that it is no larger than what is sent. */
  private static int chunk(Batch batch) throws IOException {
    long spooled = 0;
    for (Path file : batch.files()) {
      spooled += Files.size(file);
    }
    long grains = 1 + 2 * spooled / GRAIN;
    return (int) Math.min(grains * GRAIN, LARGEST_CHUNK);
  }
}
