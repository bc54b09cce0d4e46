package io.tributary.target.bigquery.standin;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteSettings;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Google's own clients, of the stand-in. */
final class Clients {
  private Clients() {}

  static BigQuery rest(StandIn standIn) {
    return BigQueryOptions.newBuilder()
        .setProjectId(StandIn.PROJECT)
        .setHost(standIn.apiEndpoint())
        .setCredentials(NoCredentials.getInstance())
        .build()
        .getService();
  }

  static BigQueryWriteClient write(ManagedChannel channel) throws IOException {
    return BigQueryWriteClient.create(
        BigQueryWriteSettings.newBuilder()
            .setCredentialsProvider(NoCredentialsProvider.create())
            .setTransportChannelProvider(
                FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)))
            .build());
  }

  static ManagedChannel channel(StandIn standIn) {
    return ManagedChannelBuilder.forTarget(standIn.storageEndpoint()).usePlaintext().build();
  }

  /** Loads lines of JSON, in chunks of a size; 0 for the client's own. */
  static Job load(BigQuery client, JobId id, String dataset, String table, byte[] lines, int chunk)
      throws IOException, InterruptedException {
    WriteChannelConfiguration load =
        WriteChannelConfiguration.newBuilder(TableId.of(dataset, table))
            .setFormatOptions(FormatOptions.json())
            .build();
    TableDataWriteChannel channel = client.writer(id, load);
    try (channel) {
      if (chunk > 0) {
        channel.setChunkSize(chunk);
      }
      channel.write(ByteBuffer.wrap(lines));
    }
    JobId begun = channel.getJob().getJobId();
    try {
      channel.getJob().waitFor();
    } catch (BigQueryException e) {
      // The job tells more of it.
    }
    return client.getJob(begun);
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
