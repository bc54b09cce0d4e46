package io.tributary.target.bigquery.standin.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.Int64Value;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.stub.StreamObserver;
import io.tributary.target.bigquery.standin.fault.Fault;
import io.tributary.target.bigquery.standin.fault.Traffic;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.Column;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection that appends rows; it is told once of a stream and of its writer's schema. */
final class Appending implements StreamObserver<AppendRowsRequest> {
  private static final int LARGEST_REQUEST = 10 * 1024 * 1024;

  private final Catalog catalog;
  private final Streams streams;
  private final Traffic traffic;
  private final StreamObserver<AppendRowsResponse> answers;
  private final Map<String, DescriptorProto> writers = new HashMap<>();
  private final Map<String, List<Column>> known = new HashMap<>();
  private String stream = "";
  private boolean isOver;

  Appending(
      Catalog catalog,
      Streams streams,
      Traffic traffic,
      StreamObserver<AppendRowsResponse> answers) {
    this.catalog = catalog;
    this.streams = streams;
    this.traffic = traffic;
    this.answers = answers;
  }

  @Override
  public void onNext(AppendRowsRequest request) {
    if (isOver) {
      return;
    }
    stream = request.getWriteStream().isEmpty() ? stream : request.getWriteStream();
    String call =
        "AppendRows "
            + stream
            + (request.hasOffset() ? " offset " + request.getOffset().getValue() : "");
    traffic.arrived(call);
    Optional<Fault> fault =
        traffic.strike(
            call, EnumSet.of(Fault.Kind.REFUSED, Fault.Kind.CUT_BEFORE, Fault.Kind.CUT_AFTER));
    boolean isLate = fault.filter(f -> f.kind() == Fault.Kind.CUT_AFTER).isPresent();
    try {
      if (fault.isPresent() && !isLate) {
        throw WriteError.of(fault.get().error());
      }
      Optional<ApiError> row =
          traffic.strike(call, EnumSet.of(Fault.Kind.ROW_REFUSED)).map(Fault::error);
      AppendRowsResponse answer;
      synchronized (catalog.duck()) {
        answer = appended(request, row);
      }
      if (isLate) {
        throw new WriteError(Code.UNAVAILABLE, "Connection reset by peer");
      }
      if (traffic.strike(call, EnumSet.of(Fault.Kind.UNANSWERED)).isEmpty()) {
        answers.onNext(answer);
      }
    } catch (WriteError e) {
      isOver = true;
      answers.onError(e.thrown());
    } catch (ApiError e) {
      isOver = true;
      answers.onError(WriteError.of(e).thrown());
    }
  }

  /** What is wrong with rows or their offset is said in an answer, and the connection goes on. */
  private AppendRowsResponse appended(AppendRowsRequest request, Optional<ApiError> refused) {
    AppendRowsResponse.Builder answer = AppendRowsResponse.newBuilder().setWriteStream(stream);
    if (request.getSerializedSize() > LARGEST_REQUEST) {
      throw new WriteError(
          Code.INVALID_ARGUMENT,
          "AppendRows request too large: %d limit %d"
              .formatted(request.getSerializedSize(), LARGEST_REQUEST));
    }
    if (request.getProtoRows().hasWriterSchema()) {
      writers.put(stream, request.getProtoRows().getWriterSchema().getProtoDescriptor());
    }
    DescriptorProto writer = writers.get(stream);
    if (writer == null) {
      throw new WriteError(
          Code.INVALID_ARGUMENT, "The first request on a connection must have a writer schema");
    }
    Stream into = streams.get(stream);
    List<RowError> errors = new ArrayList<>();
    refused.map(Appending::rowError).ifPresent(errors::add);
    try {
      List<ObjectNode> rows =
          new ProtoRows(writer, into.columns())
              .read(request.getProtoRows().getRows().getSerializedRowsList(), errors);
      into.check(request.hasOffset() ? request.getOffset().getValue() : -1);
      if (!errors.isEmpty()) {
        return answer
            .addAllRowErrors(errors)
            .setError(
                Status.newBuilder()
                    .setCode(Code.INVALID_ARGUMENT.getNumber())
                    .setMessage(
                        "Errors found while processing rows. Please refer to the row_errors field"
                            + " for details. The list may not be complete because of the size"
                            + " limitations."))
            .build();
      }
      long offset = into.append(rows);
      AppendRowsResponse.AppendResult.Builder result = AppendRowsResponse.AppendResult.newBuilder();
      if (!stream.endsWith("_default")) {
        result.setOffset(Int64Value.of(offset));
      }
      answer.setAppendResult(result);
    } catch (WriteError e) {
      return answer.setError(e.status()).build();
    }
    List<Column> before = known.put(stream, into.columns());
    if (before != null && !before.equals(into.columns())) {
      answer.setUpdatedSchema(WriteSchemas.of(into.columns()));
    }
    return answer.build();
  }

  private static RowError rowError(ApiError error) {
    return RowError.newBuilder()
        .setIndex(Integer.parseInt(error.location()))
        .setCode(RowError.RowErrorCode.FIELDS_ERROR)
        .setMessage(String.valueOf(error.getMessage()))
        .build();
  }

  @Override
  public void onError(Throwable failure) {
    isOver = true;
  }

  @Override
  public void onCompleted() {
    if (!isOver && traffic.strike(stream, EnumSet.of(Fault.Kind.UNENDED)).isEmpty()) {
      isOver = true;
      answers.onCompleted();
    }
  }
}
