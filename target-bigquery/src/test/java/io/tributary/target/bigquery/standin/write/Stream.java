package io.tributary.target.bigquery.standin.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.Code;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.RowFile;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream of rows into a table. Guarded by the lock of the database. */
final class Stream {
  private final Catalog catalog;
  private final String name;
  private final TableId table;
  private final WriteStream.Type type;
  private final boolean isDefault;
  private final List<ObjectNode> waiting = new ArrayList<>();
  private long next;
  private long visible;
  private boolean isFinal;
  private Optional<Timestamp> committed = Optional.empty();

  Stream(Catalog catalog, String name, TableId table, WriteStream.Type type, boolean isDefault) {
    this.catalog = catalog;
    this.name = name;
    this.table = table;
    this.type = type;
    this.isDefault = isDefault;
  }

  TableId table() {
    return table;
  }

  List<Column> columns() {
    return catalog.columns(table);
  }

  WriteStream told() {
    WriteStream.Builder told = WriteStream.newBuilder();
    committed.ifPresent(told::setCommitTime);
    return told.setName(name)
        .setType(type)
        .setCreateTime(Timestamps.fromMillis(System.currentTimeMillis()))
        .setTableSchema(WriteSchemas.of(columns()))
        .setWriteMode(WriteStream.WriteMode.INSERT)
        .setLocation(catalog.datasets().location(table))
        .build();
  }

  private WriteError refused(Code code, StorageError.StorageErrorCode detail, String message) {
    return new WriteError(code, detail, name, message + " Entity: " + name);
  }

  /** Refuses rows that cannot follow those that are here; an offset below 0 is none. */
  void check(long offset) {
    if (isFinal) {
      throw refused(
          Code.INVALID_ARGUMENT,
          StorageError.StorageErrorCode.STREAM_FINALIZED,
          "Stream is already finalized.");
    }
    if (isDefault && offset >= 0) {
      throw new WriteError(
          Code.INVALID_ARGUMENT, "The offset must not be set on the default stream");
    }
    if (offset >= 0 && offset < next) {
      throw refused(
          Code.ALREADY_EXISTS,
          StorageError.StorageErrorCode.OFFSET_ALREADY_EXISTS,
          "The offset is within stream, expected offset %d, received %d".formatted(next, offset));
    }
    if (offset > next) {
      throw refused(
          Code.OUT_OF_RANGE,
          StorageError.StorageErrorCode.OFFSET_OUT_OF_RANGE,
          "The offset is beyond stream, expected offset %d, received %d".formatted(next, offset));
    }
  }

  /** Takes rows; returns the offset of the first. */
  long append(List<ObjectNode> rows) {
    waiting.addAll(rows);
    long first = next;
    next += rows.size();
    if (isDefault || type == WriteStream.Type.COMMITTED) {
      show(waiting.size());
    }
    return first;
  }

  /** Puts the first of the waiting rows into the table. */
  private void show(int count) {
    List<ObjectNode> shown = waiting.subList(0, count);
    put(shown);
    shown.clear();
    visible += count;
  }

  private void put(List<ObjectNode> rows) {
    try (RowFile file = new RowFile()) {
      rows.forEach(file::add);
      file.into(catalog.duck(), table, columns());
    }
  }

  long finish() {
    if (isDefault) {
      throw new WriteError(Code.INVALID_ARGUMENT, "The default stream cannot be finalized");
    }
    isFinal = true;
    return next;
  }

  long flush(long offset) {
    if (type != WriteStream.Type.BUFFERED) {
      throw refused(
          Code.INVALID_ARGUMENT,
          StorageError.StorageErrorCode.INVALID_STREAM_TYPE,
          "Only a BUFFERED stream can be flushed.");
    }
    if (offset >= next) {
      throw refused(
          Code.OUT_OF_RANGE,
          StorageError.StorageErrorCode.OFFSET_OUT_OF_RANGE,
          "The offset is beyond stream");
    }
    if (offset >= visible) {
      show((int) (offset + 1 - visible));
    }
    return offset;
  }

  /** Refuses to commit what cannot be committed. */
  void checkCommit(TableId parent) {
    if (type != WriteStream.Type.PENDING || !table.equals(parent)) {
      throw refused(
          Code.INVALID_ARGUMENT,
          StorageError.StorageErrorCode.INVALID_STREAM_TYPE,
          "Only a PENDING stream of the table can be committed.");
    }
    if (committed.isPresent()) {
      throw refused(
          Code.INVALID_ARGUMENT,
          StorageError.StorageErrorCode.STREAM_ALREADY_COMMITTED,
          "Stream is already committed.");
    }
    if (!isFinal) {
      throw refused(
          Code.INVALID_ARGUMENT,
          StorageError.StorageErrorCode.INVALID_STREAM_STATE,
          "Stream is not finalized.");
    }
  }

  /** A part of a commit, which is done or not as a whole. */
  void commit() {
    put(waiting);
  }

  /** The commit as a whole is done. */
  void committed() {
    waiting.clear();
    committed = Optional.of(Timestamps.fromMillis(System.currentTimeMillis()));
  }
}
