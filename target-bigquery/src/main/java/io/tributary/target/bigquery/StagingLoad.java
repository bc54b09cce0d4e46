package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.JobStatistics.LoadStatistics;
import com.google.cloud.bigquery.JobStatus;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Loads a batch into its staging table: by one job, whose rows are sent as they are spooled. */
final class StagingLoad {
  private static final int CONFLICT = 409;
  private static final Duration KEPT = Duration.ofDays(1);

  /** How much is sent at once, and is sent again if the connection breaks. */
  private static final int CHUNK = 8 * 1024 * 1024;

  private final BigQuery client;
  private final Jobs jobs;
  private final BigqueryErrors errors;

  StagingLoad(BigQuery client, Jobs jobs, BigqueryErrors errors) {
    this.client = client;
    this.jobs = jobs;
    this.errors = errors;
  }

  void load(StagingTable staging) {
    create(staging);
    Job job =
        jobs.run(
            staging.job(), id -> send(staging, id), (status, id) -> failure(staging, status, id));
    Long rows = job.<LoadStatistics>getStatistics().getOutputRows();
    if (rows == null || rows != staging.batch().records()) {
      throw errors.miscounted(rows == null ? 0 : rows, staging.batch().records(), job.getJobId());
    }
  }

  /** Makes the table, which goes by itself if nobody drops it. */
  private void create(StagingTable staging) {
    TableInfo table =
        TableInfo.newBuilder(staging.id(), StandardTableDefinition.of(staging.schema()))
            .setExpirationTime(System.currentTimeMillis() + KEPT.toMillis())
            .build();
    try {
      client.create(table);
    } catch (BigQueryException e) {
      if (e.getCode() != CONFLICT) {
        throw errors.of(e, "the staging table " + staging.table().name());
      }
    }
  }

  private @Nullable Job send(StagingTable staging, JobId id) throws IOException {
    WriteChannelConfiguration load =
        WriteChannelConfiguration.newBuilder(staging.id(), FormatOptions.json())
            .setSchema(staging.schema())
            .setCreateDisposition(CreateDisposition.CREATE_NEVER)
            .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
            .build();
    TableDataWriteChannel channel = client.writer(id, load);
    channel.setChunkSize(CHUNK);
    try (OutputStream out = new GzipOutput(Channels.newOutputStream(channel))) {
      staging.rows().write(out);
    }
    return channel.getJob();
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
