package io.tributary.target.bigquery.standin.write;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamResponse;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsResponse;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.Code;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.tributary.target.bigquery.standin.fault.Fault;
import io.tributary.target.bigquery.standin.fault.Traffic;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The Storage Write API, and what may go wrong with it. */
public final class WriteServer implements AutoCloseable {
  private final Server server;

  public WriteServer(Traffic traffic, Catalog catalog) {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .maxInboundMessageSize(32 * 1024 * 1024)
              .addService(new Service(traffic, catalog))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  private static final class Service extends BigQueryWriteGrpc.BigQueryWriteImplBase {
    private final Traffic traffic;
    private final Catalog catalog;
    private final Streams streams;

    private Service(Traffic traffic, Catalog catalog) {
      this.traffic = traffic;
      this.catalog = catalog;
      this.streams = new Streams(catalog);
    }

    private <T> void answer(String call, StreamObserver<T> answers, Supplier<T> work) {
      traffic.arrived(call);
      Optional<Fault> fault =
          traffic.strike(
              call, EnumSet.of(Fault.Kind.REFUSED, Fault.Kind.CUT_BEFORE, Fault.Kind.CUT_AFTER));
      boolean isLate = fault.filter(f -> f.kind() == Fault.Kind.CUT_AFTER).isPresent();
      try {
        if (fault.isPresent() && !isLate) {
          throw fault.get().error();
        }
        T answer;
        synchronized (catalog.duck()) {
          answer = work.get();
        }
        if (isLate) {
          throw new WriteError(Code.UNAVAILABLE, "Connection reset by peer");
        }
        answers.onNext(answer);
        answers.onCompleted();
      } catch (WriteError e) {
        answers.onError(e.thrown());
      } catch (ApiError e) {
        answers.onError(WriteError.of(e).thrown());
      }
    }

    @Override
    public void createWriteStream(
        CreateWriteStreamRequest request, StreamObserver<WriteStream> answers) {
      WriteStream.Type type = request.getWriteStream().getType();
      answer(
          "CreateWriteStream " + request.getParent() + " " + type,
          answers,
          () -> streams.create(request.getParent(), type).told());
    }

    @Override
    public StreamObserver<AppendRowsRequest> appendRows(
        StreamObserver<AppendRowsResponse> answers) {
      return new Appending(catalog, streams, traffic, answers);
    }

    @Override
    public void getWriteStream(GetWriteStreamRequest request, StreamObserver<WriteStream> answers) {
      answer(
          "GetWriteStream " + request.getName(),
          answers,
          () -> streams.get(request.getName()).told());
    }

    @Override
    public void finalizeWriteStream(
        FinalizeWriteStreamRequest request, StreamObserver<FinalizeWriteStreamResponse> answers) {
      answer(
          "FinalizeWriteStream " + request.getName(),
          answers,
          () ->
              FinalizeWriteStreamResponse.newBuilder()
                  .setRowCount(streams.get(request.getName()).finish())
                  .build());
    }

    @Override
    public void batchCommitWriteStreams(
        BatchCommitWriteStreamsRequest request,
        StreamObserver<BatchCommitWriteStreamsResponse> answers) {
      answer(
          "BatchCommitWriteStreams " + request.getParent(),
          answers,
          () -> {
            List<StorageError> errors =
                streams.commit(request.getParent(), request.getWriteStreamsList());
            BatchCommitWriteStreamsResponse.Builder answer =
                BatchCommitWriteStreamsResponse.newBuilder().addAllStreamErrors(errors);
            return errors.isEmpty()
                ? answer.setCommitTime(Timestamps.fromMillis(System.currentTimeMillis())).build()
                : answer.build();
          });
    }

    @Override
    public void flushRows(FlushRowsRequest request, StreamObserver<FlushRowsResponse> answers) {
      answer(
          "FlushRows " + request.getWriteStream(),
          answers,
          () ->
              FlushRowsResponse.newBuilder()
                  .setOffset(
                      streams.get(request.getWriteStream()).flush(request.getOffset().getValue()))
                  .build());
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
