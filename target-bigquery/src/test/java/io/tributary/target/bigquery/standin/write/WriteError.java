package io.tributary.target.bigquery.standin.write;

import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.tributary.target.bigquery.standin.store.ApiError;
import java.util.Optional;

/** What the Storage Write API refuses. */
final class WriteError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Status status;

  WriteError(Code code, StorageError.StorageErrorCode detail, String entity, String message) {
    super(message);
    StorageError error =
        StorageError.newBuilder()
            .setCode(detail)
            .setEntity(entity)
            .setErrorMessage(message)
            .build();
    status =
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(message)
            .addDetails(Any.pack(error))
            .build();
  }

  WriteError(Code code, String message) {
    super(message);
    status = Status.newBuilder().setCode(code.getNumber()).setMessage(message).build();
  }

  /** What the REST interface would refuse. */
  static WriteError of(ApiError error) {
    if (error.reason().equals("schemaMismatch")) {
      return new WriteError(
          Code.INVALID_ARGUMENT,
          StorageError.StorageErrorCode.SCHEMA_MISMATCH_EXTRA_FIELDS,
          "",
          String.valueOf(error.getMessage()));
    }
    Code code =
        switch (error.status()) {
          case 400 -> Code.INVALID_ARGUMENT;
          case 401 -> Code.UNAUTHENTICATED;
          case 403 ->
              error.reason().equals("accessDenied")
                  ? Code.PERMISSION_DENIED
                  : Code.RESOURCE_EXHAUSTED;
          case 404 -> Code.NOT_FOUND;
          case 409 -> Code.ALREADY_EXISTS;
          case 429 -> Code.RESOURCE_EXHAUSTED;
          case 503 -> Code.UNAVAILABLE;
          default -> Code.INTERNAL;
        };
    return new WriteError(code, String.valueOf(error.getMessage()));
  }

  /** What exactly is wrong, if it is known. */
  Optional<StorageError> detail() {
    return status.getDetailsList().stream()
        .findFirst()
        .map(
            detail -> {
              try {
                return detail.unpack(StorageError.class);
              } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  Status status() {
    return status;
  }

  StatusRuntimeException thrown() {
    return StatusProto.toStatusRuntimeException(status);
  }
}
