package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import io.tributary.singer.connector.RowFormat;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Loads a batch into its staging table: by one job, with the file that it is spooled in. */
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
    return RowFormat.JSON;
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
    channel.setChunkSize(chunk(staging.file()));
    // An upload that fails is not closed, which would begin the job with half of the rows.
    Files.copy(staging.file(), Channels.newOutputStream(channel));
    channel.close();
    return channel.getJob();
  }

  /** The client makes a buffer of this size, so that it is no larger than what is sent. */
  private static int chunk(Path file) throws IOException {
    long grains = 1 + Files.size(file) / GRAIN;
    return (int) Math.min(grains * GRAIN, LARGEST_CHUNK);
  }
}
