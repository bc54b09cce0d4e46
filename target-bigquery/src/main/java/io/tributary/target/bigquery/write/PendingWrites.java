package io.tributary.target.bigquery.write;

import com.google.api.gax.core.BackgroundResource;
import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ClientContext;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.auth.Credentials;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteSettings;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.cloud.bigquery.storage.v1.StreamWriter;
import io.tributary.target.bigquery.write.WriteFailure.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows into tables, those of one call all at one moment and each once, whatever breaks on
 * the way: into a stream that is pending, at offsets that the service checks, and that is committed
 * when it is complete.
 *
 * <p>Used by one thread.
 */
public final class PendingWrites implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PendingWrites.class);

  private static final Duration ALIVE = Duration.ofMinutes(1);

  private final ClientContext connection;
  private final BigQueryWriteClient client;
  private final StreamCalls calls;
  private final Patience patience;
  private final Closing closing;

  private PendingWrites(ClientContext connection, BigQueryWriteClient client, Patience patience) {
    this.connection = connection;
    this.client = client;
    this.calls = new StreamCalls(client, patience.backoff());
    this.patience = patience;
    this.closing = new Closing(patience.closing());
  }

  /**
   * Opens one connection, over which all goes.
   *
   * @param endpoint where to, if not to Google; without TLS if it is http
   * @param credentials who signs in; nobody does to an emulator
   * @param patience how long is waited
   */
  public static PendingWrites open(
      Optional<URI> endpoint, Optional<? extends Credentials> credentials, Patience patience) {
    CredentialsProvider identity =
        credentials
            .<CredentialsProvider>map(FixedCredentialsProvider::create)
            .orElseGet(NoCredentialsProvider::create);
    try {
      BigQueryWriteSettings.Builder settings =
          BigQueryWriteSettings.newBuilder()
              .setCredentialsProvider(identity)
              .setTransportChannelProvider(transport(endpoint))
              .applyToAllUnaryMethods(
                  call -> {
                    call.setSimpleTimeoutNoRetriesDuration(patience.answer());
                    return null;
                  });
      endpoint.ifPresent(address -> settings.setEndpoint(authority(address)));
      ClientContext connection = ClientContext.create(settings.build());
      BigQueryWriteClient client =
          BigQueryWriteClient.create(
              settings
                  .setTransportChannelProvider(
                      FixedTransportChannelProvider.create(
                          Objects.requireNonNull(connection.getTransportChannel())))
                  .build());
      return new PendingWrites(connection, client, patience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InstantiatingGrpcChannelProvider transport(Optional<URI> endpoint) {
    InstantiatingGrpcChannelProvider.Builder transport =
        BigQueryWriteSettings.defaultGrpcTransportProviderBuilder()
            .setKeepAliveTimeDuration(ALIVE)
            .setKeepAliveTimeoutDuration(ALIVE);
    if (endpoint.filter(address -> "http".equals(address.getScheme())).isPresent()) {
      transport.setChannelConfigurator(channel -> channel.usePlaintext());
    }
    return transport.build();
  }

  private static String authority(URI address) {
    int usual = "http".equals(address.getScheme()) ? 80 : 443;
    return address.getHost() + ":" + (address.getPort() < 0 ? usual : address.getPort());
  }

  /**
   * Writes rows. When it returns they can be read; if it throws, none of them ever will be.
   *
   * @param table {@code projects/…/datasets/…/tables/…}
   * @throws WriteFailure if it cannot be done, also after several attempts
   * @throws IOException if the rows cannot be read
   */
  public void write(String table, Rows rows) throws IOException {
    String stream = sent(table, rows);
    long count = calls.end(stream);
    if (count != rows.count()) {
      throw WriteFailure.miscounted(count, rows.count());
    }
    calls.commit(table, stream);
  }

  /** A stream that has all the rows. It gives up when several attempts in a row got nowhere. */
  private String sent(String table, Rows rows) throws IOException {
    String stream = calls.create(table);
    long from = 0;
    for (int failures = 0; ; ) {
      Appends appends = new Appends(writer(stream, rows.schema()), from, patience.answer());
      Optional<WriteFailure> failure;
      try {
        failure = append(rows, from, appends);
      } finally {
        closing.begin(appends);
      }
      if (failure.isEmpty()) {
        return stream;
      }
      boolean isLost = failure.get().remedy() == Remedy.ANEW;
      long reached = isLost ? 0 : appends.acknowledged();
      failures = reached > from ? 1 : failures + 1;
      if (failures == StreamCalls.ATTEMPTS || failure.get().remedy() == Remedy.NOTHING) {
        throw failure.get();
      }
      LOG.warn("the stream broke, and goes on offset={} stream={}", reached, stream);
      patience.backoff().pause(failures);
      stream = isLost ? calls.create(table) : stream;
      from = reached;
    }
  }

  private static Optional<WriteFailure> append(Rows rows, long from, Appends appends)
      throws IOException {
    try {
      rows.read(from, appends);
      appends.finish();
      return Optional.empty();
    } catch (WriteFailure e) {
      return Optional.of(e);
    }
  }

  private StreamWriter writer(String stream, ProtoSchema schema) {
    try {
      return StreamWriter.newBuilder(stream, client)
          .setWriterSchema(schema)
          .setMaxRetryDuration(patience.reconnecting())
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closing.close();
    client.close();
    List<BackgroundResource> resources = connection.getBackgroundResources();
    resources.forEach(BackgroundResource::shutdownNow);
  }
}
